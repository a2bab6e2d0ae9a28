using ManifestMigrator.Disk;

namespace ManifestMigrator.Output;

/// <summary>How this program is started from the current folder, for the commands that are printed to be copied.</summary>
internal static class Invocation
{
    public const string Program = "manifest-migrator";

    private static readonly string Start = Find(Environment.ProcessPath ?? "");

    /// <summary>A command line of this program that works as it stands here, in a POSIX shell.</summary>
    public static string Line(params IEnumerable<string> words) => string.Join(' ', words.Where(word => word.Length > 0).Select(Quoted).Prepend(Start));

    /// <summary>The command line with which this process was started.</summary>
    public static string Again() => Line(Environment.GetCommandLineArgs().Skip(1));

    /// <param name="process">Full path of the program that runs.</param>
    /// <returns>Its name where it is the one on the PATH; <c>dotnet run</c> where it was built in its project; its path where it was only copied.</returns>
    private static string Find(string process)
    {
        if (Path.GetFileNameWithoutExtension(process) != Program || Programs.Find(Program) == process)
            return Program;
        var project = Path.GetFullPath("../../..", Path.GetDirectoryName(process)!);
        if (File.Exists(Path.Combine(project, "ManifestMigrator.csproj")))
            return $"dotnet run --project {Quoted(Summary.Shown(project))} --";
        var shown = Summary.Shown(process);
        return Quoted(Path.IsPathFullyQualified(shown) ? shown : Path.Combine(".", shown));
    }

    private static string Quoted(string word) => word.Length > 0 && word.All(IsPlain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether a shell takes a character as it is; the shells of Windows do so with what parts folders there.</summary>
    private static bool IsPlain(char letter) =>
        char.IsLetterOrDigit(letter) || "-_./=:,@+%".Contains(letter, StringComparison.Ordinal) || (OperatingSystem.IsWindows() && letter == '\\');
}
