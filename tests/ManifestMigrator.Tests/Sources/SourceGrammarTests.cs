using ManifestMigrator.Sources;

namespace ManifestMigrator.Tests.Sources;

public sealed class SourceGrammarTests
{
    [TestCase("alder/voltaire", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", null)]
    [TestCase("Alder/Voltaire#spring", "github.com/alder/voltaire", "https://github.com/Alder/Voltaire.git", "spring")]
    [TestCase("alder/voltaire@build", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", "build")]
    [TestCase("alder/voltaire.git", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", null)]
    [TestCase("github:alder/voltaire", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", null)]
    [TestCase("gitlab:alder/tools/voltaire#v1", "gitlab.com/alder/tools/voltaire", "https://gitlab.com/alder/tools/voltaire.git", "v1")]
    [TestCase("bitbucket:alder/voltaire", "bitbucket.org/alder/voltaire", "https://bitbucket.org/alder/voltaire.git", null)]
    [TestCase("gist:11081aaa281", "gist.github.com/11081aaa281", "https://gist.github.com/11081aaa281.git", null)]
    [TestCase("git@github.com:alder/voltaire.git", "github.com/alder/voltaire", "git@github.com:alder/voltaire.git", null)]
    [TestCase("git@git.example.org:deep/er/voltaire.git#spring", "git.example.org/deep/er/voltaire", "git@git.example.org:deep/er/voltaire.git", "spring")]
    [TestCase("ssh://git@git.example.org:2222/alder/voltaire.git", "git.example.org:2222/alder/voltaire", "ssh://git@git.example.org:2222/alder/voltaire.git", null)]
    [TestCase("git+ssh://git@gitlab.example.org/alder/voltaire.git#build", "gitlab.example.org/alder/voltaire", "ssh://git@gitlab.example.org/alder/voltaire.git", "build")]
    [TestCase("git+https://github.com/alder/voltaire.git", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", null)]
    [TestCase("git://github.com/alder/voltaire.git#build", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", "build")]
    [TestCase("git://git.example.org/alder/voltaire.git", "git.example.org/alder/voltaire", "git://git.example.org/alder/voltaire.git", null)]
    [TestCase("https://github.com/alder/voltaire", "github.com/alder/voltaire", "https://github.com/alder/voltaire", null)]
    [TestCase("https://github.com/alder/voltaire@build", "github.com/alder/voltaire", "https://github.com/alder/voltaire", "build")]
    [TestCase("https://github.com/alder/voltaire/tree/feature/spring", "github.com/alder/voltaire", "https://github.com/alder/voltaire", "feature/spring")]
    [TestCase("https://www.github.com/alder/voltaire.git", "github.com/alder/voltaire", "https://www.github.com/alder/voltaire.git", null)]
    [TestCase("http://127.0.0.1:8080/alder/voltaire.git", "127.0.0.1:8080/alder/voltaire", "http://127.0.0.1:8080/alder/voltaire.git", null)]
    public void A_git_address_is_understood(string source, string identity, string url, string? revision)
    {
        var address = SourceGrammar.Parse(source);

        Assert.That((address.Kind, address.Identity, address.Url, address.Revision), Is.EqualTo((AddressKind.Git, identity, url, revision)));
    }

    [TestCase("./voltaire", "./voltaire", null)]
    [TestCase(".", ".", null)]
    [TestCase("../alder/voltaire#spring", "../alder/voltaire", "spring")]
    [TestCase("/srv/git/voltaire.git", "/srv/git/voltaire.git", null)]
    [TestCase("~/voltaire", "~/voltaire", null)]
    [TestCase("file:///srv/git/vol%20taire.git", "/srv/git/vol taire.git", null)]
    [TestCase(@"C:\work\voltaire", @"C:\work\voltaire", null)]
    public void A_path_is_understood(string source, string path, string? revision)
    {
        var address = SourceGrammar.Parse(source);

        Assert.That((address.Kind, address.Url, address.Revision), Is.EqualTo((AddressKind.Folder, path, revision)));
    }

    [TestCase("https://example.org/voltaire-1.0.0.tgz", AddressKind.Tarball)]
    [TestCase("https://example.org/voltaire.tar.gz", AddressKind.Tarball)]
    [TestCase("registry://voltaire/stable", AddressKind.Registry)]
    public void What_is_no_repository_is_known_for_what_it_is(string source, AddressKind kind) =>
        Assert.That(SourceGrammar.Parse(source).Kind, Is.EqualTo(kind));

    [TestCase("")]
    [TestCase("voltaire")]
    [TestCase("-u/voltaire")]
    [TestCase("--upload-pack=evil")]
    [TestCase("ext::sh -c evil")]
    [TestCase("ftp://example.org/alder/voltaire.git")]
    [TestCase("ssh://-oProxyCommand=evil/alder/voltaire.git")]
    [TestCase("alder/voltaire#--evil")]
    [TestCase("alder/voltaire#a..b")]
    [TestCase("alder/voltaire#a:b")]
    [TestCase("sourceforge:alder/voltaire")]
    [TestCase("alder/vol\u0007taire")]
    public void What_is_not_understood_or_could_do_harm_is_refused_with_a_sentence(string source) =>
        Assert.That(() => SourceGrammar.Parse(source), Throws.TypeOf<SourceException>().With.Message.Matches("[.]$"));

    [Test]
    public void User_and_password_are_kept_apart_from_everything_that_is_printed()
    {
        var address = SourceGrammar.Parse("https://ada:s3cret@git.example.org/alder/voltaire.git#spring");

        Assert.Multiple(() =>
        {
            Assert.That(address.Credentials, Is.EqualTo("ada:s3cret"));
            Assert.That((address.Source, address.Url, address.Identity, address.ToString()), Is.EqualTo((
                "https://git.example.org/alder/voltaire.git#spring",
                "https://git.example.org/alder/voltaire.git",
                "git.example.org/alder/voltaire",
                "https://git.example.org/alder/voltaire.git#spring")));
        });
    }

    [TestCase("git@github.com:Alder/Voltaire.git", "github.com/alder/voltaire")]
    [TestCase("git://github.com/alder/voltaire.git#build", "github.com/alder/voltaire")]
    [TestCase("https://gitlab.example.org/alder/voltaire.git", "gitlab.example.org/alder/voltaire")]
    [TestCase("your source", null)]
    [TestCase("./here", null)]
    [TestCase("", null)]
    public void A_manifests_source_names_a_repository_or_none(string source, string? identity) =>
        Assert.That(RepositoryIdentity.Of(source), Is.EqualTo(identity));

    [Test]
    public void A_list_has_one_source_a_line_and_comments()
    {
        const string list = "\uFEFF# konnectors\r\nalder/voltaire#spring   # the journal\r\n\r\n  ./here  \r\n#alder/gone\r\nbruyere/teapot";

        Assert.That(SourceList.Read(list), Is.EqualTo(new[] { "alder/voltaire#spring", "./here", "bruyere/teapot" }));
    }
}
