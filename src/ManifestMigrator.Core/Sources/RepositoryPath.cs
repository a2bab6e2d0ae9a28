namespace ManifestMigrator.Sources;

/// <summary>The path of a repository on its host.</summary>
internal static class RepositoryPath
{
    /// <summary>Without slashes at the ends and without <c>.git</c>.</summary>
    public static string Trim(string path)
    {
        path = path.Trim('/');
        return path.EndsWith(".git", StringComparison.Ordinal) && path.Length > ".git".Length ? path[..^".git".Length] : path;
    }

    /// <summary><c>host/owner/name</c> in lower case. Two spellings of one repository have one identity.</summary>
    public static string Identity(string host, string path)
    {
        var name = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host["www.".Length..] : host;
        return $"{name}/{Trim(path)}".ToLowerInvariant();
    }
}
