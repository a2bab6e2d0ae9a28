namespace ManifestMigrator.Tests.House;

/// <summary>The source tree the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "ManifestMigrator.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        return folder;
    }
}
