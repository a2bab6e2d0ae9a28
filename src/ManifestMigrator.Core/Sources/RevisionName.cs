using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Names of branches, tags and commits, by the rules of <c>git check-ref-format</c>.</summary>
public static partial class RevisionName
{
    public static bool IsValid(string name) =>
        Allowed().IsMatch(name)
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && name != "@"
        && !name.EndsWith('.')
        && name.Split('/').All(part => part.Length > 0 && !part.StartsWith('.') && !part.EndsWith(".lock", StringComparison.Ordinal));

    [GeneratedRegex(@"^[^-\x00-\x20\x7f~^:?*\[\\][^\x00-\x20\x7f~^:?*\[\\]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Allowed();
}
