using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ManifestMigrator.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace ManifestMigrator.Tests.Commands;

/// <summary>Runs the commands of the files in <c>corpus/examples</c> as they stand there, with the program that was built on the PATH.</summary>
[StartsPrograms]
public sealed partial class ExampleTests
{
    [Test]
    public async Task The_workflow_for_GitHub_plans_in_shards_and_merges_them()
    {
        var jobs = Documents("github-actions.yml").Single()["jobs"];
        var shards = Texts(jobs["plan"]["strategy"]["matrix"]["shard"]);
        var environments = shards.Select(shard => ((YamlMappingNode)jobs["plan"]["env"]).Children.ToDictionary(
            variable => Text(variable.Key),
            variable => Text(variable.Value).Replace("${{ matrix.shard }}", shard, StringComparison.Ordinal),
            StringComparer.Ordinal));

        await MergesToTheWholeAsync(
            "fleet.txt",
            environments.Select(environment => new Started(["bash", "-ec", Step(jobs["plan"], "plan")], environment)),
            new Started(["bash", "-ec", Step(jobs["merge"], "merge")], []));
    }

    [Test]
    public async Task The_jobs_for_Kubernetes_plan_in_shards_and_merge_them()
    {
        var (plan, merge) = Documents("kubernetes-job.yml") is [var first, var second] ? (first["spec"], second["spec"]) : throw new InvalidDataException("two jobs are expected");
        var container = Container(plan);
        var variables = ((YamlSequenceNode)container["env"]).ToDictionary(variable => Text(variable["name"]), variable => Text(variable["value"]), StringComparer.Ordinal);
        var indexes = Enumerable.Range(0, int.Parse(Text(plan["completions"]), CultureInfo.InvariantCulture));

        await MergesToTheWholeAsync(
            "fleet/fleet.txt",
            indexes.Select(index => new Started(
                Texts(container["command"]),
                new Dictionary<string, string>(variables, StringComparer.Ordinal) { ["JOB_COMPLETION_INDEX"] = index.ToString(CultureInfo.InvariantCulture) })),
            new Started(Texts(Container(merge)["command"]), []));
    }

    [TestCase("github-actions.yml")]
    [TestCase("kubernetes-job.yml")]
    public void The_README_shows_what_stands_in_the_examples(string name)
    {
        var readme = File.ReadAllText(Path.Combine(House.Repository.Root, "README.md"));
        var shown = Excerpt().Matches(readme).Single(excerpt => excerpt.Groups["name"].Value == name).Groups["lines"].Value;

        var lines = File.ReadAllLines(Path.Combine(Folder, name)).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        Assert.That(shown, Does.Contain("--shard"));
        Assert.That(shown.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line != "…").Distinct(StringComparer.Ordinal), Is.SubsetOf(lines));
    }

    private static async Task MergesToTheWholeAsync(string list, IEnumerable<Started> shards, Started merge)
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        Directory.CreateDirectory(folder["fleet"]);
        File.Copy(folder["fleet.txt"], folder["fleet/fleet.txt"]);
        await Tool.RunAsync(folder.FullPath, "plan", "--repos", list, "--out", "whole");
        foreach (var shard in shards)
            await RunAsync(folder, shard);

        await RunAsync(folder, merge);

        Assert.That(Directory.GetDirectories(folder["runs"]), Has.Length.GreaterThan(1));
        Assert.That(Fleet.Comparable(folder["merged"], withOptions: true), Is.EqualTo(Fleet.Comparable(folder["whole"], withOptions: true)));
    }

    private static async Task RunAsync(TemporaryFolder folder, Started started)
    {
        var start = new ProcessStartInfo(started.Command[0], started.Command.Skip(1)) { WorkingDirectory = folder.FullPath, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{start.Environment["PATH"]}";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        start.Environment["XDG_CACHE_HOME"] = folder[".cache"];
        foreach (var (name, value) in started.Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{await output}{errors}");
    }

    private static string Folder => Path.Combine(House.Repository.Root, "corpus", "examples");

    private static IReadOnlyList<YamlNode> Documents(string name)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, name));
        yaml.Load(text);
        return [.. yaml.Documents.Select(document => document.RootNode)];
    }

    private static YamlNode Container(YamlNode job) => job["template"]["spec"]["containers"][0];

    private static string Step(YamlNode job, string name) =>
        Text(((YamlSequenceNode)job["steps"]).OfType<YamlMappingNode>().Single(step => step.Children.TryGetValue("name", out var text) && Text(text) == name)["run"]);

    private static IReadOnlyList<string> Texts(YamlNode node) => [.. ((YamlSequenceNode)node).Select(Text)];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex(@"\(corpus/examples/(?<name>[a-z.-]+)\)[^`]*```yaml\n(?<lines>[^`]*)```", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Excerpt();

    /// <param name="Command">The program and its arguments.</param>
    /// <param name="Environment">Variables that whoever starts it sets.</param>
    private sealed record Started(IReadOnlyList<string> Command, Dictionary<string, string> Environment);
}
