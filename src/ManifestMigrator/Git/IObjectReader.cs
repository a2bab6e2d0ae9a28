using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>Reads the files of a commit in a local repository. Nothing is checked out and no filter is run.</summary>
internal interface IObjectReader
{
    /// <summary>The object name that a reference has; <see langword="null"/> when there is no such reference.</summary>
    /// <param name="repository">Full path of the repository.</param>
    /// <param name="reference">Full name of the reference.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<string?> ReferenceAsync(string repository, string reference, CancellationToken cancellation);

    /// <summary>The commit that an object is or, being a tag, leads to; <see langword="null"/> when it leads to none.</summary>
    Task<string?> CommitAsync(string repository, string objectName, CancellationToken cancellation);

    /// <summary>What a commit says of itself.</summary>
    Task<CommitInfo> CommitInfoAsync(string repository, string commit, CancellationToken cancellation);

    /// <summary>The files below the root whose path passes a filter; folders that do not pass are not entered.</summary>
    /// <param name="repository">Full path of the repository.</param>
    /// <param name="commit">Object name of a commit.</param>
    /// <param name="entersFolder">Whether a folder of this name is looked into.</param>
    /// <param name="takesFile">Whether a file of this name is wanted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RepositoryException">The repository is malformed.</exception>
    Task<IReadOnlyList<TreeEntry>> FilesAsync(string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation);

    /// <summary>The contents of files, in their order.</summary>
    Task<IReadOnlyList<byte[]>> ContentsAsync(string repository, IReadOnlyList<TreeEntry> entries, CancellationToken cancellation);
}
