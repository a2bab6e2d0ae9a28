using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Tells which repositories have the same change, so that it is reviewed once.</summary>
/// <remarks>
/// The same change is the same set of rules with the same effect. What is a repository's own does not count: the names of its
/// fields, permissions and languages, its UUID, the values it takes along from the old place to the new one, and those that go.
/// </remarks>
public static class ChangeSignature
{
    private const int HexDigits = 16;
    private const string Own = "…";

    /// <summary>Members of a manifest whose own members have free names.</summary>
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal) { "fields", "permissions", "locales", "parameters" };

    /// <summary>Equal for repositories whose planned changes are the same; empty where nothing is planned.</summary>
    public static string Compute(RepositoryResult repository)
    {
        var manifests = repository.Manifests.Where(manifest => manifest.Changes.Count > 0).Select(Compute).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal).ToList();
        return manifests.Count == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', manifests))))[..HexDigits];
    }

    private static string Compute(ManifestResult manifest)
    {
        var carried = manifest.Changes.Select(change => Compact(change.ValueBefore)).Append($"\"{manifest.Uuid}\"").Where(value => value.Length > 2)
            .Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length).ThenBy(value => value, StringComparer.Ordinal).ToList();
        var effects = manifest.Changes.Select(change => Effect(change, carried)).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal);
        return $"{Spelling.Spell(manifest.Impact)} {Spelling.Spell(manifest.Effective)}\n{string.Join('\n', effects)}";
    }

    private static string Effect(Change change, IReadOnlyList<string> carried)
    {
        var (before, after) = change.Kind switch
        {
            ChangeKind.Insert => ("", Without(carried, change.ValueAfter)),
            ChangeKind.Replace => Replacement(Compact(change.ValueBefore), Without(carried, change.ValueAfter)),
            ChangeKind.Repair => (change.ValueBefore, change.ValueAfter),
            _ => ("", ""),
        };
        return $"{change.Rule} {Spelling.Spell(change.Kind)} {Place(change.PointerBefore)} {before} {Place(change.PointerAfter)} {after}";
    }

    /// <summary>A value that is only put into something else is the repository's own, and so is not part of the effect.</summary>
    private static (string Before, string After) Replacement(string before, string after) =>
        after.Contains(Own, StringComparison.Ordinal) ? (Own, after) : (before, after);

    private static string Without(IReadOnlyList<string> carried, string value) =>
        carried.Aggregate(Compact(value), (text, own) => text.Replace(own, Own, StringComparison.Ordinal));

    /// <summary>A pointer without names that are the repository's own.</summary>
    private static string Place(string pointer)
    {
        var segments = pointer.Split('/');
        for (var index = 1; index < segments.Length; index++)
        {
            if ((index == 2 && Named.Contains(segments[1])) || (segments[index].Length > 0 && segments[index].All(char.IsAsciiDigit)))
                segments[index] = "*";
        }
        return string.Join('/', segments);
    }

    /// <summary>JSON without the blanks between its tokens.</summary>
    private static string Compact(string json)
    {
        var text = new StringBuilder(json.Length);
        for (int index = 0, quote = -1; index < json.Length; index++)
        {
            if (quote >= 0 && json[index] == '\\' && index + 1 < json.Length)
                text.Append(json[index++]);
            else if (json[index] == '"')
                quote = quote < 0 ? index : -1;
            else if (quote < 0 && json[index] is ' ' or '\t' or '\r' or '\n')
                continue;

            text.Append(json[index]);
        }
        return text.ToString();
    }
}
