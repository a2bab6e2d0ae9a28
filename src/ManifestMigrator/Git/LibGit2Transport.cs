using LibGit2Sharp;
using ManifestMigrator.Migration;

namespace ManifestMigrator.Git;

/// <summary>Talks with LibGit2Sharp: no process, so it is the cheapest for asking; for fetching it is what is left where there is no git program.</summary>
/// <remarks>
/// What it does otherwise than the git program: it fetches whole histories, has no credential helpers and no SSH, does not check what
/// it fetches (<c>fetch.fsckObjects</c>), and follows redirections without telling, so that they are asked for beside it.
/// A server that says nothing cannot be left: the thread that waits for it is given up.
/// </remarks>
internal sealed class LibGit2Transport : ITransport
{
    private const string Remote = "origin";

    /// <summary>Whether it can talk to a repository at all.</summary>
    public static bool Reaches(Remote remote) => NativeLibrary.Problem is null && Scheme(remote) is "http" or "https" or "git" or "file";

    public async Task<RemoteTip?> TipAsync(Remote remote, string? revision, CancellationToken cancellation)
    {
        if (revision is not null && RemoteTip.IsObjectName(revision))
            return new RemoteTip(revision, revision);

        var redirection = Redirection.AskAsync(remote, cancellation);
        var tip = await RunAsync(() => Tip(remote, revision), cancellation);
        return tip is null ? null : tip with { RedirectedTo = await redirection };
    }

    public async Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation)
    {
        var tip = await TipAsync(remote, revision, cancellation);
        if (tip is null)
            return null;

        BareSkeleton.Write(folder);
        await FetchAsync(remote, tip, folder, cancellation);
        if (revision is null && tip.Reference != "HEAD")
            BareSkeleton.SetHead(folder, tip.Reference);
        return tip;
    }

    public Task FetchAsync(Remote remote, RemoteTip tip, string folder, CancellationToken cancellation) => RunAsync(
        () =>
        {
            using var repository = new Repository(folder, new RepositoryOptions());
            repository.Network.Remotes.Remove(Remote);
            repository.Network.Remotes.Add(Remote, remote.Url);
            var options = new FetchOptions { TagFetchMode = TagFetchMode.None, CredentialsProvider = Credentials(remote) };
            LibGit2Sharp.Commands.Fetch(repository, Remote, [$"+{tip.Reference}:{tip.LocalReference}"], options, logMessage: null);
            return repository.Refs[tip.LocalReference] ?? throw new GitException(Reasons.BranchNotFound, Messages.NoRevision(tip.Name));
        },
        cancellation);

    private static RemoteTip? Tip(Remote remote, string? revision)
    {
        var all = Credentials(remote) is { } credentials ? Repository.ListRemoteReferences(remote.Url, credentials) : Repository.ListRemoteReferences(remote.Url);
        var references = all.OfType<DirectReference>().ToDictionary(reference => reference.CanonicalName, reference => reference.TargetIdentifier, StringComparer.Ordinal);
        var head = all.OfType<SymbolicReference>().FirstOrDefault(reference => reference.CanonicalName == "HEAD")?.TargetIdentifier;
        return RemoteTip.Among(references, head, revision);
    }

    /// <summary>It asks again and again when they are wrong, so the second answer is that there are none.</summary>
    private static LibGit2Sharp.Handlers.CredentialsHandler? Credentials(Remote remote)
    {
        if (remote.Credentials?.Split(':', 2) is not [var user, var password])
            return null;
        var wasAsked = false;
        return (_, _, _) =>
        {
            Credentials credentials = wasAsked ? new DefaultCredentials() : new UsernamePasswordCredentials { Username = user, Password = password };
            wasAsked = true;
            return credentials;
        };
    }

    private static async Task<T> RunAsync<T>(Func<T> talk, CancellationToken cancellation)
    {
        if (NativeLibrary.Problem is { } problem)
            throw new GitException(Reasons.GitMissing, problem);
        try
        {
            return await Task.Factory.StartNew(talk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellation);
        }
        catch (LibGit2SharpException exception)
        {
            throw GitFailure.Of(exception.Message);
        }
    }

    private static string Scheme(Remote remote) => Uri.TryCreate(remote.Url, UriKind.Absolute, out var uri) ? uri.Scheme : "";
}
