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
                "many/server/konnectors/plum/manifest.konnector",
                "one/manifest.konnector",
            }));
            Assert.That(File.ReadLines(folder["run/findings.csv"]), Has.Some.Contains(",server/konnectors/plum.js,1,33,warning,draft-missing,/vendorLink,"));
            Assert.That(File.ReadLines(folder["run/repositories.csv"]).Where(row => row.Contains("manifest-in-code", StringComparison.Ordinal)), Has.None.Contain("patches/"));
            Assert.That(GitRepository.Git(sources[0], null, "for-each-ref", "--format=%(refname)").Trim(), Is.EqualTo("refs/heads/main"), apply.Errors);
        });
    }

    private static IEnumerable<string> Rows(TemporaryFolder folder) => JObject.Parse(File.ReadAllText(folder["run/run.json"]))["repositories"]!
        .Select(row => $"{((string)row["repository"]!).Split('/')[^1]} {row["status"]} {row["reason"]} {((JArray)row["drafts"]!).Count}");
}
