using System.Runtime.InteropServices;

namespace ManifestMigrator.Disk;

/// <summary>Tells files from pipes, sockets and devices, which may answer never when they are opened. .NET itself does not tell.</summary>
internal static class RegularFile
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Whether a path that is no folder is a file with content of its own; false for a link, and where there is nothing.</summary>
    public static bool Is(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.Exists(path) && new FileInfo(path).LinkTarget is null;
        var status = new int[64];
        return LStat(path, status) == 0 && (status[1] & TypeMask) == Regular;
    }

    /// <summary>Opens a file of UTF-8 text; a link is followed.</summary>
    /// <exception cref="IOException">It is not there, is no file, or cannot be read.</exception>
    public static StreamReader OpenText(string path)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        return !File.Exists(target) || Is(target) ? File.OpenText(target) : throw new IOException($"{path} is a pipe, a socket or a device, not a file.");
    }

    /// <summary>Whether a path is a symbolic link.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>lstat as the runtime itself calls it, alike on every system: flags, then the mode, then the rest.</summary>
    // SYSLIB1054: use LibraryImport. It needs unsafe code. CA5392: use DefaultDllImportSearchPaths. The library is the runtime's and loaded.
#pragma warning disable SYSLIB1054, CA5392
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int LStat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] int[] status);
#pragma warning restore SYSLIB1054, CA5392
}
