using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Promises;

/// <summary>
/// Ends the tool at random moments in the hardest way, and then does the step again: nothing is lost, nothing is half-written, nothing
/// is left behind. <c>tests/kills.sh 200</c> does it 200 times.
/// </summary>
[StartsPrograms]
public sealed class KillTests
{
    private const int UsualKills = 6;

    private static readonly string[] Repositories = ["amber", "birch", "cedar", "damson", "elder", "fir"];
    private static readonly string[] Folders = ["grape", "hazel", "iris"];

    private static readonly string Before = "{\n  \"slug\": \"konnector\",\n  \"fields\": { \"login\": { \"isRequired\": true } }\n}\n";

    /// <summary>What is killed, and what has to be done before it.</summary>
    private static readonly Step[] Steps =
    [
        new("plan", ["plan", "--repos", "fleet.txt", "--out", "run"], "run"),
        new("apply", ["apply", "run", "--approved-only", "--author", "Ada <ada@example.org>"], "run"),
        new("push", ["push", "run"], "run"),
        new("report", ["report", "run"], "run"),
        new("plan-local", ["plan", "./grape", "./hazel", "./iris", "--out", "local"], "local"),
        new("in-place", ["apply", "local", "--in-place", "--approved-only"], "local"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _tips = new(StringComparer.Ordinal);

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Whenever_it_is_killed_the_step_can_be_done_again_and_nothing_is_lost_half_written_or_left_behind()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? UsualKills.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? "1", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        var (killed, late) = (new SortedDictionary<string, int>(StringComparer.Ordinal), 0);
        await MakeWorldAsync();
        var durations = await GoThroughAsync();

        while (killed.Values.Sum() < kills)
        {
            var number = random.Next(Steps.Length);
            var step = Steps[number];
            var moment = durations[number] * random.NextDouble();
            Restore($"before-{step.Name}");

            var run = await ToolAsync(step, async process =>
            {
                await Task.Delay(moment);
                process.Kill();
            });
            if (run.ExitCode != 128 + 9)
            {
                late++;
                continue;
            }
            killed[step.Name] = killed.GetValueOrDefault(step.Name) + 1;
            var what = string.Create(CultureInfo.InvariantCulture, $"{step.Name} killed after {moment.TotalMilliseconds:F0} ms, kill {killed.Values.Sum()} of seed {seed}");
            AssertNothingIsHalfWritten(what);

            if (killed.Values.Sum() % 20 == 0)
                await TestContext.Progress.WriteLineAsync(what);

            var again = await ToolAsync(step);
            Assert.That(again.ExitCode, Is.Zero, $"{what}: {again.Errors}{again.Text}");
            AssertNothingIsLeftBehind(what);
            Assert.That(State(step), Is.EqualTo(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(_folder[$"state-{step.Name}"]))), what);
        }
        var counts = string.Join(", ", killed.Select(entry => $"{entry.Key} {entry.Value}"));
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{killed.Values.Sum()} kills ({counts}); {late} more came too late"));
    }

    private async Task MakeWorldAsync()
    {
        foreach (var name in Repositories)
            GitRepository.Create(_folder[$"world/served/{name}.git"], new GitFile("manifest.konnector", Before), new GitFile("index.js", "module.exports = 1\n"));
        foreach (var name in Folders)
            GitRepository.Create(_folder[$"{name}.git"], new GitFile("manifest.konnector", Before), new GitFile("inner/manifest.konnector", Before)).CloneTo(_folder[$"world/{name}"]);
        foreach (var name in Repositories)
            _tips[name] = References(_folder[$"world/served/{name}.git"])["refs/heads/main"];
        Directory.CreateDirectory(_folder["world/tmp"]);
        await File.WriteAllLinesAsync(_folder["world/fleet.txt"], Repositories.Select(name => $"./served/{name}.git"));
    }

    /// <summary>Does every step without a kill, keeps the world as it is before each, and what has come of each.</summary>
    /// <returns>How long each step takes.</returns>
    private async Task<TimeSpan[]> GoThroughAsync()
    {
        var durations = new TimeSpan[Steps.Length];
        for (var number = 0; number < Steps.Length; number++)
        {
            var step = Steps[number];
            Copy(_folder["world"], _folder[$"before-{step.Name}"]);
            var watch = Stopwatch.StartNew();
            var run = await ToolAsync(step);
            durations[number] = watch.Elapsed;
            Assert.That(run.ExitCode, Is.Zero, $"{step.Name}: {run.Errors}{run.Text}");
            AssertNothingIsLeftBehind(step.Name);
            await File.WriteAllTextAsync(_folder[$"state-{step.Name}"], State(step));
            if (step.Name.StartsWith("plan", StringComparison.Ordinal))
                await ApproveAsync(step.Run);
        }
        return durations;
    }

    private async Task ApproveAsync(string run)
    {
        var repositories = JObject.Parse(await File.ReadAllTextAsync(_folder[$"world/{run}/run.json"]))["repositories"]!;
        var decisions = new JObject(repositories.Select(repository => new JProperty((string)repository["repository"]!, "approved")));
        await File.WriteAllTextAsync(_folder[$"world/{run}/decisions.json"], decisions.ToString());
    }

    private void Restore(string state)
    {
        Directory.Delete(_folder["world"], recursive: true);
        Copy(_folder[state], _folder["world"]);
    }

    /// <summary>With modes, links and times, as git expects its files.</summary>
    private static void Copy(string from, string to)
    {
        using var copy = Process.Start("cp", ["--archive", from, to]);
        copy.WaitForExit();
        Assert.That(copy.ExitCode, Is.Zero);
    }

    private Task<ToolRun> ToolAsync(Step step, Func<Process, Task>? meanwhile = null) => Tool.RunAsync(
        _folder["world"], [], step.Arguments, meanwhile ?? (_ => Task.CompletedTask), ("TMPDIR", _folder["world/tmp"]), ("DOTNET_EnableDiagnostics", "0"));

    private void AssertNothingIsHalfWritten(string what)
    {
        foreach (var run in Steps.Select(step => _folder[$"world/{step.Run}"]).Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(run, "*.json", SearchOption.AllDirectories))
                Assert.That(() => JToken.Parse(File.ReadAllText(file)), Throws.Nothing, $"{what}: {file}");
            foreach (var file in Directory.EnumerateFiles(run, "*.csv").Concat(Directory.EnumerateFiles(run, "*.html")).Concat(Directory.EnumerateFiles(run, "*.patch", SearchOption.AllDirectories)))
                Assert.That(File.ReadAllText(file), Does.EndWith("\n"), $"{what}: {file}");
        }
        foreach (var manifest in Manifests())
            Assert.That(File.ReadAllText(manifest), Is.EqualTo(Before).Or.Contains("\"manifest_version\"").And.EndsWith("}\n"), $"{what}: {manifest}");
        foreach (var name in Repositories)
        {
            var references = References(_folder[$"world/served/{name}.git"]);
            Assert.That(references.Keys, Is.SubsetOf(new[] { "refs/heads/main", "refs/heads/manifest-v2" }), what);
            Assert.That(references["refs/heads/main"], Is.EqualTo(_tips[name]), $"{what}: the default branch of {name} moved");
        }
        AssertGitSeesNothingElse(what);
    }

    private void AssertNothingIsLeftBehind(string what)
    {
        var left = Directory.EnumerateFileSystemEntries(_folder["world"], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder["world"], path))
            .Where(path => path.StartsWith("tmp/", StringComparison.Ordinal) || IsLeftover(Path.GetFileName(path), path));
        Assert.That(left, Is.Empty, what);
        AssertGitSeesNothingElse(what);
    }

    private bool IsLeftover(string name, string path)
    {
        if (name is ".work" or ".delivery" or ".manifest-migrator" or ".making" || name.StartsWith("tmp_", StringComparison.Ordinal))
            return true;
        return Path.GetExtension(name) switch
        {
            ".tmp" or ".pid" or ".incoming" or ".replaced" => true,
            ".lock" => !IsLockOfACopy(_folder[$"world/{path}"]),
            _ => false,
        };
    }

    /// <summary>Each copy in the cache has the file of its lock, empty while nobody holds it.</summary>
    private static bool IsLockOfACopy(string path) =>
        path.Contains("/.cache/", StringComparison.Ordinal) && new FileInfo(path).Length == 0 && Directory.Exists(Path.ChangeExtension(path, ".git"));

    private void AssertGitSeesNothingElse(string what)
    {
        foreach (var name in Folders)
        {
            var changed = GitRepository.Git(_folder[$"world/{name}"], input: null, "status", "--porcelain", "--untracked-files=all").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(changed, Is.All.EqualTo(" M manifest.konnector").Or.EqualTo(" M inner/manifest.konnector"), what);
        }
    }

    private IEnumerable<string> Manifests() => Folders.SelectMany(name => new[] { _folder[$"world/{name}/manifest.konnector"], _folder[$"world/{name}/inner/manifest.konnector"] });

    /// <summary>All that has come of a step, without what depends on the time: reports, trees of the branches, files.</summary>
    private string State(Step step)
    {
        var state = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(_folder[$"world/{step.Run}"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            state.AppendLine(Path.GetRelativePath(_folder["world"], file));
            // Commits hold the time they were made at.
            if (step.Name.StartsWith("plan", StringComparison.Ordinal) && !file.EndsWith("run.json", StringComparison.Ordinal) && !file.EndsWith(".html", StringComparison.Ordinal))
                state.AppendLine(Regex.Replace(File.ReadAllText(file), "Planned .* UTC", "Planned", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        }
        foreach (var repository in (JArray)JObject.Parse(File.ReadAllText(_folder[$"world/{step.Run}/run.json"]))["repositories"]!)
            state.AppendLine(CultureInfo.InvariantCulture, $"{repository["repository"]} {repository["status"]} {repository["delivery"]?["step"]} {repository["delivery"]?["reason"]}");
        foreach (var name in Repositories)
        {
            var path = _folder[$"world/served/{name}.git"];
            foreach (var (reference, commitAndTree) in References(path))
                state.AppendLine(CultureInfo.InvariantCulture, $"{name} {reference} {commitAndTree.Split(' ')[1]}");
        }
        foreach (var manifest in Manifests())
            state.AppendLine(File.ReadAllText(manifest));
        return state.ToString();
    }

    /// <summary>Commit and tree by the name of the reference.</summary>
    private static SortedDictionary<string, string> References(string repository) => new(
        GitRepository.Git(repository, input: null, "for-each-ref", "--format=%(refname) %(objectname) %(tree)")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <param name="Name">What it is called here.</param>
    /// <param name="Arguments">The command line.</param>
    /// <param name="Run">The run folder it is about.</param>
    private sealed record Step(string Name, string[] Arguments, string Run);
}
