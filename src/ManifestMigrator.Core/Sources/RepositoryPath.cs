namespace ManifestMigrator.Sources;

/// <summary>The path of a repository on its host.</summary>
internal static class RepositoryPath
{
    private const string Git = ".git";

    /// <summary>Without slashes at the ends and without <c>.git</c>.</summary>
    public static string Trim(string path)
    {
        path = path.Trim('/');
        return path.Length > Git.Length ? WithoutGit(path).TrimEnd('/') : path;
    }

    public static string WithoutGit(string name) => name.EndsWith(Git, StringComparison.Ordinal) ? name[..^Git.Length] : name;

    /// <summary>The names between the slashes, with percent-escapes resolved; <see langword="null"/> when they name no repository.</summary>
    public static string[]? Names(string path)
    {
        string[] names = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(name => Escapes.Decoded(name) ?? "")];
        return AreNames(names) ? names : null;
    }

    /// <summary>Whether these may be owner, groups and name: none leaves its place, and the first is no option for a server's git.</summary>
    public static bool AreNames(IReadOnlyList<string> names) => names.Count > 0 && names.All(IsPlain) && names[0][0] is not ('-' or ':');

    /// <summary><c>host/owner/name</c> in lower case. Two spellings of one repository have one identity.</summary>
    public static string Identity(string host, IReadOnlyList<string> names)
    {
        var plain = host.StartsWith("www.", StringComparison.Ordinal) ? host["www.".Length..] : host;
        return $"{plain.ToLowerInvariant()}/{Trim(string.Join('/', names).ToLowerInvariant())}";
    }

    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && !name.Any(character => char.IsControl(character) || character is '/' or '\\');
}

/// <summary>Which repository a text names.</summary>
public static class RepositoryIdentity
{
    /// <summary>What a repository on this machine is called: <c>local/parent/name</c>.</summary>
    /// <param name="path">Its full path.</param>
    public static string FromPath(string path) => LocalPath.Identity(path);

    /// <summary>The identity of a text <c>HOST/OWNER/NAME</c>, or of a git address; <see langword="null"/> when it names none.</summary>
    public static string? ParseName(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? Parse(text)
        : text.Split('/').Length >= 3 ? Parse($"https://{text}")
        : null;

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
