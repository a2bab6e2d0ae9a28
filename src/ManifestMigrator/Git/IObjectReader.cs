namespace ManifestMigrator.Git;

/// <summary>Reads the files of a commit in a local repository. Nothing is checked out and no filter is run.</summary>
internal interface IObjectReader
{
    /// <summary>The commit that a reference leads to, through tags; <see langword="null"/> when there is none, as in an empty repository.</summary>
    /// <param name="repository">Full path of the repository.</param>
    /// <param name="reference">Name of a reference, or <c>HEAD</c>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<string?> CommitAsync(string repository, string reference, CancellationToken cancellation);

    /// <summary>The files below the root whose path passes a filter; folders that do not pass are not entered.</summary>
    /// <param name="repository">Full path of the repository.</param>
    /// <param name="commit">Object name of a commit.</param>
    /// <param name="entersFolder">Whether a folder of this name is looked into.</param>
    /// <param name="takesFile">Whether a file of this name is wanted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GitException">The repository is malformed.</exception>
    Task<IReadOnlyList<TreeEntry>> FilesAsync(string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation);

    /// <summary>The content of a file.</summary>
    Task<byte[]> ContentAsync(string repository, TreeEntry entry, CancellationToken cancellation);
}
