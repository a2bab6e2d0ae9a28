using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class DraftTests
{
    private const string Melon = """
        module.exports =
            name: 'Melon'
            slug: 'melon'
            vendorLink: 'https://melon.example'
            fields:
                login: 'text'
            fetch: (fields, callback) -> callback()

        """;

    [Test]
    public async Task Konnectors_that_have_no_manifest_but_code_are_drafted_in_the_run_folder_and_delivered_nowhere()
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/one.git"], new GitFile("index.coffee", Melon));
        GitRepository.Create(
            folder["served/many.git"],
            new GitFile("server/konnectors/melon.coffee", Melon),
            new GitFile("server/konnectors/plum.js", "module.exports = base.createNew({ name: 'Plum', fields: {} })"));
        GitRepository.Create(folder["served/both.git"], new GitFile("index.coffee", Melon), new GitFile("manifest.konnector", "{\"slug\": \"melon\"}"));
        GitRepository.Create(folder["served/none.git"], new GitFile("index.js", "module.exports = 1"));
        string[] sources = [.. new[] { "one", "many", "both", "none" }.Select(name => folder[$"served/{name}.git"])];

        var plan = await Tool.RunAsync(folder.FullPath, ["plan", .. sources, "--out", "run"]);
        var apply = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.Zero, plan.Errors);
            Assert.That(Rows(folder), Is.EqualTo(new[] { "both migrated changes-planned 0", "many no-manifest manifest-in-code 2", "none no-manifest no-manifest 0", "one no-manifest manifest-in-code 1" }));
            Assert.That(folder.Files().Where(file => file.StartsWith("run/drafts/", StringComparison.Ordinal)).Select(file => string.Join('/', file.Split('/').Skip(4))), Is.EqualTo(new[]
            {
                "many/server/konnectors/melon/manifest.konnector",
                "many/server/konnectors/melon/manifest.konnector.txt",
                "many/server/konnectors/plum/manifest.konnector",
                "many/server/konnectors/plum/manifest.konnector.txt",
                "one/manifest.konnector",
                "one/manifest.konnector.txt",
            }));
            Assert.That(File.ReadLines(folder["run/findings.csv"]).Count(row => row.Contains("/many,", StringComparison.Ordinal)), Is.EqualTo(1), "a monorepo of drafts is one row");
            Assert.That(File.ReadLines(folder[$"run/drafts/{Place(folder, "many")}/server/konnectors/plum/manifest.konnector.txt"]), Has.Some.StartsWith("server/konnectors/plum.js:1:33: warning draft-missing: The code does not declare 'vendorLink'."));
            Assert.That(File.ReadLines(folder["run/repositories.csv"]).Where(row => row.Contains("manifest-in-code", StringComparison.Ordinal)), Has.None.Contain("patches/"));
            Assert.That(GitRepository.Git(sources[0], null, "for-each-ref", "--format=%(refname)").Trim(), Is.EqualTo("refs/heads/main"), apply.Errors);
        });
    }

    [Test]
    public async Task What_a_run_in_a_konnectors_folder_has_drafted_is_no_manifest_of_the_konnector()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["index.coffee"], Melon);
        await Tool.RunAsync(folder.FullPath, "plan", ".");

        await Tool.RunAsync(folder.FullPath, "plan", ".", "--out", "run");
        var check = await Tool.RunAsync(folder.FullPath, "check");

        Assert.That(folder.Files(), Has.Some.Match("migration/runs/.*/drafts/.*manifest.konnector"));
        Assert.That(Rows(folder).Single(), Does.EndWith(" no-manifest manifest-in-code 1"));
        Assert.That(check.ExitCode, Is.EqualTo(2), check.Text);
    }

    private static string Place(TemporaryFolder folder, string name) =>
        folder.Files().Where(file => file.StartsWith("run/drafts/", StringComparison.Ordinal)).Select(file => file.Split('/')).Where(parts => parts[4] == name).Select(parts => string.Join('/', parts[2..5])).First();

    private static IEnumerable<string> Rows(TemporaryFolder folder) => JObject.Parse(File.ReadAllText(folder["run/run.json"]))["repositories"]!
        .Select(row => $"{((string)row["repository"]!).Split('/')[^1]} {row["status"]} {row["reason"]} {((JArray)row["drafts"]!).Count}");
}
