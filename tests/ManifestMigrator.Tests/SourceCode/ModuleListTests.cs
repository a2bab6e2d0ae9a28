using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class ModuleListTests
{
    private static IEnumerable<string> Modules => ModuleList.All.Select(module => module.Id);

    [TestCaseSource(nameof(Modules))]
    public void Every_module_can_be_found_and_says_what_to_do(string id)
    {
        var module = ModuleList.All.Single(module => module.Id == id);
        var names = module.Paths.Concat(module.Specifiers).Concat(module.Exports);

        Assert.That(names, Is.Not.Empty);
        Assert.That(module.Replacement, Is.Not.Empty);
        Assert.That(module.Hint, Does.EndWith("."));
    }

    [Test]
    public void No_two_modules_have_one_name() => Assert.That(Modules, Is.Unique);

    [TestCase("^4.32.1", "4.32.1")]
    [TestCase("3.x", "3.0.0")]
    [TestCase("4", "4.0.0")]
    [TestCase(">=2.4 <3", "2.4.0")]
    [TestCase("~ 1.0", "1.0.0")]
    [TestCase("v5.13.0-beta.1", "5.13.0")]
    [TestCase("3.0.0-alpha.21", "3.0.0")]
    [TestCase("git+https://github.com/konnectors/libs.git#v2.5.8", "2.5.8")]
    [TestCase("github:konnectors/libs#semver:^4.1", "4.1.0")]
    [TestCase("99999999999.1", "0.0.0")]
    [TestCase("latest", null)]
    [TestCase("*", null)]
    [TestCase("", null)]
    [TestCase("git+https://github.com/konnectors/libs.git", null)]
    public void A_requirement_tells_the_lowest_version(string requirement, string? version) =>
        Assert.That(LibsVersion.Parse(requirement)?.ToString(), Is.EqualTo(version));
}
