using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ManifestMigrator.Forges;

/// <summary>One line of the journal.</summary>
/// <param name="At">UTC time.</param>
/// <param name="Host">Name of the host.</param>
/// <param name="Repository">Number of the repository at its forge.</param>
/// <param name="Name">Its path at that time, for people.</param>
/// <param name="Operation">What was to be done; see <see cref="JournalWords"/>.</param>
/// <param name="Phase"><c>intent</c> before it is sent; <c>done</c>, <c>refused</c> or <c>lost</c> after.</param>
/// <param name="Number">Number of the request; 0 while there is none.</param>
/// <param name="Commit">The commit it is about.</param>
/// <param name="Message">Why it was refused; otherwise empty.</param>
internal sealed record JournalEntry(
    DateTimeOffset At, string Host, long Repository, string Name, string Operation, string Phase, long Number = 0, string Commit = "", string Message = "");

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;

internal static class JournalWords
{
    public const string Create = "create";
    public const string UpdateText = "update-text";
    public const string Label = "label";
    public const string Reopen = "reopen";
    public const string Merge = "merge";
    public const string Comment = "comment";
    public const string Close = "close";

    /// <summary>No write: the forge merged another head than the one it was told.</summary>
    public const string MergedOtherwise = "merged-otherwise";

    /// <summary>No write: the head was seen there with this commit.</summary>
    public const string Seen = "seen";

    public const string Intent = "intent";
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Lost = "lost";
}

/// <summary>What the journal knows about one repository. A hint: the forge is the truth.</summary>
internal sealed record RequestHistory
{
    public static readonly RequestHistory Empty = new();

    /// <summary>Requests that were opened in this run.</summary>
    public IReadOnlySet<long> Opened { get; init; } = new HashSet<long>();

    /// <summary>Whether one was being opened when the program was stopped: an open one that is there is ours.</summary>
    public bool IsOpening { get; init; }

    /// <summary>Requests that were labelled.</summary>
    public IReadOnlySet<long> Labelled { get; init; } = new HashSet<long>();

    /// <summary>Requests that <c>revert</c> closed, or was about to close when it was stopped, and when.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Closed { get; init; } = new Dictionary<long, DateTimeOffset>();

    /// <summary>Requests whose merge brought another head than the reviewed one.</summary>
    public IReadOnlySet<long> MergedOtherwise { get; init; } = new HashSet<long>();

    /// <summary>Requests on which <c>revert</c> meant to say why; the answer may have been lost.</summary>
    public IReadOnlySet<long> Commented { get; init; } = new HashSet<long>();

    /// <summary>When each commit was first known to be there.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Seen { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
}

/// <summary>What was written to forges in a run: a file of JSON lines, each on the disk before and after the write it tells of.</summary>
/// <remarks>One process at a time has it: whoever writes holds the run's lock. A last line that a crash cut off is passed over.</remarks>
internal sealed class RequestJournal : IDisposable
{
    public const string FileName = "journal.jsonl";

    private readonly Lock _turn = new();
    private readonly FileStream? _file;
    private readonly TimeProvider _time;
    private readonly Dictionary<(string Host, long Repository), List<JournalEntry>> _entries = [];
    private readonly Dictionary<(string Host, string Path), long> _addresses = [];

    private RequestJournal(FileStream? file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    /// <summary>Opens the journal of a run to read it and to go on in it.</summary>
    /// <param name="runFolder">Full path of the run folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Is told of lines that cannot be read.</param>
    public static RequestJournal Open(string runFolder, TimeProvider time, Action<string> tell)
    {
        var file = new FileStream(Path.Combine(runFolder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var journal = new RequestJournal(file, time);
        if (!journal.Load(file, tell))
            file.WriteByte((byte)'\n');
        return journal;
    }

    /// <summary>Reads the journal of a run that another process may be writing.</summary>
    public static RequestJournal Read(string runFolder, TimeProvider time, Action<string> tell)
    {
        var journal = new RequestJournal(file: null, time);
        var path = Path.Combine(runFolder, FileName);
        if (File.Exists(path))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            journal.Load(file, tell);
        }
        return journal;
    }

    /// <summary>What is known about a repository, by its number at its forge.</summary>
    public RequestHistory About(ForgeHost host, ForgeRepository repository)
    {
        List<JournalEntry> entries;
        lock (_turn)
            entries = [.. _entries.GetValueOrDefault((host.Name, repository.Id)) ?? []];
        var closed = new Dictionary<long, DateTimeOffset>();
        foreach (var entry in entries)
        {
            if (entry is { Operation: JournalWords.Close, Phase: not JournalWords.Refused })
                closed[entry.Number] = entry.At;
            else if (entry is { Operation: JournalWords.Close } or { Operation: JournalWords.Reopen, Phase: JournalWords.Done })
                closed.Remove(entry.Number);
        }
        return new RequestHistory
        {
            Opened = Numbers(entries, JournalWords.Create, JournalWords.Done),
            IsOpening = entries.FindLast(entry => entry.Operation == JournalWords.Create)?.Phase is JournalWords.Intent or JournalWords.Lost,
            Labelled = Numbers(entries, JournalWords.Label, JournalWords.Done),
            Commented = Numbers(entries, JournalWords.Comment, phase: null),
            Closed = closed,
            MergedOtherwise = Numbers(entries, JournalWords.MergedOtherwise, JournalWords.Done),
            Seen = entries.Where(entry => entry.Commit.Length > 0 && entry.Phase == JournalWords.Done)
                .GroupBy(entry => entry.Commit, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Min(entry => entry.At), StringComparer.Ordinal),
        };
    }

    /// <summary>The number of another repository that had this one's address when it was written to; <see langword="null"/> for none.</summary>
    public long? FormerlyAt(ForgeHost host, ForgeRepository repository)
    {
        lock (_turn)
            return _addresses.TryGetValue((host.Name, repository.Path), out var number) && number != repository.Id ? number : null;
    }

    /// <summary>Writes a line that survives a power failure once this returns.</summary>
    public void Write(ForgeHost host, ForgeRepository repository, string operation, string phase, long number = 0, string commit = "", string message = "")
    {
        var entry = new JournalEntry(_time.GetUtcNow(), host.Name, repository.Id, repository.Path, operation, phase, number, commit, message);
        lock (_turn)
        {
            if (_file is null)
                throw new InvalidOperationException("The journal was opened to be read.");
            _file.Seek(0, SeekOrigin.End);
            _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, JournalJson.Default.JournalEntry) + "\n"));
            _file.Flush(flushToDisk: true);
            Keep(entry);
        }
    }

    /// <summary>Does one write with a line before and one after it.</summary>
    /// <returns>The number of the request.</returns>
    public async Task<long> RecordAsync(ForgeHost host, ForgeRepository repository, string operation, long number, string commit, Func<Task<long>> write)
    {
        Write(host, repository, operation, JournalWords.Intent, number, commit);
        try
        {
            number = await write();
            Write(host, repository, operation, JournalWords.Done, number, commit);
            return number;
        }
        catch (OperationCanceledException)
        {
            // What has been sent is waited for: this was not sent.
            Write(host, repository, operation, JournalWords.Refused, number, commit, ForgeMessages.Stopped);
            throw;
        }
        catch (ForgeException exception)
        {
            Write(host, repository, operation, exception.MayBeDone ? JournalWords.Lost : JournalWords.Refused, number, commit, exception.Message);
            throw;
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <returns>Whether the last line is whole.</returns>
    private bool Load(FileStream file, Action<string> tell)
    {
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            number++;
            if (line.Length > 0 && Parse(line) is { } entry)
                Keep(entry);
            else if (line.Length > 0)
                tell(ForgeMessages.JournalUnreadable(file.Name, number));
        }
        return content.Length == 0 || content[^1] == '\n';
    }

    private static HashSet<long> Numbers(IEnumerable<JournalEntry> entries, string operation, string? phase) =>
        [.. entries.Where(entry => entry.Operation == operation && entry.Number > 0 && (phase is null || entry.Phase == phase)).Select(entry => entry.Number)];

    private static JournalEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Keep(JournalEntry entry)
    {
        _addresses.TryAdd((entry.Host, entry.Name), entry.Repository);
        if (!_entries.TryGetValue((entry.Host, entry.Repository), out var entries))
            _entries[(entry.Host, entry.Repository)] = entries = [];
        entries.Add(entry);
    }
}
