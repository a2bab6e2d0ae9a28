using System.CommandLine;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary>The argument RUN: a run folder, or the newest one.</summary>
internal static class RunArgument
{
    /// <summary>Where runs are kept unless the user says otherwise, below the current folder.</summary>
    public static readonly string DefaultRoot = Path.Combine("migration", "runs");

    public static Argument<string?> Create() => new("RUN")
    {
        Description = "A run folder. Default: the newest in migration/runs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

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

    /// <summary>Makes a run folder.</summary>
    /// <param name="path">Where; <see langword="null"/> for a folder named after the time the run began.</param>
    /// <param name="header">What is known about the run.</param>
    /// <exception cref="UsageException">The folder holds something other than a run, or another process is using it.</exception>
    public static RunFolder New(string? path, RunHeader header)
    {
        try
        {
            return path is null ? RunFolder.CreateIn(DefaultRoot, header) : RunFolder.Create(path, header);
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
        var runs = RunFolder.NewestFirst(DefaultRoot);
        var failed = runs.TakeWhile(run => run.Results().All(result => result.Status == RepositoryStatus.Failed)).Count();
        if (failed == runs.Count)
            throw new UsageException(runs.Count == 0 ? Messages.NoRun(DefaultRoot) : Messages.OnlyFailedRuns(DefaultRoot));

        terminal.Progress(Messages.NewestRun(Summary.Shown(runs[failed].FullPath), runs.Count, hasFailed: failed > 0));
        return runs[failed];
    }
}
