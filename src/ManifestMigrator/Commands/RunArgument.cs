using System.CommandLine;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
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

    /// <summary>Keeps other processes from a finished run.</summary>
    /// <exception cref="UsageException">The run was never finished, or another process works on it.</exception>
    public static FileLock Lock(RunFolder run)
    {
        return run.IsComplete ? Hold(run) : throw new UsageException(Messages.RunIsUnfinished(run.FullPath));
    }

    /// <summary>Keeps other processes from a run, be it finished or not.</summary>
    /// <exception cref="UsageException">Another process works on it.</exception>
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
    /// <exception cref="UsageException">The folder holds something that is no run, or another process works on it.</exception>
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

    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string? path)
    {
        try
        {
            return path is null ? RunFolder.Latest(DefaultRoot) ?? throw new UsageException(Messages.NoRun(DefaultRoot)) : RunFolder.Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UsageException(exception.Message);
        }
    }
}
