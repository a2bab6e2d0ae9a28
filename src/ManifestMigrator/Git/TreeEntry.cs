namespace ManifestMigrator.Git;

/// <summary>A file of a commit.</summary>
/// <param name="Path">Path from the root, with forward slashes.</param>
/// <param name="Mode">Git's file mode in octal, e.g. <c>100644</c>; <c>120000</c> is a symbolic link.</param>
/// <param name="Id">Object name of its content.</param>
/// <param name="Size">Length of its content in bytes.</param>
internal sealed record TreeEntry(string Path, string Mode, string Id, long Size)
{
    public bool IsFile => Mode is "100644" or "100755" or "100664";
}
