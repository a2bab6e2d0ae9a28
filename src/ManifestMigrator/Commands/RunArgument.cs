using System.CommandLine;
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
    public static RunLock Lock(RunFolder run)
    {
        if (!run.IsComplete)
            throw new UsageException(Messages.RunIsUnfinished(run.FullPath));
        return RunLock.Take(run.FullPath);
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
