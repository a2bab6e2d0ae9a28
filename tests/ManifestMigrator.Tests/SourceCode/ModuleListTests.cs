using ManifestMigrator.SourceCode;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class ModuleListTests
{
    private static IEnumerable<string> Modules => ModuleList.All.Select(module => module.Id);

    [Test]
    public void Every_member_of_the_list_is_one_that_is_read()
    {
        using var stream = typeof(ModuleList).Assembly.GetManifestResourceStream("modules.json")!;
        var members = ((JArray)JObject.Parse(new StreamReader(stream).ReadToEnd())["modules"]!).Cast<JObject>().SelectMany(module => module.Properties());

        Assert.That(members.Select(member => member.Name).Distinct(), Is.SubsetOf(typeof(Module).GetProperties().Select(property => property.Name.ToLowerInvariant())));
    }

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

    [TestCase("4.32.1", "4.32.1-4.32.2")]
    [TestCase("^4.32.1", "4.32.1-5.0.0")]
    [TestCase("^0.3.1", "0.3.1-0.4.0")]
    [TestCase("^0.0.3", "0.0.3-0.0.4")]
    [TestCase("~4.32.1", "4.32.1-4.33.0")]
    [TestCase("~ 1.0", "1.0.0-1.1.0")]
    [TestCase("~1", "1.0.0-2.0.0")]
    [TestCase("3.x", "3.0.0-4.0.0")]
    [TestCase("4", "4.0.0-5.0.0")]
    [TestCase(">=2.4 <3", "2.4.0-3.0.0")]
    [TestCase(">= 4.2.0", "4.2.0-")]
    [TestCase(">4.2", "4.3.0-")]
    [TestCase("<=4.2.1", "0.0.0-4.2.2")]
    [TestCase("2.1 - 3.4", "2.1.0-3.5.0")]
    [TestCase("^3.1.0 || ^4.0.0", "3.1.0-4.0.0 4.0.0-5.0.0")]
    [TestCase("v5.13.0-beta.1", "5.13.0-5.13.1")]
    [TestCase("^3.0.0-alpha.21", "3.0.0-4.0.0")]
    [TestCase("git+https://github.com/konnectors/libs.git#v2.5.8", "2.5.8-2.5.9")]
    [TestCase("github:konnectors/libs#semver:^4.1", "4.1.0-5.0.0")]
    [TestCase("99999999999.1", null)]
    [TestCase("latest", null)]
    [TestCase("*", null)]
    [TestCase("", null)]
    [TestCase(">4 <3", null)]
    [TestCase("file:../libs", null)]
    [TestCase("git+https://github.com/konnectors/libs.git", null)]
    public void A_requirement_admits_versions(string requirement, string? versions)
    {
        var ranges = LibsVersions.Parse(requirement, "package.json")?.Ranges.Select(range => $"{range.First}-{range.Limit}");

        Assert.That(ranges is null ? null : string.Join(' ', ranges), Is.EqualTo(versions));
    }
}
