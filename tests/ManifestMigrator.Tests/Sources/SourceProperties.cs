using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Sources;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Sources;

public sealed class SourceProperties
{
    private const string Secret = "s3cret";

    private static readonly string[] Pieces =
    [
        "github:", "gitlab:", "gist:", "registry://", "file://", "git+ssh://", "ssh://", "https://", "HTTP:", "git:", "ext::", "ada@", "ada:pw@", ":pw@", "github.com", "gist.github.com", "git.example.org",
        "[::1]", ":22", ":99999", "/", "//", "\\", ":", "@", "#", "?", "%", "%2e", "%2d", "%00", "%E9", "..", "-", "alder", "voltaire.git", "/tree/spring", ".tgz", "semver:", " ", "\t", "é", "\ud800", "\u0007",
    ];

    private static readonly string[] UserInfos =
    [
        "ada:s3cret@", ":s3cret@", "s3cret@", "s3cret:@", "s3cret:x-oauth-basic@", "ada:s3cret:x@", "ada:p%40s3cret@", "ada:p@s3cret@", "ada:p/s3cret@", "ada:p#s3cret@", "ada:p?s3cret@", "ada@x:s3cret@",
    ];

    private static readonly string[] Starts = ["https://", "http://", "git+https://", "HTTPS://", "https:", "https:/", "git://", "ftp://", "-https://"];

    private static readonly string[] Hosts = ["github.com/", "gitlab.com/", "gist.github.com/", "git.example.org/", "git.example.org:8443/", "www.github.com:", "git.example.org:", "[::1]:8080/", "/"];

    private static readonly string[] Ends =
    [
        "alder/voltaire", "alder/voltaire.git#spring", "alder/voltaire@spring", "alder/voltaire?private_token=s3cret#spring", "alder/voltaire.tgz?token=s3cret", "../voltaire", "alder", "", "alder/voltaire#a@b/c",
        "alder/tools/voltaire/-/tree/main",
    ];

    public sealed record AnyText(string Text);

    public sealed record WithSecret(string Text);

    public static class Arbitraries
    {
        public static Arbitrary<AnyText> Texts() => Gen.Elements(Pieces).ListOf().Select(pieces => new AnyText(string.Concat(pieces))).ToArbitrary();

        public static Arbitrary<WithSecret> Secrets()
        {
            var web = from start in Gen.Elements(Starts)
                      from userInfo in Gen.Elements(UserInfos)
                      from host in Gen.Elements(Hosts)
                      from end in Gen.Elements(Ends)
                      select new WithSecret(start + userInfo + host + end);
            var ssh = from start in Gen.Elements("", "ssh://", "git+ssh://", "GIT+SSH://")
                      from userInfo in Gen.Elements(UserInfos.Where(text => !text.StartsWith(Secret, StringComparison.Ordinal)))
                      from host in Gen.Elements(Hosts[..^1])
                      from end in Gen.Elements(Ends)
                      select new WithSecret(start + userInfo + host + end);
            var shortcut = from host in Gen.Elements("github:", "gitlab:", "bitbucket:", "gist:", "sourcehut:", "github:/")
                           from userInfo in Gen.Elements(UserInfos.Where(text => !text.Contains('#', StringComparison.Ordinal) && !text.Contains('?', StringComparison.Ordinal)))
                           from end in Gen.Elements(Ends)
                           select new WithSecret(host + userInfo + end);
            return Gen.OneOf(web, ssh, shortcut).ToArbitrary();
        }
    }

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 2000)]
    public void Any_text_is_understood_or_refused_with_a_sentence(AnyText any)
    {
        if (Parsed(any.Text, out var refusal) is not { } address)
        {
            Assert.That(refusal, Does.EndWith("."));
            return;
        }
        Assert.That(address.Identity.Split('/'), Has.None.EqualTo("").And.None.EqualTo("..").And.None.EqualTo("."), any.Text);
        Assert.That(new[] { address.Url, address.Revision ?? "" }, Has.None.StartsWith("-"), any.Text);
        Assert.That(address.Url + address.Revision + address.Identity, Has.None.Matches<char>(char.IsControl), any.Text);
    }

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 2000)]
    public void No_secret_is_in_anything_that_is_printed(WithSecret source)
    {
        var printed = Parsed(source.Text, out var refusal) is { } address
            ? $"{address.Source} {address.Url} {address.Identity} {address.Revision} {address}"
            : $"{refusal} {Secrets.MaskRefused(source.Text)}";

        Assert.That(printed, Does.Not.Contain(Secret), source.Text);
    }

    /// <summary>Later commands read what a run has kept of its sources.</summary>
    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 2000)]
    public void What_is_kept_of_a_source_means_the_same(AnyText any, WithSecret secret)
    {
        foreach (var text in new[] { any.Text, secret.Text })
        {
            if (Parsed(text, out _) is not { } address)
                continue;
            var kept = SourceGrammar.Parse(address.Source);

            Assert.That((kept.Kind, kept.Identity, kept.Url, kept.Revision), Is.EqualTo((address.Kind, address.Identity, address.Url, address.Revision)), text);
        }
    }

    private static RepositoryAddress? Parsed(string text, out string refusal)
    {
        try
        {
            refusal = "";
            return SourceGrammar.Parse(text);
        }
        catch (SourceException exception)
        {
            refusal = exception.Message;
            return null;
        }
    }
}
