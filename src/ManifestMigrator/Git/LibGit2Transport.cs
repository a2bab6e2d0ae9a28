using LibGit2Sharp;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Talks with LibGit2Sharp: no process, so it is the cheapest for asking; for fetching it is what is left where there is no git program.</summary>
/// <remarks>
/// What it does otherwise than the git program: it fetches whole histories, has no credential helpers and no SSH, does not check what
/// it fetches (<c>fetch.fsckObjects</c>), and follows redirections without telling. It has no
/// lease: the branch is looked at right before a push. It has no push options, and tells no words of a server that takes a push.
/// A server that says nothing cannot be left: the thread that waits for it is given up.
/// </remarks>
internal sealed class LibGit2Transport : ITransport
{
    private const string RemoteName = "origin";

    /// <summary>Whether it can talk to a repository at all.</summary>
    public static bool Reaches(Remote remote) => NativeLibrary.Problem is null && Scheme(remote) is "http" or "https" or "git" or "file";

    public Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation) => RunAsync(() => References(remote), cancellation);

    public async Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation)
    {
        if ((await ReferencesAsync(remote, cancellation)).Tip(revision) is not { } tip)
            return null;

        BareSkeleton.Write(folder);
        await FetchAsync(remote, tip.Reference, tip.LocalReference, folder, cancellation);
        if (revision is null && tip.Reference != "HEAD")
            BareSkeleton.SetHead(folder, tip.Reference);
        return tip;
    }

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) => RunAsync(
        () =>
        {
            using var repository = new Repository(folder, new RepositoryOptions());
            SetRemote(repository, remote);
            var options = new FetchOptions { TagFetchMode = TagFetchMode.None, CredentialsProvider = Credentials(remote) };
            LibGit2Sharp.Commands.Fetch(repository, RemoteName, [$"+{reference}:{localReference}"], options, logMessage: null);
            return repository.Refs[localReference] is null ? throw new RepositoryException(Reasons.BranchNotFound, Messages.NoRevision(reference)) : (string?)null;
        },
        cancellation);

    public async Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation)
    {
        var there = (await ReferencesAsync(remote, cancellation)).Branch(push.Branch);
        if (there != push.Lease)
            throw new RepositoryException(Reasons.LeaseLost, Messages.LeaseLost(push.Branch));

        return await RunAsync(
            () =>
            {
                using var repository = new Repository(folder);
                PushStatusError? refusal = null;
                var options = new PushOptions { CredentialsProvider = Credentials(remote), OnPushStatusError = error => refusal = error };
                // It pushes references only.
                var outgoing = push.Commit is null ? "" : repository.Refs.Add($"refs/outgoing/{push.Branch}", push.Commit, allowOverwrite: true).CanonicalName;
                repository.Network.Push(SetRemote(repository, remote), $"+{outgoing}:{push.Reference}", options);
                return refusal is null ? "" : throw new RepositoryException(Reasons.PushRefused, Messages.GitFailed(Reasons.PushRefused, GitFailure.Readable(refusal.Message)));
            },
            cancellation);
    }

    private static LibGit2Sharp.Remote SetRemote(Repository repository, Remote remote)
    {
        repository.Network.Remotes.Remove(RemoteName);
        return repository.Network.Remotes.Add(RemoteName, remote.Url);
    }

    private static RemoteReferences References(Remote remote)
    {
        var all = Credentials(remote) is { } credentials ? Repository.ListRemoteReferences(remote.Url, credentials) : Repository.ListRemoteReferences(remote.Url);
        return new RemoteReferences(
            all.OfType<DirectReference>().ToDictionary(reference => reference.CanonicalName, reference => reference.TargetIdentifier, StringComparer.Ordinal),
            all.OfType<SymbolicReference>().FirstOrDefault(reference => reference.CanonicalName == "HEAD")?.TargetIdentifier);
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
            throw new RepositoryException(Reasons.GitMissing, problem);
        try
        {
            return await Task.Factory.StartNew(talk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellation);
        }
        catch (LibGit2SharpException exception)
        {
            throw GitFailure.Classify(exception.Message);
        }
    }

    private static string Scheme(Remote remote) => Uri.TryCreate(remote.Url, UriKind.Absolute, out var uri) ? uri.Scheme : "";
}
