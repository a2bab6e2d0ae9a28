using ManifestMigrator.Disk;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Reads the files of a commit in a local repository. Nothing is checked out and no filter is run.</summary>
internal interface IObjectReader : IDisposable
{
    /// <summary>A reader for many questions about one repository, which stays open until the reader is disposed.</summary>
    /// <param name="repository">Full path of the repository.</param>
    IObjectReader Open(string repository);

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

/// <summary>A file of a commit.</summary>
/// <param name="Path">Path from the root, with forward slashes.</param>
/// <param name="Mode">Git's file mode in octal, e.g. <c>100644</c>; <c>120000</c> is a symbolic link.</param>
/// <param name="Id">Object name of its content.</param>
/// <param name="Size">Length of its content in bytes.</param>
internal sealed record TreeEntry(string Path, string Mode, string Id, long Size)
{
    public bool IsFile => Mode is "100644" or "100755" or "100664";
}

/// <param name="Tree">Object name of its tree.</param>
/// <param name="Parents">Object names of its parents.</param>
/// <param name="Message">Its message.</param>
internal sealed record CommitInfo(string Tree, IReadOnlyList<string> Parents, string Message)
{
    /// <summary>Reads what git stores of a commit: header lines, an empty line, the message.</summary>
    public static CommitInfo Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var header = (end < 0 ? text : text[..end]).Split('\n');
        return new CommitInfo(
            header.First(line => line.StartsWith("tree ", StringComparison.Ordinal))["tree ".Length..],
            [.. header.Where(line => line.StartsWith("parent ", StringComparison.Ordinal)).Select(line => line["parent ".Length..])],
            end < 0 ? "" : text[(end + 2)..]);
    }
}

/// <summary>A commit that is to be made.</summary>
internal sealed record NewCommit
{
    /// <summary>Object name of its only parent.</summary>
    public required string Parent { get; init; }

    /// <summary>Files that are in the parent and get another content; their modes stay.</summary>
    public required IReadOnlyList<NewContent> Files { get; init; }

    public required Person Author { get; init; }

    public required Person Committer { get; init; }

    /// <summary>Time of author and committer, with the offset it is written with.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The message by the object name of the commit's tree; it ends with a line feed.</summary>
    public required Func<string, string> Message { get; init; }
}

/// <param name="Path">Path from the root, with forward slashes.</param>
/// <param name="Content">The whole file.</param>
internal sealed record NewContent(string Path, byte[] Content);

/// <summary>Author or committer.</summary>
internal sealed record Person(string Name, string Email)
{
    public override string ToString() => $"{Name} <{Email}>";
}

/// <summary>The ways to read objects, the fastest first.</summary>
internal static class ObjectReaders
{
    /// <summary>LibGit2Sharp where its native library can be loaded, else the git program.</summary>
    public static IObjectReader Best { get; } = NativeLibrary.Problem is null ? new LibGit2ObjectReader() : new GitProgramObjectReader();
}

/// <summary>The ways to write objects.</summary>
internal static class ObjectWriters
{
    public static IReadOnlyList<(string Name, IObjectWriter Writer)> All { get; } =
    [
        ("git", new GitProgramObjectWriter()),
        ("libgit2", new LibGit2ObjectWriter()),
    ];

    /// <summary>LibGit2Sharp where its native library can be loaded, and the git program for what that cannot write.</summary>
    public static IObjectWriter Best { get; } = NativeLibrary.Problem is null ? new Sure(All[1].Writer, All[0].Writer) : All[0].Writer;

    private sealed class Sure(IObjectWriter quick, IObjectWriter sure) : IObjectWriter
    {
        public async Task<string> CommitAsync(string repository, NewCommit commit, CancellationToken cancellation)
        {
            try
            {
                return await quick.CommitAsync(repository, commit, cancellation);
            }
            catch (RepositoryException exception) when (exception.Reason == Reasons.MalformedRepository)
            {
                return await sure.CommitAsync(repository, commit, cancellation);
            }
        }

        public Task SetReferenceAsync(string repository, string reference, string? objectName, CancellationToken cancellation) =>
            quick.SetReferenceAsync(repository, reference, objectName, cancellation);
    }
}
