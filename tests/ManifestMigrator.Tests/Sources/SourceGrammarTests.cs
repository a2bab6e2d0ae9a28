using ManifestMigrator.Read;
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
    [TestCase("ssh://git@git.example.org:2222/alder/voltaire.git", "git.example.org/alder/voltaire", "ssh://git@git.example.org:2222/alder/voltaire.git", null)]
    [TestCase("git+ssh://git@gitlab.example.org/alder/voltaire.git#build", "gitlab.example.org/alder/voltaire", "ssh://git@gitlab.example.org/alder/voltaire.git", "build")]
    [TestCase("git+https://github.com/alder/voltaire.git", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", null)]
    [TestCase("git://github.com/alder/voltaire.git#build", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", "build")]
    [TestCase("git://git.example.org/alder/voltaire.git", "git.example.org/alder/voltaire", "git://git.example.org/alder/voltaire.git", null)]
    [TestCase("https://github.com/alder/voltaire", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", null)]
    [TestCase("https://github.com/alder/voltaire@build", "github.com/alder/voltaire", "https://github.com/alder/voltaire.git", "build")]
    [TestCase("ssh://git@git.example.org:22/alder/voltaire.git", "git.example.org/alder/voltaire", "ssh://git@git.example.org/alder/voltaire.git", null)]
    [TestCase("git+ssh://git@git.example.org:alder/voltaire.git", "git.example.org/alder/voltaire", "ssh://git@git.example.org/alder/voltaire.git", null)]
    [TestCase("git@git.example.org:/srv/git/voltaire.git", "git.example.org/srv/git/voltaire", "git@git.example.org:/srv/git/voltaire.git", null)]
    [TestCase("ssh://git@[::1]:2222/alder/voltaire.git", "[::1]:2222/alder/voltaire", "ssh://git@[::1]:2222/alder/voltaire.git", null)]
    [TestCase("HTTPS://Git.Example.org/Alder/Voltaire.git", "git.example.org/alder/voltaire", "https://git.example.org/Alder/Voltaire.git", null)]
    [TestCase("https://git.example.org/alder/voltaire.git#feature%2Fspring", "git.example.org/alder/voltaire", "https://git.example.org/alder/voltaire.git", "feature/spring")]
    [TestCase("https://git.example.org/alder/%C3%A9t%C3%A9.git", "git.example.org/alder/été", "https://git.example.org/alder/%C3%A9t%C3%A9.git", null)]
    [TestCase("https://git.example.org/alder/voltaire.git?path=/", "git.example.org/alder/voltaire", "https://git.example.org/alder/voltaire.git", null)]
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
    [TestCase("file://localhost/srv/git/voltaire.git", "/srv/git/voltaire.git", null)]
    [TestCase("./a::b", "./a::b", null)]
    [TestCase(@"C:\work\voltaire", @"C:\work\voltaire", null)]
    public void A_path_is_understood(string source, string path, string? revision)
    {
        var address = SourceGrammar.Parse(source);

        Assert.That((address.Kind, address.Url, address.Revision), Is.EqualTo((AddressKind.Folder, path, revision)));
    }

    [TestCase("https://example.org/voltaire-1.0.0.tgz", AddressKind.Tarball)]
    [TestCase("https://example.org/voltaire.tar.gz", AddressKind.Tarball)]
    [TestCase("HTTP://example.org/voltaire@1.0.0.TGZ", AddressKind.Tarball)]
    [TestCase("https://example.org/voltaire.tgz?token=x#sha512-abc", AddressKind.Tarball)]
    [TestCase("https://github.com/alder/voltaire/archive/v1.tar.gz", AddressKind.Tarball)]
    [TestCase("https://gitlab.com/alder/voltaire/-/archive/v1/voltaire-v1.tar.gz", AddressKind.Tarball)]
    [TestCase("./voltaire-1.0.0.tgz", AddressKind.Tarball)]
    [TestCase("file:///srv/voltaire.tar.gz", AddressKind.Tarball)]
    [TestCase("https://github.com/alder/voltaire.tgz", AddressKind.Git)]
    [TestCase("git+https://example.org/alder/voltaire.tgz", AddressKind.Git)]
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
    [TestCase("./voltaire#--evil")]
    [TestCase("alder/voltaire#a%0Ab")]
    [TestCase("sourceforge:alder/voltaire")]
    [TestCase("github:voltaire")]
    [TestCase("alder/..")]
    [TestCase("git@git.example.org:../../voltaire")]
    [TestCase("https://git.example.org/alder/%2e%2e/%2e%2e/voltaire")]
    [TestCase("https://git.example.org/alder%2Fvoltaire%2F..")]
    [TestCase("https://git.example.org/")]
    [TestCase("ssh://-oProxyCommand=evil@git.example.org/alder/voltaire.git")]
    [TestCase("git+file:///srv/git/voltaire.git")]
    [TestCase("file://elsewhere/srv/git/voltaire.git")]
    [TestCase("file:///srv/git/%00voltaire.git")]
    [TestCase("ada@git.example.org/alder/voltaire")]
    [TestCase("alder/vol\u0007taire")]
    [TestCase("https://example.org/voltaire.tgz@spring")]
    [TestCase("https://1.2.3.4.5../voltaire.tgz?x")]
    [TestCase("https://-x.example.org/alder/voltaire.git")]
    [TestCase("https://%2dx.example.org/alder/voltaire.git")]
    [TestCase("ssh://%2doProxyCommand=evil/alder/voltaire.git")]
    [TestCase("ssh://%2dx@git.example.org/alder/voltaire.git")]
    [TestCase("git@-x.example.org:alder/voltaire.git")]
    [TestCase("git@git.example.org:-x/voltaire.git")]
    [TestCase("https://git.example.org/%2dx/voltaire.git")]
    [TestCase("fd::17/alder/voltaire")]
    [TestCase("https://git.example.org/alder/vol%0ataire.git")]
    [TestCase("registry://")]
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

    /// <summary>Whether it is understood or not: what was given is printed.</summary>
    [TestCase("https://ada:s3cret@git.example.org/alder/voltaire.git", "https://git.example.org/alder/voltaire.git")]
    [TestCase("https://s3cret@git.example.org/alder/voltaire.git@build", "https://git.example.org/alder/voltaire.git@build")]
    [TestCase("https://ada:s3@cret@git.example.org:8443/alder/voltaire", "https://git.example.org:8443/alder/voltaire")]
    [TestCase("https://ada:s3/cret@git.example.org/alder/voltaire", "https://git.example.org/alder/voltaire")]
    [TestCase("git+https://:s3cret@git.example.org/alder/voltaire", "git+https://git.example.org/alder/voltaire")]
    [TestCase("https://git.example.org/alder/voltaire?private_token=s3cret#spring", "https://git.example.org/alder/voltaire#spring")]
    [TestCase("ssh://ada:s3cret@git.example.org/alder/voltaire", "ssh://ada@git.example.org/alder/voltaire")]
    [TestCase("ada:s3cret@git.example.org:alder/voltaire", "ada@git.example.org:alder/voltaire")]
    [TestCase("github:ada:s3cret@alder/voltaire", "github:alder/voltaire")]
    [TestCase("github::s3cret@alder/voltaire", "github:alder/voltaire")]
    [TestCase("ftp://ada:s3cret@git.example.org/alder/voltaire", "ftp://git.example.org/alder/voltaire")]
    [TestCase("https://git.example.org:8443/alder/voltaire@build", "https://git.example.org:8443/alder/voltaire@build")]
    [TestCase("git@git.example.org:alder/voltaire@build", "git@git.example.org:alder/voltaire@build")]
    public void What_is_printed_of_a_source_holds_no_secret(string source, string printed) =>
        Assert.That(BatchSource.Parse(source).Source, Is.EqualTo(printed));

    [TestCase("https://ada:s3cret@git.example.org/../voltaire.git")]
    [TestCase("https://ada:s3/cret@git.example.org/alder/voltaire")]
    [TestCase("https://ada:s3/cret@git.example.org")]
    [TestCase("ftp://ada:s3cret@git.example.org/alder/voltaire")]
    [TestCase("ada:s3cret@git.example.org/alder/voltaire")]
    [TestCase("-https://ada:s3cret@git.example.org/alder/voltaire")]
    public void A_source_that_is_refused_tells_no_secret(string source) =>
        Assert.That(() => SourceGrammar.Parse(source), Throws.TypeOf<SourceException>().With.Message.Not.Contains("cret"));

    [TestCase("git@github.com:Alder/Voltaire.git", "github.com/alder/voltaire")]
    [TestCase("git://github.com/alder/voltaire.git#build", "github.com/alder/voltaire")]
    [TestCase("https://gitlab.example.org/alder/voltaire.git", "gitlab.example.org/alder/voltaire")]
    [TestCase("your source", null)]
    [TestCase("./here", null)]
    [TestCase("", null)]
    public void A_manifests_source_names_a_repository_or_none(string source, string? identity) =>
        Assert.That(RepositoryIdentity.Parse(source), Is.EqualTo(identity));

    [Test]
    public void A_list_has_one_source_a_line_and_comments()
    {
        const string list = "\uFEFF# konnectors\r\nalder/voltaire#spring   # the journal\r\n\r\n  ./here  \r\n#alder/gone\r\nbruyere/teapot";

        Assert.That(SourceList.Read(list), Is.EqualTo(new[] { "alder/voltaire#spring", "./here", "bruyere/teapot" }));
    }
    [TestCase("/srv/..:/voltaire", "local/folder/voltaire")]
    [TestCase("/srv/alder/..git", "local/alder/folder")]
    [TestCase("/", "local/folder/folder")]
    public void No_part_of_what_a_folder_is_called_leads_to_another_folder(string source, string identity) =>
        Assert.That(SourceGrammar.Parse(source).Identity, Is.EqualTo(identity));

    [TestCase("https://git.example.org/alder/.git", "git.example.org/alder")]
    [TestCase("https://git.example.org/alder/voltaire/.git", "git.example.org/alder/voltaire")]
    public void The_git_folder_of_a_repository_is_called_like_the_repository(string source, string identity) =>
        Assert.That(SourceGrammar.Parse(source).Identity, Is.EqualTo(identity));
}
