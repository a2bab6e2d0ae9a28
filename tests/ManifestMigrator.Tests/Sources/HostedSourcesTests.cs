using ManifestMigrator.Sources;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Sources;

/// <summary>
/// For the hosts that npm knows, a text names the repository and the revision that npm's <c>hosted-git-info</c> names. <c>hosted.tsv</c> has
/// its answers; <c>-</c> stands for none.
/// </summary>
public sealed class HostedSourcesTests
{
    private const string OddBranch = "lk/br@nch.t#st:^1.0.0-pre.4";

    private static readonly string[] Spellings =
    [
        "git://{0}/alder/voltaire", "git://ada:pw@{0}/alder/voltaire", "git://:pw@{0}/alder/voltaire",
        "https://{0}/alder/voltaire", "https://ada@{0}/alder/voltaire", "https://www.{0}/alder/voltaire", "https://{0}/alder/voltaire/",
        "git+https://{0}/alder/voltaire", "git+https://ada:pw@{0}/alder/voltaire", "http://{0}/alder/voltaire",
        "ssh://{0}/alder/voltaire", "ssh://ada@{0}:alder/voltaire", "ssh://git@{0}:22/alder/voltaire",
        "git+ssh://{0}/alder/voltaire", "git+ssh://{0}:alder/voltaire", "git+ssh://ada:pw@{0}:alder/voltaire", "git+ssh://:pw@{0}/alder/voltaire",
        "git@{0}:alder/voltaire", "git@{0}:/alder/voltaire", "ada:pw@{0}:alder/voltaire", ":pw@{0}:alder/voltaire", "ada@{0}/alder/voltaire",
    ];

    private static readonly string[] ShortSpellings = ["{0}:alder/voltaire", "{0}:/alder/voltaire", "{0}:ada@alder/voltaire", "{0}:ada:pw@alder/voltaire", "{0}::pw@alder/voltaire"];

    private static IEnumerable<TestCaseData> EverySpelling()
    {
        foreach (var (name, host) in new[] { ("github", "github.com"), ("gitlab", "gitlab.com"), ("bitbucket", "bitbucket.org"), ("sourcehut", "git.sr.ht") })
        {
            foreach (var source in Spellings.Select(spelling => spelling.Replace("{0}", host, StringComparison.Ordinal)))
                yield return new TestCaseData(source, host);
            foreach (var source in ShortSpellings.Select(spelling => spelling.Replace("{0}", name, StringComparison.Ordinal)))
                yield return new TestCaseData(source, host);
        }
        yield return new TestCaseData("alder/voltaire", "github.com");
    }

    [TestCaseSource(nameof(EverySpelling))]
    public void Every_spelling_names_one_repository(string source, string host)
    {
        string[] endings = source.EndsWith('/') ? [""] : ["", ".git"];
        foreach (var (ending, revision) in endings.SelectMany(ending => new[] { null, "spring", "feature/spring", OddBranch, "branch with space" }.Select(revision => (ending, revision))))
        {
            var address = SourceGrammar.Parse($"{source}{ending}{(revision is null ? "" : "#" + revision)}");

            Assert.That((address.Kind, address.Identity, address.Revision), Is.EqualTo((AddressKind.Git, $"{host}/alder/voltaire", revision)), address.Source);
            Assert.That(address.Source, Does.Not.Contain("pw"));
        }
    }

    private static IEnumerable<TestCaseData> Table() => File.ReadLines(Path.Combine(Repository.Root, "tests/ManifestMigrator.Tests/Sources/hosted.tsv"))
        .Skip(1)
        .Select(line => line.Split('\t'))
        .Select(row => new TestCaseData(row[0], row[1] == "-" ? null : row[1], row[2] == "-" ? null : row[2]).SetArgDisplayNames(row[0]));

    [TestCaseSource(nameof(Table))]
    public void A_source_means_what_it_means_to_npm(string source, string? repository, string? revision)
    {
        if (repository is null)
        {
            Assert.That(() => SourceGrammar.Parse(source), Throws.TypeOf<SourceException>());
            return;
        }
        var address = SourceGrammar.Parse(source);
        var names = repository.Split('/')[1..].Select(Uri.EscapeDataString);

        Assert.That((address.Kind, address.Identity, address.Revision), Is.EqualTo((AddressKind.Git, repository.ToLowerInvariant(), revision)));
        Assert.That(Uri.UnescapeDataString(address.Url), Does.Contain(Uri.UnescapeDataString(string.Join('/', names))), "git is told the names in their own case");
    }

    [TestCase("alder/voltaire@spring", "github.com/alder/voltaire", "spring", TestName = "For npm this is none: the old branch")]
    [TestCase("github:alder/voltaire@spring", "github.com/alder/voltaire", "spring", TestName = "For npm the name is spring")]
    [TestCase("https://github.com/alder/voltaire.git@spring", "github.com/alder/voltaire", "spring", TestName = "For npm the name is voltaire.git@spring")]
    [TestCase("git@github.com:alder/voltaire.git@spring", "github.com/alder/voltaire", "spring", TestName = "For npm the user is git@github.com:alder")]
    [TestCase("git@github.com:/alder/voltaire.git", "github.com/alder/voltaire", null, TestName = "For npm a path from the root is none")]
    [TestCase("git+ssh://git@GitHub.com/alder/voltaire.git", "github.com/alder/voltaire", null, TestName = "For npm the host's letters have a case in SSH")]
    [TestCase("git+http://github.com/alder/voltaire.git", "github.com/alder/voltaire", null, TestName = "For npm a host has its own transports")]
    [TestCase("ssh://git@git.sr.ht/~alder/voltaire", "git.sr.ht/~alder/voltaire", null, TestName = "For npm sourcehut has no ssh without git+")]
    [TestCase("https://gitlab.com/alder/voltaire/", "gitlab.com/alder/voltaire", null, TestName = "For npm a slash at the end is too much on GitLab")]
    [TestCase("https://github.com/alder/voltaire/tree#spring", "github.com/alder/voltaire", "spring", TestName = "For npm the revision is undefined")]
    public void Where_npm_gives_up_or_errs_the_address_is_understood(string source, string identity, string? revision)
    {
        var address = SourceGrammar.Parse(source);

        Assert.That((address.Kind, address.Identity, address.Revision), Is.EqualTo((AddressKind.Git, identity, revision)));
    }

    [TestCase("github:alder", "write github:owner/name")]
    [TestCase("github:alder/", "names no repository")]
    [TestCase("github:alder/.git", "names no repository")]
    [TestCase("github:alder/../bruyere/teapot", "names no repository")]
    [TestCase("gitlab:alder/tools%2f..%2f../voltaire", "names no repository")]
    [TestCase("github:%2dalder/voltaire", "names no repository")]
    [TestCase("git@github.com:-alder/voltaire", "names no repository")]
    [TestCase("github://alder/tools/voltaire", "write github:owner/name")]
    [TestCase("github.com::pw@alder/voltaire", "helper program")]
    [TestCase("alder/voltaire#--upload-pack=x", "begins with a dash")]
    [TestCase("alder/voltaire#%2d-upload-pack=x", "begins with a dash")]
    [TestCase("alder/voltaire#semver:^1.0.0", "a range of versions")]
    [TestCase("git@git.example.org:alder/voltaire.git#semver:%5E1.0.0", "a range of versions")]
    [TestCase("alder/voltaire#spring::path:packages/one", "a folder of the repository")]
    public void What_npm_takes_and_could_do_harm_or_is_no_branch_is_refused_with_its_cause(string source, string cause) =>
        Assert.That(() => SourceGrammar.Parse(source), Throws.TypeOf<SourceException>().With.Message.Contains(cause));

    [TestCase("http://github.com/alder/voltaire", "https://github.com/alder/voltaire.git")]
    [TestCase("git://www.github.com/alder/voltaire.git", "https://github.com/alder/voltaire.git")]
    [TestCase("ssh://github.com/alder/voltaire", "git@github.com:alder/voltaire.git")]
    [TestCase("ada:pw@github.com:alder/voltaire.git", "git@github.com:alder/voltaire.git")]
    [TestCase("sourcehut:~alder/voltaire", "https://git.sr.ht/~alder/voltaire")]
    [TestCase("gitlab:alder/sub group/voltaire", "https://gitlab.com/alder/sub%20group/voltaire.git")]
    public void Git_is_told_the_one_address_that_the_host_serves(string source, string url) => Assert.That(SourceGrammar.Parse(source).Url, Is.EqualTo(url));
}
