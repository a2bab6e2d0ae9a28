using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>What a reviewer decided about the repositories of a run: <c>decisions.json</c>.</summary>
/// <remarks>
/// A decision is about one plan; when something else is planned for the repository, it does not count any more. The file:
/// <code>
/// {
///   "format": 1,
///   "decisions": {
///     "github.com/owner/name": {
///       "decision": "approved",
///       "note": "",
///       "plan": "SHA-256, 64 lower-case hex digits"
///     }
///   }
/// }
/// </code>
/// <c>format</c> is the version of this form; a reader refuses a higher one. A repository is called as <see cref="Key"/> says.
/// <c>decision</c> is <c>approved</c>, <c>rejected</c>, or <c>undecided</c> where there is only a note; <c>note</c> is free text and may
/// be left out; <c>plan</c> is <see cref="Digest"/> of what was decided on. Readers leave other members alone.
/// <para>
/// A file that a person writes may do without <c>format</c>: then its members are the repositories, each with such an object or the
/// bare word, and where there is no <c>plan</c> the decision is about whatever the run plans.
/// </para>
/// </remarks>
public sealed class Decisions
{
    public const string FileName = "decisions.json";

    private readonly SortedDictionary<string, Decision> _byKey = new(StringComparer.Ordinal);

    private Decisions()
    {
    }

    public static Decisions None { get; } = new();

    /// <summary>The decisions by the key of their repository, in ordinal order.</summary>
    public IReadOnlyDictionary<string, Decision> ByKey => _byKey;

    /// <summary>Decisions by the key of their repository; of several with one key the last.</summary>
    public static Decisions From(IEnumerable<KeyValuePair<string, Decision>> entries)
    {
        var decisions = new Decisions();
        foreach (var (key, decision) in entries)
            decisions._byKey[key] = decision;
        return decisions;
    }

    /// <summary>Reads the file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="file">What error messages call it.</param>
    /// <exception cref="InvalidDataException">It is malformed, or of a newer form; with file, line and column.</exception>
    public static Decisions Read(string text, string file) => DecisionsJson.Read(text, file);

    /// <summary>Writes the file; equal decisions give equal bytes.</summary>
    public void Write(TextWriter text) => DecisionsJson.Write(text, this);

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
        return Entries(repository).FirstOrDefault(decision => decision.Plan.Length == 0 || decision.Plan == plan);
    }

    /// <summary>Whether a repository was decided on, but with another plan than this one.</summary>
    public bool IsOutdated(RepositoryResult repository) => Entry(repository) is null && Entries(repository).Any(decision => decision.Verdict != Verdict.Undecided);

    /// <summary>These decisions with another one in the place of what stood under a key; without it for <see langword="null"/>.</summary>
    public Decisions With(string key, Decision? decision)
    {
        var others = _byKey.Where(entry => entry.Key != key);
        return From(decision is null ? others : others.Append(new(key, decision)));
    }

    private IEnumerable<Decision> Entries(RepositoryResult repository)
    {
        if (_byKey.TryGetValue(Key(repository, isRepeated: true), out var ofBranch))
            yield return ofBranch;
        if (_byKey.TryGetValue(Key(repository, isRepeated: false), out var ofAny))
            yield return ofAny;
    }
}
