using System.Collections.Concurrent;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git.Http;

/// <summary>
/// Asks public web servers over one pool of connections, and fetches from them what we do not have yet: one request each, where git needs
/// a process, a connection and a TLS handshake. Everything else, and whatever is not answered as expected, is git's.
/// </summary>
/// <param name="git">Does all else.</param>
/// <param name="hostJobs">Connections to one host at a time, at least 1.</param>
/// <param name="maximumSize">Bytes that one fetch may bring.</param>
/// <param name="tell">Is called with why git is asked after all.</param>
internal sealed class HttpTransport(ITransport git, int hostJobs, long maximumSize, Action<string> tell) : ITransport, IDisposable
{
    /// <summary>Room for some thousand references. What has more has them mostly for requests.</summary>
    private const long UsualList = 256 * 1024;

    /// <summary>Far more than the lines around a pack and its progress take.</summary>
    private const long MostAroundPack = 16 * 1024 * 1024;

    private readonly Lazy<Task<HttpPool?>> _pool = new(() => HttpPool.OpenAsync(hostJobs));

    /// <summary>Addresses that are git's for the rest of the run, and hosts whose packs are.</summary>
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.Ordinal);

    /// <summary>Reads the user's configuration while other things begin.</summary>
    public void Prepare() => _ = Task.Run(() => _pool.Value);

    public async Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation) =>
        await TryAsync(remote, pool => ListAsync(pool, remote, isWhole: true, cancellation)) is (var references, _)
            ? references
            : await git.ReferencesAsync(remote, cancellation);

    public async Task<RemoteReferences> BranchesAsync(Remote remote, CancellationToken cancellation) =>
        await TryAsync(remote, pool => ListAsync(pool, remote, isWhole: false, cancellation)) is (var references, _)
            ? references
            : await git.BranchesAsync(remote, cancellation);

    public async Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation)
    {
        if ((revision is null || !RemoteTip.IsObjectName(revision)) && !_left.ContainsKey(remote.Host))
        {
            if (await TryAsync(remote, pool => CloneAsync(pool, remote, revision, folder, cancellation)) is { IsDone: true } clone)
                return clone.Tip;
            ScratchFolder.Delete(folder);
        }
        return await git.CloneAsync(remote, revision, folder, cancellation);
    }

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) =>
        git.FetchAsync(remote, reference, localReference, folder, cancellation);

    public Task FetchCommitsAsync(Remote remote, string branch, DateTimeOffset? since, string localReference, string folder, CancellationToken cancellation) =>
        git.FetchCommitsAsync(remote, branch, since, localReference, folder, cancellation);

    public Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation) => git.PushAsync(remote, push, folder, cancellation);

    public void Dispose()
    {
        if (_pool is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: { } pool } })
            pool.Dispose();
    }

    /// <summary>Talks over the pool where that is the same as talking with git, and has not failed before.</summary>
    /// <returns>The default value when it is git's turn.</returns>
    private async Task<T?> TryAsync<T>(Remote remote, Func<HttpPool, Task<T>> talk)
    {
        if (remote.IsLocal || remote.Credentials is not null || _left.ContainsKey(remote.Url)
            || await _pool.Value is not { } pool || pool.Settings.Find(remote.Url) is null)
            return default;
        try
        {
            return await talk(pool);
        }
        catch (NoFetchException exception)
        {
            _left[remote.Host] = true;
            tell(Messages.GitInstead(remote.Url, exception.Message, remote.Host));
            return default;
        }
        catch (UnexpectedAnswerException exception)
        {
            _left[remote.Url] = true;
            tell(Messages.GitInstead(remote.Url, exception.Message));
            return default;
        }
        catch (AnswerTooLongException exception)
        {
            throw new RepositoryException(Reasons.RepositoryTooLarge, exception.Message);
        }
        catch (RepositoryException exception) when (exception.IsTransient)
        {
            // The next try is git's: what it says counts in the end.
            _left[remote.Url] = true;
            throw;
        }
    }

    /// <param name="pool">The connections.</param>
    /// <param name="remote">The repository.</param>
    /// <param name="isWhole">Whether all references are wanted, not only branches and tags.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The references, and the address that answered.</returns>
    /// <exception cref="AnswerTooLongException">There are more references than anybody reads.</exception>
    private static async Task<(RemoteReferences References, string Url)?> ListAsync(HttpPool pool, Remote remote, bool isWhole, CancellationToken cancellation)
    {
        var (references, url) = isWhole ? await AllAsync(GitProgram.LongestTalk) : await BranchesAsync();
        var place = GitFailure.Readable(url).TrimEnd('/');
        references = references.WithGuessedHead(await GitProgram.DefaultBranchAsync());
        return (references with { RedirectedTo = place == remote.Url.TrimEnd('/') ? null : place }, url);

        Task<(RemoteReferences References, string Url)> AllAsync(long limit) =>
            pool.AskAsync(remote.Url, version: 0, limit, ReferenceList.ReadAllAsync, cancellation);

        async Task<(RemoteReferences References, string Url)> BranchesAsync()
        {
            try
            {
                return await AllAsync(UsualList);
            }
            catch (AnswerTooLongException)
            {
                var (knowsVersion2, place) = await pool.AskAsync(remote.Url, version: 2, UsualList, ReferenceList.IsVersion2Async, cancellation);
                return knowsVersion2
                    ? (await pool.SendAsync(place, ReferenceList.Request, GitProgram.LongestTalk, ReferenceList.ReadListedAsync, cancellation), place)
                    : await AllAsync(GitProgram.LongestTalk);
            }
        }
    }

    private async Task<Clone> CloneAsync(HttpPool pool, Remote remote, string? revision, string folder, CancellationToken cancellation)
    {
        if (!pool.Settings.MayFetch || await ListAsync(pool, remote, isWhole: false, cancellation) is not (var references, var url))
            return default;
        if (references.Tip(revision) is not { } tip)
            return new Clone(IsDone: true, Tip: null);
        if (!RevisionName.IsValid(tip.LocalReference))
            throw new UnexpectedAnswerException(HttpMessages.OddName);

        var commit = references.ObjectNames.GetValueOrDefault(tip.Reference + RemoteReferences.Peeled) ?? tip.ObjectName;
        BareSkeleton.Write(folder);
        await pool.SendAsync(
            url,
            ShallowPack.Request(tip.ObjectName),
            maximumSize + MostAroundPack,
            lines => ShallowPack.ReceiveAsync(lines, commit, folder, maximumSize, cancellation),
            cancellation);
        if (await ObjectReaders.Best.CommitAsync(folder, tip.ObjectName, cancellation) != commit)
            throw new UnexpectedAnswerException(HttpMessages.OtherCommit);

        BareSkeleton.SetFirstReference(folder, tip, commit);
        if (revision is null)
            BareSkeleton.SetHead(folder, tip);
        return new Clone(IsDone: true, tip);
    }

    /// <param name="IsDone">Whether there is no need for git any more.</param>
    /// <param name="Tip">What was fetched; <see langword="null"/> when the repository has no commit.</param>
    private readonly record struct Clone(bool IsDone, RemoteTip? Tip);
}
