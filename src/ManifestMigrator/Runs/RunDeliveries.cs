using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>How far each repository has been delivered since <c>run.json</c> was written: one file each, so that no step is lost or done twice.</summary>
/// <param name="runFolder">Full path of the run folder.</param>
internal sealed class RunDeliveries(string runFolder)
{
    private readonly string _folder = Path.Combine(runFolder, ".delivery");

    /// <summary>Stores the state of a repository; it is then on the disk.</summary>
    public void Store(RepositoryResult repository) =>
        AtomicFile.Write(FileOf(repository), text => RunJson.WritePart(text, repository.Delivery));

    /// <summary>The repository with the last stored state.</summary>
    public RepositoryResult AppliedTo(RepositoryResult repository)
    {
        if (repository.Patch.Length == 0 || !File.Exists(FileOf(repository)))
            return repository;

        using var text = RegularFile.OpenText(FileOf(repository));
        return repository with { Delivery = RunJsonReader.Part<DeliveryState>(text, FileOf(repository)) };
    }

    public void Delete()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>No two repositories of a run have the same patch.</summary>
    private string FileOf(RepositoryResult repository) => Path.Combine(_folder, Path.ChangeExtension(repository.Patch, ".json"));
}
