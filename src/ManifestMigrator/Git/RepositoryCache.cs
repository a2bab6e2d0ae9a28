using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>Copies of remote repositories. The remote is asked for its tip, and fetched from only when that has changed.</summary>
/// <param name="folder">Where the copies are; disposed with this.</param>
/// <param name="isOffline">Whether the copies are used as they are, and no remote is asked.</param>
internal sealed class RepositoryCache(CacheFolder folder, bool isOffline) : IDisposable
{
    private static readonly string[] TemporaryObjects = ["tmp_", ".tmp-", "pack_git2_"];

    /// <summary>Opens one revision of a repository.</summary>
    /// <param name="address">The repository.</param>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch.</param>
    /// <param name="transport">Talks to it.</param>
    /// <param name="isAnew">Whether an existing copy is replaced by a new one.</param>
    /// <param name="cancellation">Ends everything.</param>
    /// <exception cref="RepositoryException">It cannot be read; the cache is unchanged.</exception>
    public async Task<CachedRepository> OpenAsync(
        RepositoryAddress address, string? revision, ITransport transport, bool isAnew, CancellationToken cancellation)
    {
        if (revision is not null && !RevisionName.IsValid(revision))
            throw new RepositoryException(Reasons.BranchNotFound, Messages.NoRevisionName(revision));

        var remote = Remote.From(address);
        var place = CachePlace.Find(folder.FullPath, address);
        var hold = await HoldAsync(place, cancellation);
        try
        {
            var isNew = !isOffline && (isAnew || !Directory.Exists(place.Repository));
            var references = isOffline || isNew || IsCommit(revision) ? null : await transport.BranchesAsync(remote, cancellation);
            var (tip, findings) = isOffline ? (await CachedAsync(place.Repository, revision, cancellation), [])
                : isNew ? (await CloneAsync(place, remote, revision, transport, cancellation), [])
                : await RefreshedAsync(place, remote, revision, references, transport, cancellation);
            IReadOnlyList<Finding> redirection = tip.RedirectedTo is { } url ? [CacheFindings.Redirected(address, url)] : [];
            return new CachedRepository(hold)
            {
                Folder = place.Repository,
                IsNew = isNew,
                Tip = tip,
                References = references,
                Findings = [.. redirection, .. findings],
            };
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Opens what the cache has of a repository, and asks no remote.</summary>
    /// <returns>The lock on it, and full path of the bare repository; <see langword="null"/> when there is none.</returns>
    public async Task<(IDisposable Hold, string? Repository)> HoldAsync(RepositoryAddress address, CancellationToken cancellation)
    {
        var place = CachePlace.Find(folder.FullPath, address);
        var hold = await HoldAsync(place, cancellation);
        return (hold, Directory.Exists(place.Repository) ? place.Repository : null);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Takes the lock, and cleans up if its last holder was killed.</summary>
    private static async Task<FileLock> HoldAsync(CachePlace place, CancellationToken cancellation)
    {
        var hold = await FileLock.TakeAsync(place.Lock, FileLockKind.Exclusive, cancellation);
        try
        {
            if (hold.WasLeftBehind)
                CleanUp(place);
            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    private static void CleanUp(CachePlace place)
    {
        ScratchFolder.Delete(place.Incoming);
        if (!Directory.Exists(place.Repository) && Directory.Exists(place.Replaced))
            HeldFiles.MoveFolder(place.Replaced, place.Repository);
        ScratchFolder.Delete(place.Replaced);
        if (!Directory.Exists(place.Repository))
            return;
        var files = Directory.EnumerateFiles(place.Repository, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => IsTemporary(Path.GetRelativePath(place.Repository, file))))
            File.Delete(file);
    }

    /// <summary>
    /// Whether a file of a bare repository is one that git, libgit2 or we ourselves give another name when it is complete. A branch may
    /// be called <c>tmp_x</c> or <c>x.tmp</c>, but nothing that ends in <c>.lock</c>.
    /// </summary>
    private static bool IsTemporary(string path)
    {
        var name = Path.GetFileName(path);
        if (name.EndsWith(".lock", StringComparison.Ordinal))
            return true;
        return path.Split(Path.DirectorySeparatorChar) switch
        {
            ["objects", ..] => Array.Exists(TemporaryObjects, start => name.StartsWith(start, StringComparison.Ordinal)),
            [_] => name.EndsWith(".tmp", StringComparison.Ordinal) || name == "packed-refs.new",
            _ => false,
        };
    }

    private static async Task<(RemoteTip Tip, IReadOnlyList<Finding> Findings)> RefreshedAsync(
        CachePlace place, Remote remote, string? revision, RemoteReferences? references, ITransport transport, CancellationToken cancellation)
    {
        var tip = references is null ? new RemoteTip(revision!, revision!) : references.Tip(revision) ?? throw Empty();
        try
        {
            if (await ObjectReaders.Best.ReferenceAsync(place.Repository, tip.LocalReference, cancellation) != tip.ObjectName)
                await transport.FetchAsync(remote, tip.Reference, tip.LocalReference, place.Repository, cancellation);
        }
        catch (RepositoryException exception) when (exception.Reason is Reasons.GitFailed or Reasons.MalformedRepository)
        {
            // A killed git left something in the way: a new copy is cheap.
            return (await CloneAsync(place, remote, revision, transport, cancellation), []);
        }
        return (tip, revision is null ? await FollowDefaultAsync(place.Repository, tip, cancellation) : []);
    }

    /// <summary>A whole object name means the same everywhere: no need to ask.</summary>
    private static bool IsCommit(string? revision) => revision is not null && RemoteTip.IsObjectName(revision);

    /// <summary>Makes the copy elsewhere and gives it its place when it is whole.</summary>
    private static async Task<RemoteTip> CloneAsync(CachePlace place, Remote remote, string? revision, ITransport transport, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Incoming)!);
            var tip = await transport.CloneAsync(remote, revision, place.Incoming, cancellation) ?? throw Empty();
            // A kill at any moment leaves the old copy or the new one, never half of one.
            if (Directory.Exists(place.Repository))
                HeldFiles.MoveFolder(place.Repository, place.Replaced);
            HeldFiles.MoveFolder(place.Incoming, place.Repository);
            ScratchFolder.Delete(place.Replaced);
            return tip;
        }
        finally
        {
            ScratchFolder.Delete(place.Incoming);
        }
    }

    private static async Task<IReadOnlyList<Finding>> FollowDefaultAsync(string repository, RemoteTip tip, CancellationToken cancellation)
    {
        var known = await BareSkeleton.HeadAsync(repository, cancellation);
        if (tip.Reference == "HEAD" || known == tip.Reference)
            return [];

        BareSkeleton.SetHead(repository, tip.Reference);
        return known is null or BareSkeleton.NoBranch ? [] : [CacheFindings.DefaultBranchMoved(known["refs/heads/".Length..], tip.Name)];
    }

    private static async Task<RemoteTip> CachedAsync(string repository, string? revision, CancellationToken cancellation)
    {
        if (!Directory.Exists(repository))
            throw new RepositoryException(Reasons.NotCached, Messages.NotCached);

        IEnumerable<string> names = revision is null
            ? [await BareSkeleton.HeadAsync(repository, cancellation) ?? RemoteTip.DetachedHead]
            : RemoteTip.LocalReferences(revision);
        foreach (var name in names)
        {
            if (await ObjectReaders.Best.ReferenceAsync(repository, name, cancellation) is { } objectName)
                return RemoteTip.FromLocal(name, objectName);
        }
        throw new RepositoryException(Reasons.NotCached, Messages.NotCached);
    }

    private static RepositoryException Empty() => new(Reasons.EmptyRepository, Messages.EmptyRepository);
}

/// <summary>A cached repository, locked until this is disposed.</summary>
/// <param name="hold">The lock on it.</param>
internal sealed class CachedRepository(IDisposable hold) : IDisposable
{
    private IDisposable? _hold = hold;

    /// <summary>Full path of the bare repository.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the copy was made just now.</summary>
    public required bool IsNew { get; init; }

    /// <summary>What was asked for, as it is now.</summary>
    public required RemoteTip Tip { get; init; }

    /// <summary>The branches and tags of the remote; <see langword="null"/> when it was not asked.</summary>
    public RemoteReferences? References { get; init; }

    /// <summary>Findings about how it was reached.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public void Dispose() => Interlocked.Exchange(ref _hold, null)?.Dispose();
}
