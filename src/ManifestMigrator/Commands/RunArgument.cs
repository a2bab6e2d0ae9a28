using System.CommandLine;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary>The argument RUN: a run folder, or the newest one.</summary>
internal static class RunArgument
{
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

    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string? path)
    {
        try
        {
            return path is null ? RunFolder.Latest(RunFolder.DefaultRoot) ?? throw new UsageException(Messages.NoRun(RunFolder.DefaultRoot)) : RunFolder.Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UsageException(exception.Message);
        }
    }
}
