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

    /// <summary>A command about a run with the options that this process was started with, but for one of them.</summary>
    /// <param name="command">Its name; options of another command are not its.</param>
    /// <param name="folder">The run folder, as it is shown.</param>
    /// <param name="without">The option that is left out, with its value.</param>
    public static string Again(string command, string folder, string without)
    {
        var words = Environment.GetCommandLineArgs().Skip(1).ToList();
        if (words.FirstOrDefault() != command)
            return Line(command, folder);
        var options = new List<string>();
        for (var index = 1; index < words.Count; index++)
        {
            if (words[index] == without)
                index++;
            else if (!words[index].StartsWith($"{without}=", StringComparison.Ordinal) && !IsFolder(words[index], folder))
                options.Add(words[index]);
        }
        return Line([command, folder, .. options]);
    }

    /// <summary>The values of an option that this process was started with, each after the option's name.</summary>
    public static IEnumerable<string> Typed(string option)
    {
        var words = Environment.GetCommandLineArgs();
        return words.Zip(words.Skip(1)).Where(pair => pair.First == option).SelectMany(pair => new[] { pair.First, pair.Second })
            .Concat(words.Where(word => word.StartsWith($"{option}=", StringComparison.Ordinal)));
    }

    /// <summary>Whether this process was started with an option.</summary>
    public static bool Has(string option) => Environment.GetCommandLineArgs().Contains(option, StringComparer.Ordinal);

    private static bool IsFolder(string word, string folder) =>
        word.Length > 0 && word[0] != '-' && Path.TrimEndingDirectorySeparator(Path.GetFullPath(word)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

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

    /// <summary>A word as a POSIX shell takes it.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(IsPlain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether a shell takes a character as it is; the shells of Windows do so with what parts folders there.</summary>
    private static bool IsPlain(char letter) =>
        char.IsLetterOrDigit(letter) || "-_./=:,@+%".Contains(letter, StringComparison.Ordinal) || (OperatingSystem.IsWindows() && letter == '\\');
}
