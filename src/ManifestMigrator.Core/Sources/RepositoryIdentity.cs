namespace ManifestMigrator.Sources;

/// <summary>Which repository a text names.</summary>
public static class RepositoryIdentity
{
    /// <summary>What a repository on this machine is called: <c>local/parent/name</c>.</summary>
    /// <param name="path">Its full path.</param>
    public static string FromPath(string path) => LocalPath.Identity(path);

    /// <summary>The identity <c>host/owner/name</c> of a git address such as a manifest's <c>source</c>; <see langword="null"/> when it names none.</summary>
    public static string? Parse(string source)
    {
        try
        {
            var address = SourceGrammar.Parse(source);
            return address.Kind == AddressKind.Git && address.Identity.Split('/').Length >= 3 ? address.Identity : null;
        }
        catch (SourceException)
        {
            return null;
        }
    }
}
