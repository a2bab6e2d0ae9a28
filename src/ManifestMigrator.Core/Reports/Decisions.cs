using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>What a reviewer decided about one repository; an entry of <c>decisions.json</c>.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Note">What the reviewer has to say; may be empty.</param>
/// <param name="Plan">The plan that was decided on, see <see cref="Decisions.Digest"/>; empty for any.</param>
public sealed record Decision(Verdict Verdict, string Note, string Plan)
{
    public bool IsApproved => Verdict == Verdict.Approved;

    /// <summary>What counts when this is written after an earlier decision about the repository: a bare note leaves a rejection as it is.</summary>
    public Decision After(Decision earlier) =>
        Verdict == Verdict.Undecided && earlier.Verdict == Verdict.Rejected ? earlier with { Note = Note.Length > 0 ? Note : earlier.Note } : this;
}

/// <summary>What was decided.</summary>
public enum Verdict
{
    /// <summary>There is a note and no decision yet.</summary>
    Undecided,

    /// <summary>What is planned may be delivered.</summary>
    Approved,

    /// <summary>It is not delivered.</summary>
    Rejected,
}

/// <summary>What all decisions about a repository mean for one plan of it.</summary>
public enum Standing
{
    Undecided,
    Approved,
    Rejected,

    /// <summary>Another plan of it was approved, and nothing is decided about this one.</summary>
    ApprovedBefore,

    /// <summary>Another plan of it was rejected, and nothing is decided about this one.</summary>
    RejectedBefore,
}

/// <summary>What a reviewer decided about the repositories of a run: <c>decisions.json</c>.</summary>
/// <remarks>
/// A decision is about one plan. An approval means nothing for another plan of the repository; after a rejection, another plan has
/// to be decided on anew. The file:
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
/// <c>format</c> is the version of this form; a reader refuses a higher one. The names of repositories are those of <see cref="Key"/>.
/// <c>decision</c> is <c>approved</c>, <c>rejected</c>, or <c>undecided</c> where there is only a note; <c>note</c> is free text and may
/// be left out; <c>plan</c> is <see cref="Digest"/> of what was decided on; only a rejection may leave it out, and is then about any plan.
/// Another member is an error.
/// <para>
/// A file that a person writes may leave out <c>format</c>: then its members are the repositories, each with such an object or the
/// word alone, in any case of letters; without <c>plan</c> the decision is about whatever the run plans.
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

    /// <summary>The name of a repository in the file: its identity, with <c>#branch</c> where a run has several plans for it.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="isRepeated">Whether the run has a second plan for the identity.</param>
    public static string Key(RepositoryResult repository, bool isRepeated) =>
        isRepeated ? $"{repository.Repository}#{repository.Branch}" : repository.Repository;

    /// <summary>Every name under which repositories may stand in the file.</summary>
    public static IReadOnlySet<string> Names(IEnumerable<RepositoryResult> repositories) =>
        repositories.SelectMany(repository => new[] { Key(repository, isRepeated: false), Key(repository, isRepeated: true) }).ToHashSet(StringComparer.Ordinal);

    /// <summary>The name that was meant by one that is not among the names; <see langword="null"/> when none is near.</summary>
    public static string? Near(string name, IReadOnlyCollection<string> names)
    {
        var parts = Parts(name);
        return names.FirstOrDefault(other => Parts(other).SequenceEqual(parts, StringComparer.Ordinal))
            ?? names.FirstOrDefault(other => Parts(other).TakeLast(2).SequenceEqual(parts.TakeLast(2), StringComparer.Ordinal))
            ?? new WordList([.. names]).Nearest(name)
            ?? names.FirstOrDefault(other => Parts(other)[^1] == parts[^1]);

        static string[] Parts(string name)
        {
            var address = name.Trim().ToLowerInvariant().Split('#')[0].TrimEnd('/');
            return (address.EndsWith(".git", StringComparison.Ordinal) ? address[..^4] : address).Split('/', ':', '@');
        }
    }

    /// <summary>SHA-256 over what would be delivered: the base commit, and of each manifest the SHA-256 of its planned bytes and its path.</summary>
    public static string Digest(RepositoryResult repository)
    {
        var lines = repository.Manifests.Select(manifest => $"{manifest.Sha256After} {manifest.Path}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repository.Commit}\n{string.Concat(lines)}")));
    }

    /// <summary>The decision about what is planned for a repository; <see langword="null"/> when there is none.</summary>
    public Decision? About(RepositoryResult repository) => Current(repository).FirstOrDefault(decision => decision.Verdict != Verdict.Undecided);

    /// <summary>The decision or the bare note about what is planned for a repository; <see langword="null"/> when there is neither.</summary>
    public Decision? Entry(RepositoryResult repository) => About(repository) ?? Current(repository).FirstOrDefault();

    /// <summary>What was decided about what is planned for a repository.</summary>
    public Standing Judge(RepositoryResult repository)
    {
        if (About(repository) is { } decision)
            return decision.IsApproved ? Standing.Approved : Standing.Rejected;
        var before = Entries(repository).Where(entry => entry.Verdict != Verdict.Undecided).ToList();
        return before.Count == 0 ? Standing.Undecided : before.TrueForAll(entry => entry.IsApproved) ? Standing.ApprovedBefore : Standing.RejectedBefore;
    }

    /// <summary>These decisions with another one in the place of what stood under a key; without it for <see langword="null"/>.</summary>
    public Decisions With(string key, Decision? decision)
    {
        var others = _byKey.Where(entry => entry.Key != key);
        return From(decision is null ? others : others.Append(new(key, decision)));
    }

    /// <summary>These decisions with others in the place of those under the same keys; without those that are undecided there, without a note.</summary>
    public Decisions With(Decisions others)
    {
        var decisions = From(_byKey.Concat(others._byKey));
        foreach (var (key, decision) in others._byKey)
        {
            if (decision is { Verdict: Verdict.Undecided, Note.Length: 0 })
                decisions._byKey.Remove(key);
        }
        return decisions;
    }

    /// <summary>
    /// These decisions with a note on what is planned for a repository. What was decided before, also on another plan, stays decided.
    /// </summary>
    public Decisions WithNote(string key, RepositoryResult repository, string note)
    {
        var before = About(repository) ?? _byKey.GetValueOrDefault(key);
        return With(key, before is { Verdict: not Verdict.Undecided } ? before with { Note = note } : new Decision(Verdict.Undecided, note, Digest(repository)));
    }

    /// <summary>What counts for the plan of this run, the closest first.</summary>
    private IEnumerable<Decision> Current(RepositoryResult repository)
    {
        var plan = Digest(repository);
        return Entries(repository).Where(entry => entry.Plan.Length == 0 || entry.Plan == plan);
    }

    private IEnumerable<Decision> Entries(RepositoryResult repository)
    {
        if (_byKey.TryGetValue(Key(repository, isRepeated: true), out var ofBranch))
            yield return ofBranch;
        if (_byKey.TryGetValue(Key(repository, isRepeated: false), out var ofAny))
            yield return ofAny;
    }
}
