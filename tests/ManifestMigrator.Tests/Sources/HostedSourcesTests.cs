using ManifestMigrator.Sources;

namespace ManifestMigrator.Tests.Sources;

/// <summary>For the hosts that npm knows, a text names the repository and the revision that npm's <c>hosted-git-info</c> names.</summary>
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
        foreach (var (ending, revision) in endings.SelectMany(ending => new[] { null, "spring", "feature/spring", OddBranch, "semver:^1.0.0", "branch with space" }.Select(revision => (ending, revision))))
        {
            var address = SourceGrammar.Parse($"{source}{ending}{(revision is null ? "" : "#" + revision)}");

            Assert.That((address.Kind, address.Identity, address.Revision), Is.EqualTo((AddressKind.Git, $"{host}/alder/voltaire", revision)), address.Source);
            Assert.That(address.Source, Does.Not.Contain("pw"));
        }
    }

    [TestCase("https://github.com/alder/voltaire/tree/spring", "github.com/alder/voltaire", "spring")]
    [TestCase("https://github.com/alder/voltaire/tree/spring/src", "github.com/alder/voltaire", "spring")]
    [TestCase("https://github.com/alder/voltaire#feature%2Fspring", "github.com/alder/voltaire", "feature/spring")]
    [TestCase("alder..a--/..voltaire-js# . . some . tags / / /", "github.com/alder..a--/..voltaire-js", " . . some . tags / / /")]
    [TestCase("~alder/voltaire", "github.com/~alder/voltaire", null)]
    [TestCase("gitlab:alder/tools/sub group/voltaire", "gitlab.com/alder/tools/sub group/voltaire", null)]
    [TestCase("https://gitlab.com/alder/tools/more/voltaire.git#v1", "gitlab.com/alder/tools/more/voltaire", "v1")]
    [TestCase("https://bitbucket.org/alder/voltaire/src/main", "bitbucket.org/alder/voltaire", null)]
    [TestCase("https://git.sr.ht/~alder/voltaire", "git.sr.ht/~alder/voltaire", null)]
    [TestCase("gist:11081aaa281", "gist.github.com/11081aaa281", null)]
    [TestCase("gist:alder/11081aaa281", "gist.github.com/11081aaa281", null)]
    [TestCase("https://gist.github.com/alder/11081aaa281", "gist.github.com/11081aaa281", null)]
    [TestCase("git@gist.github.com:/11081aaa281.git#spring", "gist.github.com/11081aaa281", "spring")]
    public void The_addresses_of_pages_name_repositories_too(string source, string identity, string? revision)
    {
        var address = SourceGrammar.Parse(source);

        Assert.That((address.Identity, address.Revision), Is.EqualTo((identity, revision)));
    }

    [TestCase("ada@alder/voltaire")]
    [TestCase("ada:pw@alder/voltaire")]
    [TestCase(":pw@alder/voltaire")]
    [TestCase("alder/ voltaire")]
    [TestCase("alder/voltaire/")]
    [TestCase("alder/tools/voltaire")]
    [TestCase("@alder/voltaire")]
    [TestCase(".alder/voltaire")]
    [TestCase("github.com:alder/voltaire")]
    [TestCase("github.com/alder/voltaire")]
    [TestCase("github:alder%0N/voltaire")]
    [TestCase("git+ssh://git@github.com:")]
    [TestCase("https://github.com/alder")]
    [TestCase("https://github.com/alder/voltaire/issues")]
    [TestCase("https://gitlab.com/alder/voltaire/-/tree/main")]
    [TestCase("https://git.sr.ht/~alder/voltaire/archive/3.3.2")]
    [TestCase("https://gist.github.com/alder/11081aaa281/raw/fix")]
    [TestCase("git+file:///alder/voltaire")]
    [TestCase("::")]
    public void What_npm_takes_for_no_repository_is_none(string source) => Assert.That(() => SourceGrammar.Parse(source), Throws.TypeOf<SourceException>());

    [TestCase("http://github.com/alder/voltaire", "https://github.com/alder/voltaire.git")]
    [TestCase("git://www.github.com/alder/voltaire.git", "https://github.com/alder/voltaire.git")]
    [TestCase("ssh://github.com/alder/voltaire", "git@github.com:alder/voltaire.git")]
    [TestCase("ada:pw@github.com:alder/voltaire.git", "git@github.com:alder/voltaire.git")]
    [TestCase("sourcehut:~alder/voltaire", "https://git.sr.ht/~alder/voltaire")]
    [TestCase("gitlab:alder/sub group/voltaire", "https://gitlab.com/alder/sub%20group/voltaire.git")]
    public void Git_is_told_the_one_address_that_the_host_serves(string source, string url) => Assert.That(SourceGrammar.Parse(source).Url, Is.EqualTo(url));
}
