using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Migration;

namespace ManifestMigrator.Reports;

/// <summary>What a reviewer decided about the repositories of a run: the content of <c>decisions.json</c>, see <see cref="DecisionsJson"/>.</summary>
/// <remarks>A decision is about one plan. When something else is planned for the repository, it does not count any more.</remarks>
public sealed class Decisions
{
    public const string FileName = "decisions.json";

    private readonly SortedDictionary<string, Decision> _byKey;

    internal Decisions(IEnumerable<KeyValuePair<string, Decision>> byKey) =>
        _byKey = new SortedDictionary<string, Decision>(byKey.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    public static Decisions None { get; } = new([]);

    /// <summary>The decisions by the key of their repository, in ordinal order.</summary>
    public IReadOnlyDictionary<string, Decision> ByKey => _byKey;

    /// <summary>How a repository is called: its identity, and behind it <c>#branch</c> where several plans of a run have the same one.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="isRepeated">Whether the run has a second plan for the identity.</param>
    public static string Key(RepositoryResult repository, bool isRepeated) =>
        isRepeated ? $"{repository.Repository}#{repository.Branch}" : repository.Repository;

    /// <summary>SHA-256 over what would be delivered: the base commit, and of each manifest the SHA-256 of its planned bytes and its path.</summary>
    public static string Digest(RepositoryResult repository)
    {
        var lines = repository.Manifests.Select(manifest => $"{manifest.Sha256After} {manifest.Path}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repository.Commit}\n{string.Concat(lines)}")));
    }

    /// <summary>The decision about what is planned for a repository; <see langword="null"/> when there is none.</summary>
    public Decision? About(RepositoryResult repository) => Entry(repository) is { Verdict: not Verdict.Undecided } decision ? decision : null;

    /// <summary>The decision or the bare note about what is planned for a repository; <see langword="null"/> when there is neither.</summary>
    public Decision? Entry(RepositoryResult repository)
    {
        var plan = Digest(repository);
        return Entries(repository).FirstOrDefault(decision => decision.Plan == plan);
    }

    /// <summary>Whether a repository was decided on, but with another plan than this one.</summary>
    public bool IsOutdated(RepositoryResult repository) => Entry(repository) is null && Entries(repository).Any(decision => decision.Verdict != Verdict.Undecided);

    /// <summary>These decisions with another one in the place of what stood under a key; without it for <see langword="null"/>.</summary>
    public Decisions With(string key, Decision? decision)
    {
        var others = _byKey.Where(entry => entry.Key != key);
        return new Decisions(decision is null ? others : others.Append(new(key, decision)));
    }

    private IEnumerable<Decision> Entries(RepositoryResult repository)
    {
        if (_byKey.TryGetValue(Key(repository, isRepeated: true), out var ofBranch))
            yield return ofBranch;
        if (_byKey.TryGetValue(Key(repository, isRepeated: false), out var ofAny))
            yield return ofAny;
    }
}
