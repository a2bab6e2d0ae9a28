namespace ManifestMigrator.Read;

/// <summary>The name of an entry of a tarball.</summary>
/// <param name="Parts">The names between the slashes.</param>
internal sealed record TarballPath(string[] Parts)
{
    public string Name => Parts[^1];

    /// <summary>The folder or file at the top of the tarball that it is in.</summary>
    public string Root => Parts[0];

    /// <summary>Reads the name of an entry; <see langword="null"/> when it leads out of the tarball, or names nothing.</summary>
    public static TarballPath? Parse(string name)
    {
        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        return parts.Length == 0 || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || parts.Contains("..", StringComparer.Ordinal) || name.Any(char.IsControl)
            ? null
            : new TarballPath(parts);
    }

    /// <summary>Whether manifests are looked for where this is.</summary>
    /// <param name="skipped">Parts at its beginning that do not count.</param>
    public bool IsSearched(int skipped) => Parts.Length > skipped && Parts[skipped..^1].All(ManifestNames.IsSearched);

    /// <summary>The path with forward slashes.</summary>
    /// <param name="skipped">Parts at its beginning that are left out.</param>
    public string From(int skipped) => string.Join('/', Parts[skipped..]);
}
