using ManifestMigrator.Commands;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary><c>decisions.json</c> in a run folder.</summary>
internal static class DecisionsFile
{
    /// <summary>The decisions about a run; none when nobody has decided anything.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions Read(RunFolder run)
    {
        var path = Path.Combine(run.FullPath, Decisions.FileName);
        try
        {
            return File.Exists(path) ? Decisions.Read(File.ReadAllText(path), path) : Decisions.None;
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Puts the decisions in the place of those that are there, whole or not at all.</summary>
    public static void Write(RunFolder run, Decisions decisions) =>
        AtomicFile.Write(Path.Combine(run.FullPath, Decisions.FileName), decisions.Write);
}
