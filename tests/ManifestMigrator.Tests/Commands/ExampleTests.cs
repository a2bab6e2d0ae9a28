using ManifestMigrator.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace ManifestMigrator.Tests.Commands;

/// <summary>Runs the commands of the files in <c>corpus/examples</c>.</summary>
public sealed class ExampleTests
{
    private const string Install = "dotnet tool install --global ManifestMigrator";

    [Test]
    public async Task The_workflow_for_GitHub_plans_in_shards_and_merges_them()
    {
        var jobs = Example("github-actions.yml")["jobs"];
        var shards = (YamlSequenceNode)jobs["plan"]["strategy"]["matrix"]["shard"];
        var count = Text(jobs["plan"]["env"]["SHARDS"]);

        await MergesToTheWholeAsync(
            shards.Select(shard => (Command(jobs["plan"], "plan"), new[] { ("SHARD", Text(shard)), ("SHARDS", count) })),
            Command(jobs["merge"], "merge"));
    }

    [Test]
    public async Task The_job_for_Kubernetes_plans_in_shards_and_merges_them()
    {
        var job = Example("kubernetes-job.yml")["spec"];
        var container = job["template"]["spec"]["containers"][0];
        var command = Text(container["command"][2]).Replace(Install, "", StringComparison.Ordinal).Replace("fleet/fleet.txt", "fleet.txt", StringComparison.Ordinal);
        var count = Text(job["completions"]);

        Assert.That(Text(container["env"][0]["value"]), Is.EqualTo(count));
        await MergesToTheWholeAsync(
            Enumerable.Range(0, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))
                .Select(index => (command, new[] { ("JOB_COMPLETION_INDEX", $"{index}"), ("SHARDS", count) })),
            "manifest-migrator report runs/* --out merged");
    }

    private static async Task MergesToTheWholeAsync(IEnumerable<(string Command, (string Name, string Value)[] Environment)> shards, string merge)
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await Tool.RunAsync(folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "whole");
        foreach (var (command, environment) in shards)
            await ShellAsync(folder, command, environment);

        await ShellAsync(folder, merge, []);

        Assert.That(Fleet.Comparable(folder["merged"]), Is.EqualTo(Fleet.Comparable(folder["whole"])));
    }

    private static async Task ShellAsync(TemporaryFolder folder, string command, (string Name, string Value)[] environment)
    {
        var run = await Shell.RunAsync(folder, command, prefix: null, environment);
        Assert.That(run.ExitCode, Is.Zero, run.Text + run.Errors);
    }

    private static string Command(YamlNode job, string step) =>
        Text(((YamlSequenceNode)job["steps"]).Single(candidate => candidate is YamlMappingNode mapping && mapping.Children.TryGetValue("name", out var name) && Text(name) == step)["run"]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static YamlNode Example(string name)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(House.Repository.Root, "corpus", "examples", name))));
        return yaml.Documents[0].RootNode;
    }
}
