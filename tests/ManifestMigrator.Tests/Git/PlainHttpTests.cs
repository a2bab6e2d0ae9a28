using ManifestMigrator.Git.Http;

namespace ManifestMigrator.Tests.Git;

/// <summary>Which addresses are asked without git: those about which the user's configuration and environment say nothing.</summary>
public sealed class PlainHttpTests
{
    private const string Url = "https://forge.example/alder/voltaire.git";

    [TestCase(Url)]
    [TestCase("http://127.0.0.1:8080/voltaire")]
    [TestCase("http://[::1]:8080/voltaire")]
    public void A_public_address_is_asked_directly(string url) => Assert.That(Settings().Find(url)?.AbsoluteUri, Is.EqualTo(url));

    [TestCase("https://ada:secret@forge.example/voltaire.git")]
    [TestCase("https://forge.example/voltaire.git?token=1")]
    [TestCase("https://forge.example/a/../voltaire.git")]
    [TestCase("https://forge.example/voltaire.git#main")]
    [TestCase("https://förge.example/voltaire.git")]
    [TestCase("git://forge.example/voltaire.git")]
    [TestCase("ssh://forge.example/voltaire.git")]
    [TestCase("voltaire.git")]
    public void An_address_with_anything_odd_is_gits(string url) => Assert.That(Settings().Find(url), Is.Null);

    [TestCase("http.proxy", "http://proxy:8080")]
    [TestCase("http.extraheader", "X-Token: 1")]
    [TestCase("http.https://forge.example/.sslverify", "false")]
    [TestCase("http.https://*.example/.sslcert", "cert")]
    [TestCase("http.https://forge.example:8443/other.extraheader", "X-Token: 1")]
    [TestCase("url.git@forge.example:.insteadof", "https://forge.example/")]
    [TestCase("url.https://mirror.example/.insteadof", "https://forge")]
    [TestCase("remote.https://forge.example/alder/voltaire.git.proxy", "http://proxy")]
    public void A_setting_that_may_apply_leaves_an_address_to_git(string key, string value) => Assert.That(Settings((key, value)).Find(Url), Is.Null);

    [TestCase("http.https://inside.example/.proxy", "http://proxy:8080")]
    [TestCase("url.git@inside.example:.insteadof", "https://inside.example/")]
    [TestCase("credential.helper", "store")]
    [TestCase("user.name", "Ada")]
    public void A_setting_about_something_else_does_not(string key, string value) => Assert.That(Settings((key, value)).Find(Url), Is.Not.Null);

    [TestCase("GIT_SSL_NO_VERIFY", "1")]
    [TestCase("GIT_SSL_CAINFO", "/etc/ca.pem")]
    [TestCase("GIT_HTTP_USER_AGENT", "me")]
    [TestCase("GIT_PROXY_SSL_CERT", "cert")]
    [TestCase("SSL_CERT_FILE", "/etc/ca.pem")]
    [TestCase("https_proxy", "http://ada:secret@proxy:8080")]
    [TestCase("https_proxy", "socks5://proxy:1080")]
    [TestCase("HTTPS_PROXY", "")]
    [TestCase("ALL_PROXY", "https://proxy")]
    public void A_variable_that_tells_git_of_certificates_or_odd_proxies_leaves_an_address_to_git(string name, string value) =>
        Assert.That(new PlainHttp([], new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value }, netrc: null).Find(Url), Is.Null);

    [Test]
    public void Certificates_play_no_part_without_encryption()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_SSL_CAINFO"] = "/etc/ca.pem" };

        Assert.That(new PlainHttp([], variables, netrc: null).Find("http://forge.example/voltaire.git"), Is.Not.Null);
    }

    [TestCase("https_proxy", "http://proxy:8080", "http://proxy:8080/")]
    [TestCase("HTTPS_PROXY", "proxy:8080", "http://proxy:8080/")]
    [TestCase("all_proxy", "http://proxy:8080/", "http://proxy:8080/")]
    [TestCase("http_proxy", "http://proxy:8080", null)]
    public void A_plain_proxy_of_the_environment_is_used_as_git_would(string name, string value, string? expected)
    {
        var settings = new PlainHttp([], new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value }, netrc: null);

        Assert.Multiple(() =>
        {
            Assert.That(settings.Find(Url), Is.Not.Null);
            Assert.That((settings.TryFindProxy(new Uri(Url), out var proxy), proxy?.AbsoluteUri), Is.EqualTo((true, expected)));
        });
    }

    [Test]
    public void A_proxy_with_exceptions_is_gits_because_it_reads_them_in_its_own_way()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["https_proxy"] = "http://proxy:8080", ["no_proxy"] = "10.0.0.0/8" };

        Assert.That(new PlainHttp([], variables, netrc: null).Find(Url), Is.Null);
    }

    [TestCase("machine forge.example login ada password secret", false)]
    [TestCase("machine FORGE.example\nlogin ada", false)]
    [TestCase("default login ada password secret", false)]
    [TestCase("machine inside.example login ada password secret", true)]
    public void An_entry_of_netrc_leaves_its_host_to_git(string netrc, bool isDirect) =>
        Assert.That(new PlainHttp([], new Dictionary<string, string>(StringComparer.Ordinal), netrc).Find(Url) is not null, Is.EqualTo(isDirect));

    [TestCase("fetch.fsck.missingemail", false)]
    [TestCase("transfer.fsckobjects", false)]
    [TestCase("includeif.gitdir:~/clients/.path", false)]
    [TestCase("fetch.prune", true)]
    public void Packs_are_left_to_git_where_the_configuration_changes_how_they_are_checked(string key, bool mayFetch) =>
        Assert.That(Settings((key, "true")).MayFetch, Is.EqualTo(mayFetch));

    private static PlainHttp Settings(params (string Key, string Value)[] settings) => new(settings, new Dictionary<string, string>(StringComparer.Ordinal), netrc: null);
}
