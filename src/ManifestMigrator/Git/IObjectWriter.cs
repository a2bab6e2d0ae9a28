using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>Writes commits into a local bare repository, without a work tree.</summary>
internal interface IObjectWriter
{
    /// <summary>Makes a commit in which some files of its parent have another content, and nothing else differs.</summary>
    /// <param name="repository">Full path of the repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellation">Ends the making.</param>
    /// <returns>Object name of the commit. The same commit has the same name each time.</returns>
    /// <exception cref="RepositoryException">The repository is malformed.</exception>
    Task<string> CommitAsync(string repository, NewCommit commit, CancellationToken cancellation);

    /// <summary>Lets a reference have a commit.</summary>
    /// <param name="repository">Full path of the repository.</param>
    /// <param name="reference">Full name of the reference.</param>
    /// <param name="objectName">The commit; <see langword="null"/> to delete the reference.</param>
    /// <param name="cancellation">Ends the making.</param>
    Task SetReferenceAsync(string repository, string reference, string? objectName, CancellationToken cancellation);
}
