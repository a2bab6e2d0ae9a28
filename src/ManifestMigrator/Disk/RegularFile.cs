using System.Formats.Tar;

namespace ManifestMigrator.Disk;

/// <summary>Tells files from pipes, sockets and devices, which may never answer when they are opened.</summary>
internal static class RegularFile
{
    /// <summary>Where the header of a tar archive says what an entry is.</summary>
    private const int TypePlace = 156;

    /// <summary>Whether a path that is no folder is a file with content of its own; false for a link, and where there is nothing.</summary>
    public static bool Is(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && (OperatingSystem.IsWindows() || file.Length > 0 || IsEmptyFile(path));
    }

    /// <summary>Opens a file; a link is followed.</summary>
    /// <exception cref="IOException">It is not there, is no file, or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        return !File.Exists(target) || Is(target) ? File.OpenRead(target) : throw new IOException(DiskMessages.NotAFile(path));
    }

    /// <summary>Opens a file of UTF-8 text; a link is followed.</summary>
    /// <exception cref="IOException">It is not there, is no file, or cannot be read.</exception>
    public static StreamReader OpenText(string path) => new(Open(path));

    /// <summary>The whole content of a file; a link is followed.</summary>
    /// <exception cref="IOException">It is not there, is no file, or cannot be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = Open(path);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>Whether a path is a symbolic link.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>
    /// A pipe, a socket and a device have no length. Of all that .NET offers, only its tar writer says what they are without opening them:
    /// it opens nothing but files.
    /// </summary>
    private static bool IsEmptyFile(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true);
            writer.WriteEntry(path, "file");
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            // A socket has no place in an archive.
            return false;
        }
        return (TarEntryType)archive.GetBuffer()[TypePlace] == TarEntryType.RegularFile;
    }
}
