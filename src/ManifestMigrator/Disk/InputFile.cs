namespace ManifestMigrator.Disk;

/// <summary>
/// A file that the user names on the command line, or standard input. It may be a pipe, as of <c>--repos &lt;(…)</c>, and then nobody knows
/// how long it is waited for.
/// </summary>
internal static class InputFile
{
    private static int _awaited;

    /// <summary>Whether one is being read.</summary>
    public static bool IsAwaited => Volatile.Read(ref _awaited) > 0;

    public static byte[] ReadAllBytes(string path) => Await(() => File.ReadAllBytes(path));

    public static string ReadAllText(string path) => Await(() => File.ReadAllText(path));

    /// <summary>Whatever stands on standard input.</summary>
    public static byte[] ReadStandardInput() => Await(() =>
    {
        using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    });

    public static string ReadStandardInputText() => Await(Console.In.ReadToEnd);

    private static T Await<T>(Func<T> read)
    {
        Interlocked.Increment(ref _awaited);
        try
        {
            return read();
        }
        finally
        {
            Interlocked.Decrement(ref _awaited);
        }
    }
}
