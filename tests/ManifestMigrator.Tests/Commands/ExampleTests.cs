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

    [TestCase("{ \"slug\": \"m\" }", "false", 4)]
    [TestCase(GoodManifest, "false", 0)]
    public async Task The_action_checks_the_manifests_of_a_konnector(string manifest, string strict, int code)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["packages/one konnector"]);
        Directory.CreateDirectory(folder["packages/none"]);
        Directory.CreateDirectory(folder["packages/other"]);
        await File.WriteAllTextAsync(folder["packages/other/manifest.konnector"], manifest);
        var step = Step(Yaml("action.yml").Single()["runs"], "check");

        var run = await ExitAsync(folder, new Started(["bash", "-eo", "pipefail", "-c", step], new Dictionary<string, string>(StringComparer.Ordinal) { ["PATHS"] = "packages/none\n packages/other\n", ["STRICT"] = strict }));

        Assert.That(run.ExitCode, Is.EqualTo(code), run.Errors);
        Assert.That(run.Text.Contains("::error file=packages/other/manifest.konnector,", StringComparison.Ordinal), Is.EqualTo(code == 4), run.Text);
    }

    [Test]
    public async Task The_hook_for_pre_commit_checks_the_files_that_it_names()
    {
        using var folder = new TemporaryFolder();
        var hook = ((YamlSequenceNode)Yaml(".pre-commit-hooks.yaml").Single())[0];
        await File.WriteAllTextAsync(folder["a.konnector"], "{ \"slug\": \"m\" }");

        var run = await ExitAsync(folder, new Started(["bash", "-c", $"{Text(hook["entry"])} a.konnector"], []));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(4), run.Errors);
            Assert.That(new[] { "manifest.konnector", "a/manifest.konnectors", "a.konnector" }, Has.All.Matches(Text(hook["files"])));
            Assert.That(new[] { "konnector", "a.konnector.js", "amanifest.konnectors" }, Has.None.Matches(Text(hook["files"])));
        });
    }

    [TestCase(".github/workflows/ci.yml")]
    [TestCase(".github/workflows/release.yml")]
    [TestCase("action.yml")]
    public async Task Each_step_of_a_workflow_is_a_script_and_names_files_that_exist(string name)
    {
        using var folder = new TemporaryFolder();
        var root = Yaml(name).Single();
        var jobs = name == "action.yml" ? [root["runs"]] : ((YamlMappingNode)root["jobs"]).Children.Values.ToList();
        var scripts = jobs.SelectMany(job => (YamlSequenceNode)job["steps"]).OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run")).Select(step => Text(step["run"])).ToList();

        Assert.That(scripts, Is.Not.Empty);
        foreach (var script in scripts)
        {
            var run = await ExitAsync(folder, new Started(["bash", "-n", "-c", script], []));
            Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")), script);
            foreach (Match path in OwnPath().Matches(script))
                Assert.That(Path.Exists(Path.Combine(House.Repository.Root, path.Value)), Is.True, path.Value);
        }
    }

    private const string GoodManifest = """
        { "manifest_version": "2", "version": "1.0.0", "name": "M", "slug": "m", "uuid": "01234567890123456789012345678901", "type": "konnector", "language": "node", "icon": "icon.svg", "editor": "Me", "source": "git@github.com:o/m.git", "categories": ["isp"], "fields": {}, "data_types": ["bill"], "permissions": {} }
        """;

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
        var run = await ExitAsync(folder, started);
        Assert.That(run.ExitCode, Is.Zero, $"{run.Text}{run.Errors}");
    }

    private static async Task<ToolRun> ExitAsync(TemporaryFolder folder, Started started)
    {
        var start = new ProcessStartInfo(started.Command[0], started.Command.Skip(1)) { WorkingDirectory = folder.FullPath, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Tool.Program)}:{start.Environment["PATH"]}";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        start.Environment["XDG_CACHE_HOME"] = folder[".cache"];
        foreach (var (name, value) in started.Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, System.Text.Encoding.UTF8.GetBytes(await output), errors);
    }

    private static IReadOnlyList<YamlNode> Documents(string name) => Yaml($"corpus/examples/{name}");

    private static IReadOnlyList<YamlNode> Yaml(string path)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(House.Repository.Root, path));
        yaml.Load(text);
        return [.. yaml.Documents.Select(document => document.RootNode)];
    }

    private static YamlNode Container(YamlNode job) => job["template"]["spec"]["containers"][0];

    private static string Step(YamlNode job, string name) =>
        Text(((YamlSequenceNode)job["steps"]).OfType<YamlMappingNode>().Single(step => step.Children.TryGetValue("name", out var text) && Text(text) == name)["run"]);

    private static IReadOnlyList<string> Texts(YamlNode node) => [.. ((YamlSequenceNode)node).Select(Text)];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex(@"\b(src|tests|corpus)/[\w./-]+|\.ci/run", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnPath();

    /// <param name="Command">The program and its arguments.</param>
    /// <param name="Environment">Variables that whoever starts it sets.</param>
    private sealed record Started(IReadOnlyList<string> Command, Dictionary<string, string> Environment);
}
