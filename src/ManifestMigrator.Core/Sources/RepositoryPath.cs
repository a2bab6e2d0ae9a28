using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>The path of a repository on its host.</summary>
internal static partial class RepositoryPath
{
    /// <summary>Without slashes at the ends and without <c>.git</c>.</summary>
    public static string Trim(string path)
    {
        path = path.Trim('/');
        return path.EndsWith(".git", StringComparison.Ordinal) && path.Length > ".git".Length ? path[..^".git".Length] : path;
    }

    /// <summary>The names between the slashes, with percent-escapes resolved; <see langword="null"/> when one of them would leave its place.</summary>
    public static string[]? Names(string path)
    {
        var names = Array.ConvertAll(path.Split('/', StringSplitOptions.RemoveEmptyEntries), Uri.UnescapeDataString);
        return names.Length > 0 && !BadEscape().IsMatch(path) && names.All(IsPlain) ? names : null;
    }

    /// <summary><c>host/owner/name</c> in lower case. Two spellings of one repository have one identity.</summary>
    public static string Identity(string host, IReadOnlyList<string> names)
    {
        var plain = host.StartsWith("www.", StringComparison.Ordinal) ? host["www.".Length..] : host;
        return $"{plain}/{Trim(string.Join('/', names))}".ToLowerInvariant();
    }

    /// <summary>The branch behind an <c>@</c>, as the first manifests wrote it.</summary>
    public static (string Path, string? Branch) SplitOldBranch(string path)
    {
        var at = path.LastIndexOf('@');
        return at > path.LastIndexOf('/') + 1 && at + 1 < path.Length ? (path[..at], path[(at + 1)..]) : (path, null);
    }

    private static bool IsPlain(string name) => name is not ("." or "..") && !name.Any(character => char.IsControl(character) || character is '/' or '\\');

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BadEscape();
}
