namespace ManifestMigrator.Disk;

/// <summary>
/// Moves and deletions that Windows refuses for a moment: a virus scanner or an indexer opens what was just written, and what is open there
/// cannot be moved or deleted. They are tried again. Elsewhere nothing is in the way, and the first error counts.
/// </summary>
internal static class HeldFiles
{
    private const int Tries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static void MoveFile(string source, string target) => Try(() => File.Move(source, target, overwrite: true));

    public static void MoveFolder(string source, string target) => Try(() => Directory.Move(source, target));

    public static void DeleteFolder(string folder) => Try(() => Directory.Delete(folder, recursive: true));

    private static void Try(Action action) => Try(action, OperatingSystem.IsWindows() ? Tries : 1, () => Thread.Sleep(Pause));

    /// <param name="action">Does all or nothing, or goes on where it stopped.</param>
    /// <param name="tries">How often it is tried at most.</param>
    /// <param name="wait">Waits before the next time.</param>
    /// <exception cref="IOException">It failed each time, or for another reason.</exception>
    internal static void Try(Action action, int tries, Action wait)
    {
        for (var next = 2; ; next++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception exception) when (next <= tries && IsHeld(exception))
            {
                wait();
            }
        }
    }

    /// <summary>Windows says "sharing violation", "lock violation" or, of a folder in which something is open, "access denied" or "not empty".</summary>
    private static bool IsHeld(Exception exception)
    {
        const int sharing = unchecked((int)0x80070020);
        const int locked = unchecked((int)0x80070021);
        const int notEmpty = unchecked((int)0x80070091);
        const int denied = unchecked((int)0x80070005);
        return exception is UnauthorizedAccessException || (exception is IOException && exception.HResult is sharing or locked or notEmpty or denied);
    }
}
