namespace ManifestMigrator.Sources;

/// <summary>The branch, tag or commit that a source asks for.</summary>
internal static class SourceRevision
{
    /// <summary>Lets through what can be looked for; git says later whether there is one.</summary>
    /// <remarks>Npm also looks for a tag in a range, and can take a folder of the repository for the package; here a person has to say which.</remarks>
    /// <exception cref="SourceException">It would be an option of git, or is more than a branch, tag or commit.</exception>
    public static string? Checked(string? revision)
    {
        if (revision is null)
            return null;
        if (revision.StartsWith('-'))
            throw new SourceException($"'{revision}' begins with a dash: git would take it for an option.");
        if (revision.Any(char.IsControl))
            throw new SourceException("A source holds control characters.");
        foreach (var part in revision.Split("::"))
        {
            if (part.StartsWith("semver:", StringComparison.Ordinal))
                throw new SourceException($"'{part}' asks for a range of versions: name one branch, tag or commit.");
            if (part.StartsWith("path:", StringComparison.Ordinal))
                throw new SourceException($"'{part}' asks for a folder of the repository: leave it out, the whole repository is read.");
        }
        return revision;
    }
}
