namespace ManifestMigrator.Disk;

/// <summary>Tells a file that somebody else has locked from one that cannot be opened at all.</summary>
internal static class HeldFile
{
    private const int Linux = 11;
    private const int MacOS = 35;
    private const int Windows = unchecked((int)0x80070020);

    /// <summary>Whether an attempt to open a file failed because another process holds it.</summary>
    public static bool IsCauseOf(IOException exception) => exception.HResult is Linux or MacOS or Windows;
}
