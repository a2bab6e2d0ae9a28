using System.Globalization;
using ManifestMigrator.Git;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>The command lines that are measured.</summary>
/// <param name="fleet">What they read, and where they write.</param>
/// <param name="names">The repositories they read.</param>
/// <param name="jobs">How many of them at a time.</param>
internal sealed class FleetCommands(ServedFleet fleet, IReadOnlyList<string> names, int jobs)
{
    public const int UsualJobs = 8;

    private const string Migration = """.categories = [.category] | del(.category) | .manifest_version = "2" """;

    private string Address => fleet.Proxy.Address;

    /// <summary>The tool, with a cache in the work folder.</summary>
    /// <param name="run">Name of the run folder.</param>
    public IReadOnlyList<string> Plan(string run) =>
    [
        fleet.Tool, "plan", "--quiet", "--repos", List(name => $"{Address}/{name}"), "--out", Path.Combine(fleet.Work, run),
        "--cache", Path.Combine(fleet.Work, "cache"), "--jobs", Count(jobs), "--host-jobs", Count(jobs),
    ];

    /// <summary>Another command of the tool, about a run.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="run">Name of the run folder.</param>
    public IReadOnlyList<string> OnRun(string command, string run) => [fleet.Tool, command, "--quiet", Path.Combine(fleet.Work, run)];

    /// <summary>What one would write without the tool.</summary>
    public IReadOnlyList<string> CloneJqDiff() => ForEach(
        "clones",
        ["sh", "-ec", $"""git clone -q --depth 1 "$1" "$2" && cd "$2" && jq '{Migration}' manifest.konnector >planned && mv planned manifest.konnector && git diff >../"$(basename "$2").patch" """, "sh", $"{Address}/{{}}", "{}"]);

    /// <summary>Only what brings the objects, into repositories that are there already.</summary>
    public IReadOnlyList<string> Fetch()
    {
        foreach (var name in names)
            BareSkeleton.Write(Path.Combine(fleet.Work, "fetched", name));
        return ForEach(
            "fetched",
            ["git", "--git-dir", "{}", "-c", "fetch.unpackLimit=1", "fetch", "-q", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-show-forced-updates", "--", $"{Address}/{{}}", "+refs/heads/main:refs/heads/main"]);
    }

    public IReadOnlyList<string> FullClone() => ForEach("full", ["git", "clone", "-q", "--bare", $"{Address}/{{}}", "{}"]);

    public IReadOnlyList<string> LsRemote() => ForEach("asked", ["git", "ls-remote", "-q", $"{Address}/{{}}"]);

    /// <summary>Runs a command for each repository, in a folder of its own.</summary>
    private IReadOnlyList<string> ForEach(string folder, IReadOnlyList<string> command)
    {
        var path = Directory.CreateDirectory(Path.Combine(fleet.Work, folder)).FullName;
        return ["env", "-C", path, "xargs", "-a", List(name => name), $"-P{Count(jobs)}", "-I{}", .. command];
    }

    private string List(Func<string, string> line)
    {
        Directory.CreateDirectory(fleet.Work);
        var path = Path.Combine(fleet.Work, $"{Path.GetRandomFileName()}.txt");
        File.WriteAllLines(path, names.Select(line));
        return path;
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
