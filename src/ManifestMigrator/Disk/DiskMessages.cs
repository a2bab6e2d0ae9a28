namespace ManifestMigrator.Disk;

/// <summary>The sentences about files, folders and programs of this machine.</summary>
internal static class DiskMessages
{
    public const string NoSession =
        "No program is started, because it could ask on this terminal: install setsid (of util-linux) or perl, or run without a terminal.";

    public static string NotAFile(string path) => $"{path} is a pipe, a socket or a device, not a file.";

    public static string NotThere(string path) => $"{path} does not exist";

    public static string NotFollowed(string path) => $"{path} is a symbolic link, which is not followed";
}
