namespace ManifestMigrator.Git;

/// <summary>The ways to read objects, the fastest first.</summary>
internal static class ObjectReaders
{
    /// <summary>LibGit2Sharp where its native library can be loaded, else the git program.</summary>
    public static IObjectReader Best { get; } = NativeLibrary.Problem is null ? new LibGit2ObjectReader() : new GitProgramObjectReader();
}
