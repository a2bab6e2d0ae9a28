using ManifestMigrator.Disk;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>The texts of requests in a run folder: <c>requests/&lt;host&gt;/&lt;owner&gt;/&lt;name&gt;.md</c>, to be read before anything
/// is sent, and to be used by hand.</summary>
internal static class RequestFiles
{
    public const string Folder = "requests";

    /// <summary>Path in the run folder, with forward slashes; a repository that is planned on several branches has one for each, as its patches.</summary>
    public static string Place(RepositoryResult repository) => Path.ChangeExtension(Folder + repository.Patch["patches".Length..], ".md");

    public static void Write(string runFolder, RepositoryResult repository, RequestText text) =>
        AtomicFile.Write(Path.GetFullPath(Place(repository), runFolder), writer => writer.Write(text.Body), isDurable: false);
}
