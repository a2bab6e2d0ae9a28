using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Disk;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>How fast may be written to a host by one account.</summary>
/// <param name="AnHour">Writes in any hour; <see langword="null"/> for no limit.</param>
internal sealed record PaceLimits(int? AnHour)
{
    /// <summary>Of the 500 an hour that GitHub allows, the web page included, people keep a hundred.</summary>
    private const int GitHubAnHour = 400;

    /// <summary>GitHub gives 900 points a minute: a read costs one, a write five.</summary>
    private static readonly TimeSpan BetweenReadsOfGitHub = TimeSpan.FromMilliseconds(80);

    public static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan BetweenNotifyingWrites = TimeSpan.FromSeconds(3);

    public TimeSpan BetweenReads { get; init; }

    /// <param name="host">The host.</param>
    /// <param name="rate">Writes an hour that the user wants at most; <see langword="null"/> for the usual number.</param>
    public static PaceLimits For(ForgeHost host, int? rate) => host.Kind switch
    {
        ForgeKind.GitHub when IsPublic(host) => new(Math.Min(rate ?? GitHubAnHour, GitHubAnHour)) { BetweenReads = BetweenReadsOfGitHub },
        ForgeKind.GitHub => new(rate ?? GitHubAnHour),
        _ => new(rate),
    };

    /// <summary>An Enterprise Server has limits only where its owner wants them, who then says with <c>--rate</c> what is right.</summary>
    private static bool IsPublic(ForgeHost host) => host.Name == "github.com" || host.Name.EndsWith(".ghe.com", StringComparison.Ordinal);
}

/// <summary>What was written when: all that the next moment for a write follows from. Times are Unix milliseconds.</summary>
/// <param name="Writes">The writes of the last hour, in their order.</param>
/// <param name="Notified">The last write that notified people.</param>
/// <param name="PausedUntil">The host wants to be left alone until then.</param>
/// <param name="CarefulUntil">After a secondary limit: half the usual pace until then.</param>
internal sealed record PaceState(IReadOnlyList<long> Writes, long Notified, long PausedUntil, long CarefulUntil)
{
    private const long Hour = 3_600_000;

    private const long Day = 24 * Hour;

    public static readonly PaceState Empty = new([], 0, 0, 0);

    /// <summary>The state without what a clock that went wrong has put into the future.</summary>
    public PaceState Until(long now) => this with
    {
        Writes = [.. Writes.Where(write => write <= now + Hour)],
        Notified = Math.Min(Notified, now + Hour),
        PausedUntil = Math.Min(PausedUntil, now + Day),
        CarefulUntil = Math.Min(CarefulUntil, now + Day),
    };

    /// <summary>The earliest moment for the next write.</summary>
    public long Next(long now, bool notifies, PaceLimits limits)
    {
        var slower = now < CarefulUntil ? 2 : 1;
        var next = Math.Max(now, PausedUntil);
        if (Writes.Count > 0)
            next = Math.Max(next, Writes[^1] + (slower * (long)PaceLimits.BetweenWrites.TotalMilliseconds));
        if (notifies)
            next = Math.Max(next, Notified + (slower * (long)PaceLimits.BetweenNotifyingWrites.TotalMilliseconds));
        if (limits.AnHour is { } all && Math.Max(1, all / slower) is var most && Writes.Count >= most)
            next = Math.Max(next, Writes[^most] + Hour);
        return next;
    }

    public PaceState After(long write, bool notifies)
    {
        var first = 0;
        while (first < Writes.Count && Writes[first] <= write - Hour)
            first++;
        return this with { Writes = [.. Writes.Skip(first), write], Notified = notifies ? write : Notified };
    }

    /// <summary>When the last of so many writes would be done.</summary>
    public long End(long now, int notifying, int others, PaceLimits limits)
    {
        var state = this;
        for (var left = notifying + others; left > 0; left--)
        {
            now = state.Next(now, notifies: left > others, limits);
            state = state.After(now, notifies: left > others);
        }
        return now;
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PaceState))]
internal sealed partial class PaceJson : JsonSerializerContext;

/// <summary>One queue of writes for a host and an account, over all processes and restarts: what was written is kept in a file.</summary>
/// <param name="host">Name of the host.</param>
/// <param name="file">Full path of the file; <c>.lock</c> beside it keeps processes apart.</param>
/// <param name="limits">How fast may be written.</param>
/// <param name="time">The clock.</param>
internal sealed class WritePace(string host, string file, PaceLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(130);

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _queue = new(1);
    private readonly SemaphoreSlim _readers = new(4);
    private readonly Lock _reads = new();
    private long _nextRead;
    private int _limitsInARow;

    /// <summary>Whether it waits however long that takes; otherwise no longer than a limit's usual minute or two.</summary>
    public bool WaitsForTheBudget { get; init; }

    public Action<string> Tell { get; init; } = _ => { };

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>When the last of so many writes would be done from now on.</summary>
    public DateTimeOffset End(int notifying, int others) => At(Load().End(Now, notifying, others, limits));

    /// <summary>Takes the next place in the queue of writes and returns when it has come.</summary>
    /// <param name="notifies">Whether people are notified.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="atOnce">Whether the place is only taken when it comes at once: what was asked for the write would be old otherwise.</param>
    /// <exception cref="ForgeException">The next write would have to wait for too long.</exception>
    public async Task TakeTurnAsync(bool notifies, CancellationToken cancellation, bool atOnce = false)
    {
        await _queue.WaitAsync(cancellation);
        try
        {
            long turn = 0;
            await ChangeAsync(state => state.After(turn = atOnce ? Immediate(state.Next(Now, notifies, limits)) : Allowed(state.Next(Now, notifies, limits)), notifies), cancellation);
            await UntilAsync(turn, cancellation);
        }
        finally
        {
            _queue.Release();
        }
    }

    /// <summary>Waits until a write would be let through, without taking its place: what is asked then is fresh when the write goes out.</summary>
    public async Task UntilNextAsync(bool notifies, CancellationToken cancellation) =>
        await UntilAsync(Allowed(Load().Next(Now, notifies, limits)), cancellation);

    /// <summary>Reads at the same time as three others at most, and not while the host wants to be left alone.</summary>
    public async Task<TAnswer> ReadAsync<TAnswer>(Func<Task<TAnswer>> read, CancellationToken cancellation)
    {
        await _readers.WaitAsync(cancellation);
        try
        {
            await UntilAsync(Allowed(Math.Max(NextRead(), Load().PausedUntil)), cancellation);
            return await read();
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>The host said that it has enough of us.</summary>
    /// <param name="until">When it may be asked again; <see langword="null"/> when it did not say: a minute, then twice as long each time.</param>
    /// <param name="isSecondary">Whether the limit is one of those that nobody can look up: then half the pace for an hour.</param>
    /// <param name="cancellation">Ends the waiting for the file.</param>
    public async Task PauseAsync(DateTimeOffset? until, bool isSecondary, CancellationToken cancellation)
    {
        long end = 0;
        await ChangeAsync(
            state =>
            {
                // Several readers meet one limit together: that is once, and one pause.
                end = until?.ToUnixTimeMilliseconds()
                    ?? (state.PausedUntil > Now ? state.PausedUntil : Now + (long)TimeSpan.FromMinutes(1 << Math.Min(_limitsInARow++, 6)).TotalMilliseconds);
                return state with
                {
                    PausedUntil = Math.Max(state.PausedUntil, end),
                    CarefulUntil = isSecondary ? Now + (long)TimeSpan.FromHours(1).TotalMilliseconds : state.CarefulUntil,
                };
            },
            cancellation);
        Tell(ForgeMessages.Pauses(host, At(end)));
    }

    public void Dispose()
    {
        _queue.Dispose();
        _readers.Dispose();
    }

    /// <summary>The host answers as it should.</summary>
    public void Answered() => _limitsInARow = 0;

    private long Allowed(long moment) => WaitsForTheBudget || moment - Now <= Patience.TotalMilliseconds
        ? moment
        : throw new ForgeException(Reasons.RateLimited, ForgeMessages.BudgetSpent(At(moment))) { NotBefore = At(moment) };

    private long Immediate(long moment) => moment - Now <= AtOnce.TotalMilliseconds
        ? moment
        : throw new ForgeException(Reasons.RateLimited, ForgeMessages.TurnIsLate(host, At(moment))) { IsTransient = true };

    private long NextRead()
    {
        lock (_reads)
        {
            var next = Math.Max(Now, _nextRead);
            _nextRead = next + (long)limits.BetweenReads.TotalMilliseconds;
            return next;
        }
    }

    private async Task UntilAsync(long moment, CancellationToken cancellation)
    {
        while (moment - Now is var left and > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(left), time, cancellation);
    }

    private PaceState Load()
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return (JsonSerializer.Deserialize(stream, PaceJson.Default.PaceState) ?? throw new JsonException()).Until(Now);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return PaceState.Empty;
        }
        catch (JsonException)
        {
            // Nobody knows what was written: as if the last write had just been made.
            return PaceState.Empty with { Writes = [Now], Notified = Now };
        }
    }

    private async Task ChangeAsync(Func<PaceState, PaceState> change, CancellationToken cancellation)
    {
        using var hold = await FileLock.TakeAsync(file + ".lock", FileLockKind.Exclusive, cancellation);
        var state = change(Load());
        AtomicFile.Write(file, text => text.Write(JsonSerializer.Serialize(state, PaceJson.Default.PaceState)));
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
