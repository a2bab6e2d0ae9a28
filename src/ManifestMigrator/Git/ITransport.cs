namespace ManifestMigrator.Git;

/// <summary>A way of talking to remote repositories. Every failure is a <see cref="GitException"/> that says why.</summary>
internal interface ITransport
{
    /// <summary>Asks what a revision is now; nothing is fetched.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <returns><see langword="null"/> when the repository has no commit.</returns>
    Task<RemoteTip?> TipAsync(Remote remote, string? revision, CancellationToken cancellation);

    /// <summary>Makes a bare repository with one revision, kept under <see cref="RemoteTip.LocalReference"/>.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch, which <c>HEAD</c> then names.</param>
    /// <param name="folder">Full path of the new repository; it does not exist.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <returns><see langword="null"/> when the repository has no commit.</returns>
    Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation);

    /// <summary>Brings a revision into a bare repository made by <see cref="CloneAsync"/>.</summary>
    /// <param name="remote">The repository.</param>
    /// <param name="tip">What to fetch.</param>
    /// <param name="folder">Full path of the repository.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    Task FetchAsync(Remote remote, RemoteTip tip, string folder, CancellationToken cancellation);
}
