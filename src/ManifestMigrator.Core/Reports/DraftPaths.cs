using System.Globalization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Gives every draft of a run its place, <c>drafts/&lt;host&gt;/&lt;owner&gt;/&lt;name&gt;/&lt;path&gt;</c>. Asked in the order of the rows, it gives the same answers in every run.</summary>
/// <remarks>No two places are equal, and none lies outside <c>drafts</c>, whatever the identity and the path are.</remarks>
public sealed class DraftPaths
{
    public const string Folder = "drafts";
    private const string FindingsEnd = ".txt";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Path in the run folder, with forward slashes.</summary>
    public string Next(RepositoryResult repository, DraftFile draft) => Candidates(repository, draft).First(_taken.Add);

    /// <summary>Path of the file beside a draft that says what the draft lacks.</summary>
    public static string Findings(string draft) => $"{draft}{FindingsEnd}";

    /// <summary>A repository that is planned on several branches has a folder for each.</summary>
    private static IEnumerable<string> Candidates(RepositoryResult repository, DraftFile draft)
    {
        var place = string.Join('/', repository.Repository.Split('/').Select(FolderName).Prepend(Folder));
        var names = draft.Path.Split('/');
        var path = string.Join('/', [.. names[..^1].Select(FolderName), SafeName.Escape(names[^1])]);
        yield return $"{place}/{path}";
        for (var number = 2; ; number++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{place}~{number}/{path}");
    }

    /// <summary>A folder called like a draft, or like the findings about one, would stand where those of its neighbour go.</summary>
    private static string FolderName(string part)
    {
        var name = SafeName.Escape(part);
        return name.EndsWith(".konnector", StringComparison.Ordinal) || name.EndsWith($".konnector{FindingsEnd}", StringComparison.Ordinal)
            ? name.Replace(".konnector", "%2Ekonnector", StringComparison.Ordinal)
            : name;
    }
}
