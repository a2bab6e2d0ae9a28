namespace ManifestMigrator.Sources;

/// <summary>
/// Branches that hold a built copy of a konnector, for the stack to install: the first catalogues name them as sources. A
/// change there is lost with the next build, so the manifest is migrated where it is written.
/// </summary>
public static class GeneratedBranch
{
    private const string Prefix = "refs/heads/";

    private static readonly string[] Names = ["build", "latest"];

    /// <summary>The name of the generated branch that a revision means; <see langword="null"/> when it means anything else.</summary>
    public static string? Detect(string? revision)
    {
        var name = revision?.StartsWith(Prefix, StringComparison.Ordinal) == true ? revision[Prefix.Length..] : revision;
        return Names.Contains(name, StringComparer.Ordinal) ? name : null;
    }
}
