using System.Globalization;
using System.Text;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>
/// An invented history, in the form that <c>git fast-import</c> reads: a few modules and many recorded pages, as konnectors have them,
/// that are rewritten again and again around a manifest that stays.
/// </summary>
internal static class FleetHistory
{
    public const int Commits = 300;
    public const int Files = 40;
    private const int Modules = 8;
    private const int FileLength = 4000;
    private const int RewrittenPerCommit = 6;

    /// <param name="number">Number of the repository: equal numbers have equal histories.</param>
    /// <param name="manifest">Content of <c>manifest.konnector</c>.</param>
    /// <param name="commits">How many commits there are.</param>
    public static byte[] Create(int number, byte[] manifest, int commits)
    {
#pragma warning disable CA5394 // Do not use insecure randomness. The texts are to be the same in every run.
        var random = new Random(number);
        using var history = new MemoryStream();
        for (var commit = 0; commit < commits; commit++)
        {
            Write(history, string.Create(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter Ada <ada@example.org> {1735689600 + (3600 * commit)} +0000\ndata 4\nWork\n"));
            if (commit == 0)
                WriteFile(history, "manifest.konnector", manifest);
            foreach (var file in commit == 0 ? Enumerable.Range(0, Files) : random.GetItems([.. Enumerable.Range(0, Files)], RewrittenPerCommit).Distinct())
                WriteFile(history, Path(file), Source(random));
        }
        return history.ToArray();
    }

    private static string Path(int file) => FormattableString.Invariant(file < Modules ? (FormattableString)$"src/module-{file:D2}.js" : $"test/pages/{file:D2}.html");

    /// <summary>Code of a konnector, as long as their files are and with as many names in it.</summary>
    private static byte[] Source(Random random)
    {
        var code = new StringBuilder().Append(CultureInfo.InvariantCulture, $"const {Name(random)} = require('./module-{random.Next(Modules):D2}')\n\nexports.{Name(random)} = async {Name(random)} => {{\n");
        while (code.Length < FileLength)
            code.Append(CultureInfo.InvariantCulture, $"  const {Name(random)} = await this.{Name(random)}(`${{baseUrl}}/{Name(random)}?id=${{{Name(random)}.{Name(random)}}}`) // {Name(random)}\n");
        return Encoding.ASCII.GetBytes(code.Append("}\n").ToString());
    }

    private static string Name(Random random) => $"n{random.Next():x}";
#pragma warning restore CA5394

    private static void WriteFile(MemoryStream history, string path, byte[] content)
    {
        Write(history, string.Create(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {content.Length}\n"));
        history.Write(content);
        Write(history, "\n");
    }

    private static void Write(MemoryStream history, string text) => history.Write(Encoding.UTF8.GetBytes(text));
}
