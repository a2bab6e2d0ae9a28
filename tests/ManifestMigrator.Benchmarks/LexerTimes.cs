using System.Diagnostics;
using System.Globalization;
using System.Text;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Benchmarks;

/// <summary>Finds the imports in every source file of a folder, beside a grep for the pattern that one would try first on the same files.</summary>
internal static class LexerTimes
{
    private const int Files = 5_000;
    private const string Naive = @"require\s*\(?\s*['""]|from\s+['""]|import\s+['""]";

    public static void Print(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("lexer-");
        try
        {
            var paths = Copies(folder, copy.FullName);
            var bytes = paths.Sum(path => new FileInfo(path).Length);
            var imports = paths.Sum(Imports);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{paths.Count} files, {bytes / 1e6:F1} MB, {imports} imports; median of {MedianTime.Rounds} rounds, one thread, warm disk"));

            var grep = MedianTime.Of(() => Grep(copy.FullName));
            Tell("grep -rE", bytes, grep, grep);
            Tell("read", bytes, MedianTime.Of(() => paths.ForEach(path => _ = Text(path))), grep);
            Tell("read and find imports", bytes, MedianTime.Of(() => paths.ForEach(path => _ = Imports(path))), grep);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>The source files of a folder, as often as it takes to have enough, in a folder of their own: so grep sees the same ones.</summary>
    private static List<string> Copies(string folder, string target)
    {
        var sources = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => SourceNames.IsRead(Path.GetFileName(path)) && Path.GetFileName(path) != "package.json" && new FileInfo(path).Length <= SourceNames.MaximumLength)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (sources.Count == 0)
            throw new ArgumentException($"No source files are below {folder}.", nameof(folder));

        var copies = new List<string>();
        while (copies.Count < Files)
        {
            foreach (var source in sources)
            {
                copies.Add(Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{copies.Count}{Path.GetExtension(source)}")));
                File.Copy(source, copies[^1]);
            }
        }
        return copies;
    }

    private static int Imports(string path)
    {
        var language = path.EndsWith(".coffee", StringComparison.Ordinal) ? SourceLanguage.CoffeeScript : SourceLanguage.JavaScript;
        return ImportScan.Scan(Lexer.Tokenize(Text(path), language)).Count;
    }

    private static string Text(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path));

    private static void Grep(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("grep", ["-rcE", Naive, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }

    private static void Tell(string name, long bytes, TimeSpan time, TimeSpan reference) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-24} {bytes / 1e6 / time.TotalSeconds,8:F1} MB/s {time / reference,8:F2} of grep's time"));
}
