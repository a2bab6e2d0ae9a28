using System.Text.RegularExpressions;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>What can only be found when all repositories of a run are known: UUIDs and slugs that several manifests share.</summary>
/// <remarks>
/// A manifest is its repository's identity and its path: the same one on another branch does not count again. Of every manifest
/// that is added only its UUID and its slug are kept. Not safe for use by several threads at once.
/// </remarks>
public sealed partial class BatchFindings
{
    /// <summary>Error: a UUID must be one konnector's alone.</summary>
    public const string DuplicateUuid = "duplicate-uuid";

    /// <summary>Warning: a registry has one konnector of a slug. Examples and templates are in none.</summary>
    public const string DuplicateSlug = "duplicate-slug";

    private readonly Sharers _byUuid = new();
    private readonly Sharers _bySlug = new();

    public void Add(RepositoryResult repository)
    {
        foreach (var manifest in repository.Manifests)
        {
            // Most have one of a few paths.
            var place = new ManifestPlace(repository.Repository, string.Intern(manifest.Path));
            _byUuid.Add(manifest.Uuid, place);
            if (!place.IsExample)
                _bySlug.Add(manifest.Slug, place);
        }
    }

    /// <summary>
    /// The repository with the findings about what its manifests share with those that were added. A manifest that shares its UUID
    /// is blocked and keeps its data; the status of the repository follows.
    /// </summary>
    public RepositoryResult AppliedTo(RepositoryResult repository)
    {
        var manifests = repository.Manifests.Select(manifest => AppliedTo(repository.Repository, manifest)).ToList();
        var isNewlyBlocked = repository.Status < RepositoryStatus.Blocked && manifests.Exists(manifest => manifest.Status == ManifestStatus.Blocked);

        return isNewlyBlocked
            ? repository with { Manifests = manifests, Status = RepositoryStatus.Blocked, Reason = DuplicateUuid }
            : repository with { Manifests = manifests };
    }

    /// <summary>The repository without the findings about what it shares with others.</summary>
    public static RepositoryResult TakenFrom(RepositoryResult repository)
    {
        var manifests = repository.Manifests.Select(TakenFrom).ToList();
        if (manifests.Select(manifest => manifest.Status).SequenceEqual(repository.Manifests.Select(manifest => manifest.Status)))
            return repository with { Manifests = manifests };

        var (status, reason) = RepositoryOutcome.Summarize(manifests);
        return repository with { Manifests = manifests, Status = status, Reason = reason };
    }

    private static ManifestResult TakenFrom(ManifestResult manifest)
    {
        var own = manifest.Findings.Where(finding => finding.Code is not (DuplicateUuid or DuplicateSlug)).ToList();
        var isFree = manifest.Status == ManifestStatus.Blocked && own.TrueForAll(finding => finding.Severity != Severity.Error);
        var isPlanned = manifest.Changes.Count > 0 || manifest.Sha256After != manifest.Sha256Before;
        return manifest with { Findings = own, Status = !isFree ? manifest.Status : isPlanned ? ManifestStatus.Migrated : ManifestStatus.Current };
    }

    private ManifestResult AppliedTo(string repository, ManifestResult manifest)
    {
        var place = new ManifestPlace(repository, manifest.Path);
        if (_byUuid.Others(manifest.Uuid, place, "uuid") is { Length: > 0 } sharers)
        {
            manifest = With(manifest, new Finding(
                Severity.Error,
                DuplicateUuid,
                "/uuid",
                $"The UUID {manifest.Uuid} is also used by {sharers}.",
                "Decide whose it is and remove it from the other, or correct the ledger; a copy of a konnector needs its own UUID."));
            manifest = manifest with { Status = manifest.Status is ManifestStatus.Current or ManifestStatus.Migrated ? ManifestStatus.Blocked : manifest.Status };
        }

        if (!place.IsExample && _bySlug.Others(manifest.Slug, place, "slug") is { Length: > 0 } namesakes)
        {
            manifest = With(manifest, new Finding(
                Severity.Warning,
                DuplicateSlug,
                "/slug",
                $"The slug {manifest.Slug} is also used by {namesakes}.",
                "Only one of them can be in a registry: is the other a copy or a fork?"));
        }

        return manifest;
    }

    /// <summary>Repeating it changes nothing: a finding takes the place of an earlier one of the same code.</summary>
    private static ManifestResult With(ManifestResult manifest, Finding finding) => manifest with
    {
        Findings = [.. manifest.Findings.Where(earlier => earlier.Code != finding.Code), finding],
    };

    /// <summary>Which manifests share a key. Most keys have one manifest, and no set.</summary>
    private sealed class Sharers
    {
        private readonly Dictionary<string, ManifestPlace> _alone = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SortedSet<ManifestPlace>> _shared = new(StringComparer.Ordinal);

        public void Add(string key, ManifestPlace place)
        {
            if (key.Length == 0 || _alone.TryAdd(key, place))
                return;
            if (!_shared.TryGetValue(key, out var sharers))
                _shared.Add(key, sharers = new SortedSet<ManifestPlace>(ManifestPlace.Order) { _alone[key] });
            sharers.Add(place);
        }

        /// <summary>Names the first other manifest and counts the rest, so that a slug with a hundred forks stays one sentence; empty without others.</summary>
        public string Others(string key, ManifestPlace place, string what)
        {
            if (!_shared.TryGetValue(key, out var sharers))
                return _alone.TryGetValue(key, out var only) && only != place ? $"{only}" : "";

            var others = sharers.Count - (sharers.Contains(place) ? 1 : 0);
            if (others == 0)
                return "";

            var first = sharers.First(sharer => sharer != place);
            return others == 1 ? $"{first}" : $"{first} and {others - 1} more: see {what} in manifests.csv";
        }
    }

    private sealed partial record ManifestPlace(string Repository, string Path)
    {
        public static readonly Comparer<ManifestPlace> Order = Comparer<ManifestPlace>.Create((one, other) =>
            string.CompareOrdinal(one.Repository, other.Repository) is not 0 and var order
                ? order
                : string.CompareOrdinal(one.Path, other.Path));

        /// <summary>Whether its repository or one of its folders is called an example, or something to copy, or the folder is for tests.</summary>
        public bool IsExample => Path.Split('/')[..^1].Any(folder => Test().IsMatch(folder)) || Example().IsMatch($"{Repository[(Repository.LastIndexOf('/') + 1)..]}/{Path}");

        public override string ToString() => $"{Path} in {Repository}";

        [GeneratedRegex("^(tests?|specs?|e2e|mocks?|fixtures?|_{2}(tests|mocks|fixtures)_{2}|test[_-]?data)\\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Test();

        [GeneratedRegex(@"(?<![a-z])(examples?|templates?|samples?|boilerplates?|skeletons?)(?![a-z])[^/]*/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Example();
    }
}
