using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>A way of talking to remote repositories. Every failure is a <see cref="RepositoryException"/> that says why.</summary>
internal interface ITransport
{
    /// <summary>Asks what the repository has; nothing is fetched.</summary>
    Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation);

    /// <summary>Asks which branches and tags the repository has, and what its default is. Other references may be missing in the answer.</summary>
    Task<RemoteReferences> BranchesAsync(Remote remote, CancellationToken cancellation);

    /// <summary>Makes a bare repository with one revision, kept under <see cref="RemoteTip.LocalReference"/>.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch, which <c>HEAD</c> then names.</param>
    /// <param name="folder">Full path of the new repository; it does not exist.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <returns><see langword="null"/> when the repository has no commit.</returns>
    Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation);

    /// <summary>Brings a revision into a bare repository made by <see cref="CloneAsync"/>.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="reference">Full name of the reference there, or a whole object name.</param>
    /// <param name="localReference">Full name of the reference that is to keep it here.</param>
    /// <param name="folder">Full path of the repository.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <returns>Where the server sent us; <see langword="null"/> when it answered itself.</returns>
    Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation);

    /// <summary>Brings commits of a branch into a bare repository.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="branch">Name of the branch there.</param>
    /// <param name="since">Older commits are left out, by their own dates; <see langword="null"/> for all of them, without their files where the server can.</param>
    /// <param name="localReference">Full name of the reference that is to keep it here.</param>
    /// <param name="folder">Full path of the repository.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    Task FetchCommitsAsync(Remote remote, string branch, DateTimeOffset? since, string localReference, string folder, CancellationToken cancellation);

    /// <summary>Changes one branch of the remote, if it still is what we saw.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="push">What is sent where.</param>
    /// <param name="folder">Full path of the bare repository that has the commit.</param>
    /// <param name="cancellation">Ends the sending.</param>
    /// <returns>What the server said.</returns>
    /// <exception cref="RepositoryException">The branch is something else by now, or the server refuses; it says so in its own words.</exception>
    Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation);
}
