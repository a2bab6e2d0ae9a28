using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Deliver;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Promises;

/// <summary>Repositories that can be pushed to, or work trees, with a run over them in the folder <c>run</c>.</summary>
internal sealed class DeliveryFleet : IAsyncDisposable
{
    private DeliveryFleet(Remotes remotes) => Remotes = remotes;

    public Remotes Remotes { get; }

    /// <summary>Repositories without a plan.</summary>
    public static async Task<DeliveryFleet> ServedAsync(params string[] names)
    {
        var fleet = new DeliveryFleet(await Remotes.ServeAsync("file"));
        foreach (var name in names)
            fleet.Remotes.Add(name);
        return fleet;
    }

    public static Task<DeliveryFleet> PlannedAsync(params string[] names) => PlannedAsync(areWorkTrees: false, names);

    /// <param name="areWorkTrees">Whether the sources are work trees, cloned from the repositories without a remote, and not the repositories.</param>
    /// <param name="names">Names of the repositories.</param>
    public static async Task<DeliveryFleet> PlannedAsync(bool areWorkTrees, params string[] names)
    {
        var fleet = await ServedAsync(names);
        foreach (var name in areWorkTrees ? names : [])
        {
            GitRepository.Git(fleet.Remotes.Folder.FullPath, input: null, "clone", "-q", fleet.Remotes.Source(name), fleet.WorkTree(name));
            GitRepository.Git(fleet.WorkTree(name), input: null, "remote", "remove", "origin");
        }
        var plan = await fleet.ToolAsync(["plan", "--out", "run", .. names.Select(name => areWorkTrees ? fleet.WorkTree(name) : fleet.Remotes.Source(name))]);
        Assert.That(plan.ExitCode, Is.Zero, plan.Errors);
        return fleet;
    }

    /// <summary>Full path of a work tree; its identity is that of the repository, <c>local/served/name</c>.</summary>
    public string WorkTree(string name) => Remotes.Folder[$"trees/served/{name}"];

    public Task<ToolRun> ToolAsync(params string[] arguments) => Remotes.ToolAsync(arguments);

    public Task DecideAsync(params (string Name, string Verdict)[] decisions) =>
        WriteDecisionsAsync(new JObject(decisions.Select(decision => new JProperty($"local/served/{decision.Name}", decision.Verdict))).ToString());

    public Task WriteDecisionsAsync(string json) => File.WriteAllTextAsync(Remotes.Folder["run/decisions.json"], json);

    public IReadOnlyList<string> Column(string name) => [.. Remotes.Rows().Select(row => row[name])];

    /// <summary>Whether the served repository has the delivery branch.</summary>
    public bool HasBranch(string name) => References(name).Contains("refs/heads/manifest-v2\n", StringComparison.Ordinal);

    /// <summary>Names of all references of the served repository, one a line.</summary>
    public string References(string name) => GitRepository.Git(Remotes.Folder[$"served/{name}.git"], input: null, "for-each-ref", "--format=%(refname)");

    /// <summary>Whether neither the served repository nor the work tree has anything new.</summary>
    public bool IsUntouched(string name) =>
        References(name) == "refs/heads/main\n"
        && (!Directory.Exists(WorkTree(name)) || GitRepository.Git(WorkTree(name), input: null, "status", "--porcelain").Length == 0);

    /// <summary>Changes <c>run.json</c> by hand.</summary>
    public void EditRun(Action<JObject> edit)
    {
        var run = JObject.Parse(File.ReadAllText(Remotes.Folder["run/run.json"]));
        edit(run);
        File.WriteAllText(Remotes.Folder["run/run.json"], run.ToString());
    }

    /// <summary>Changes one repository in <c>run.json</c> by hand.</summary>
    public void Edit(string name, Action<JObject> edit) =>
        EditRun(run => edit((JObject)run["repositories"]!.Single(repository => (string)repository["repository"]! == $"local/served/{name}")));

    public ValueTask DisposeAsync() => Remotes.DisposeAsync();
}
