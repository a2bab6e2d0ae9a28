using System.CommandLine;
using System.CommandLine.Completions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary>The argument RUN: a run folder, or the newest one.</summary>
internal static class RunArgument
{
    public static Argument<string?> Create() => new("RUN")
    {
        Description = "A run folder. Default: the newest in migration/runs.",
        Arity = ArgumentArity.ZeroOrOne,
        CompletionSources = { _ => Suggestions() },
    };

    /// <summary>The runs that a user is likely to name, newest first.</summary>
    public static IEnumerable<CompletionItem> Suggestions() => RunFolder.NewestFirst(RunFolder.DefaultRoot)
        .Select((run, place) => new CompletionItem(Summary.Shown(run.FullPath), sortText: $"{place:D6}"));

    /// <summary>Locks a finished run.</summary>
    /// <exception cref="UsageException">The run is not finished, or another process is using it.</exception>
    public static FileLock Lock(RunFolder run) => run.IsComplete ? Hold(run) : throw new UsageException(Messages.RunIsUnfinished(run.FullPath));

    /// <summary>Locks a run, finished or not.</summary>
    /// <exception cref="UsageException">Another process is using it.</exception>
    public static FileLock Hold(RunFolder run)
    {
        try
        {
            return run.Lock();
        }
        catch (IOException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Opens a run.</summary>
    /// <param name="path">Its folder; <see langword="null"/> for the newest run in which not every source failed.</param>
    /// <param name="terminal">Where it is said which run is taken for the newest.</param>
    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string? path, Terminal terminal) => path is null ? Newest(terminal) : Open(path);

    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string path)
    {
        try
        {
            return RunFolder.Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static RunFolder Newest(Terminal terminal)
    {
        var runs = RunFolder.NewestFirst(RunFolder.DefaultRoot);
        var failed = runs.TakeWhile(run => run.Results().All(result => result.Status == RepositoryStatus.Failed)).Count();
        if (failed == runs.Count)
            throw new UsageException(runs.Count == 0 ? Messages.NoRun(RunFolder.DefaultRoot) : Messages.OnlyFailedRuns(RunFolder.DefaultRoot));

        terminal.Progress(Messages.NewestRun(Summary.Shown(runs[failed].FullPath), runs.Count, hasFailed: failed > 0));
        return runs[failed];
    }
}
