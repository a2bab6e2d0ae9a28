using System.CommandLine;
using System.Globalization;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Sources;
using Newtonsoft.Json;

namespace ManifestMigrator.Commands;

/// <summary><c>demo</c>: plans a made-up fleet, served from local git repositories.</summary>
internal static class DemoCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "The run folder. Default: migration/runs/<UTC time>.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("demo", "Plans a fleet of example konnectors, some of them broken on purpose. Needs git, but no network.") { Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (await GitProgram.ProblemAsync() is { } problem)
            throw new UsageException(problem);

        var terminal = CommonOptions.Terminal(arguments);
        const string folder = "./migration/demo";
        var (list, repositories) = await DemoFleet.MakeAsync(folder, cancellation);
        terminal.Progress(Messages.DemoFleet(repositories, folder));

        await using var cache = await ScratchFolder.CreateAsync(cancellation);
        var options = new BatchOptions
        {
            Mappings = BuiltIn.Mappings(file: null),
            RunFolder = arguments.GetValue(Out),
            Access = new RemoteAccess { CacheFolder = Path.Combine(cache.FullPath, "cache") },
            Jobs = 2 * Environment.ProcessorCount,
        };
        var summary = await Batch.PlanAsync([.. SourceList.Read(list)], options, terminal, cancellation);
        terminal.Summarize(summary.RunFolder, summary.Totals, summary.WasInterrupted, summary.HasLocalFolders, summary.LeftOut);
        var bad = summary.Totals.Repositories.Where(entry => BatchSummary.IsBad(entry.Key)).Sum(entry => entry.Value);
        if (!summary.WasInterrupted && bad > 0)
            terminal.Line(Messages.DemoEnds(bad));
        return summary.ExitCode(isCheck: false);
    }
}

/// <summary>Makes real git repositories of the folders in <c>corpus/repositories</c>.</summary>
internal static class DemoFleet
{
    private const string Corpus = "corpus/repositories";
    private const string MarkerName = ".manifest-migrator-demo";

    /// <summary>Makes the repositories and says which sources a maintainer of them would list.</summary>
    /// <param name="folder">Where they go; it is emptied when it is an earlier demo of ours.</param>
    /// <param name="cancellation">Stops; what is half made stays.</param>
    /// <returns>The list of sources, and how many repositories were made.</returns>
    /// <exception cref="IOException">The folder holds something else.</exception>
    public static async Task<(string Sources, int Repositories)> MakeAsync(string folder, CancellationToken cancellation)
    {
        TakeOver(folder);
        var repositories = JsonConvert.DeserializeObject<List<DemoRepository>>(Text($"{Corpus}/fleet.json"))!;
        await Parallel.ForEachAsync(repositories, cancellation, (repository, token) => new ValueTask(MakeAsync(folder, repository, token)));
        return (Text($"{Corpus}/sources.txt").Replace("{base}", folder, StringComparison.Ordinal), repositories.Count);
    }

    private static void TakeOver(string folder)
    {
        var marker = Path.Combine(folder, MarkerName);
        if (Directory.Exists(folder))
        {
            if (!File.Exists(marker))
                throw new IOException(Messages.NotOurFolder(folder));
            ScratchFolder.Delete(folder);
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(marker, "");
    }

    private static async Task MakeAsync(string folder, DemoRepository repository, CancellationToken cancellation)
    {
        var path = Path.GetFullPath($"{repository.Repository}.git", Path.GetFullPath(folder));
        await GitProgram.AskAsync(folder, ["init", "--quiet", "--bare", "--template=", $"--initial-branch={repository.Branch}", path], cancellation);
        if (repository.Empty)
            return;

        using var history = new MemoryStream();
        Commit(history, repository.Branch, repository.Repository, repository.Executable);
        foreach (var (branch, source) in repository.Branches)
            Commit(history, branch, source, repository.Executable);
        await GitProgram.AskAsync(path, ["--git-dir", ".", "fast-import", "--quiet"], cancellation, history.ToArray());
    }

    /// <summary>One commit with everything in a folder of the corpus, in the form that <c>git fast-import</c> reads. Its date is fixed, so that every demo has the same commits.</summary>
    private static void Commit(MemoryStream history, string branch, string source, IReadOnlyList<string> executable)
    {
        Write(history, $"commit refs/heads/{branch}\ncommitter Demo <demo@example.org> 1767225600 +0000\n");
        Data(history, Encoding.UTF8.GetBytes("Publish the konnector"));
        var root = $"{Corpus}/{source}/";
        foreach (var name in BuiltIn.FilesBelow(root.TrimEnd('/')))
        {
            var path = name[root.Length..];
            Write(history, $"M {(executable.Contains(path, StringComparer.Ordinal) ? "100755" : "100644")} inline {path}\n");
            Data(history, BuiltIn.Read(name));
        }
    }

    private static void Data(MemoryStream history, byte[] content)
    {
        Write(history, string.Create(CultureInfo.InvariantCulture, $"data {content.Length}\n"));
        history.Write(content);
        Write(history, "\n");
    }

    private static void Write(MemoryStream history, string text) => history.Write(Encoding.UTF8.GetBytes(text));

    private static string Text(string name) => Encoding.UTF8.GetString(BuiltIn.Read(name));
}

/// <summary>An entry of <c>corpus/repositories/fleet.json</c>.</summary>
internal sealed record DemoRepository
{
    /// <summary><c>owner/name</c>, the folder in the corpus that holds its files.</summary>
    [JsonProperty("repository", Required = Required.Always)]
    public required string Repository { get; init; }

    /// <summary>Its default branch.</summary>
    [JsonProperty("branch")]
    public string Branch { get; init; } = "main";

    /// <summary>Paths of files that are executable.</summary>
    [JsonProperty("executable")]
    public IReadOnlyList<string> Executable { get; init; } = [];

    /// <summary>Other branches, and the folders in the corpus that hold their files.</summary>
    [JsonProperty("branches")]
    public IReadOnlyDictionary<string, string> Branches { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it has no commit.</summary>
    [JsonProperty("empty")]
    public bool Empty { get; init; }
}
