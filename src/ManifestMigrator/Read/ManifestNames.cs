namespace ManifestMigrator.Read;

/// <summary>Where manifests are looked for (spec: product, "Sources").</summary>
internal static class ManifestNames
{
    private static readonly string[] Skipped = [".git", "node_modules", "build", "dist"];

    /// <summary>Whether a file of this name is a manifest.</summary>
    public static bool IsManifest(string name) => name == "manifest.konnectors" || name.EndsWith(".konnector", StringComparison.Ordinal);

    /// <summary>Whether a folder of this name is looked into.</summary>
    public static bool IsSearched(string name) => !Skipped.Contains(name, StringComparer.Ordinal);
}
