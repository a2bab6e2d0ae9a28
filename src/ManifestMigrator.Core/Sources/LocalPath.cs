using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Sources that are paths on this machine. They are written as paths, so that <c>owner/name</c> is never one.</summary>
internal static partial class LocalPath
{
    private const string FileScheme = "file://";

    public static bool IsPath(string text) =>
        text is "." or ".." or "~" || text.StartsWith(FileScheme, StringComparison.Ordinal) || Start().IsMatch(text);

    public static RepositoryAddress Parse(string text)
    {
        var hash = text.LastIndexOf('#');
        var path = hash < 0 ? text : text[..hash];
        var revision = hash < 0 || hash + 1 == text.Length ? null : text[(hash + 1)..];
        if (revision is not null && !RevisionName.IsValid(revision))
            throw new SourceException($"'{revision}' is no name of a branch, tag or commit.");

        var plain = path.StartsWith(FileScheme, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[FileScheme.Length..]) : path;
        return new RepositoryAddress
        {
            Kind = AddressKind.Folder,
            Source = text,
            Url = plain,
            Identity = Identity(plain),
            Revision = revision,
        };
    }

    /// <summary><c>local/parent/name</c> from the last two parts of a path.</summary>
    public static string Identity(string path)
    {
        var parts = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("." or "..")).ToList();
        var name = parts.Count > 0 ? RepositoryPath.Trim(parts[^1]) : "folder";
        var parent = parts.Count > 1 ? parts[^2].TrimEnd(':') : "folder";
        return $"local/{parent}/{name}".ToLowerInvariant();
    }

    [GeneratedRegex(@"^(\.{0,2}[/\\]|\.{1,2}$|~[/\\]|[A-Za-z]:[/\\])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();
}
