using ManifestMigrator.Commands;
using ManifestMigrator.Reports;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Runs;

/// <summary><c>decisions.json</c> in a run folder.</summary>
internal static class DecisionsFile
{
    /// <summary>The decisions about a run; none when nobody has decided anything.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions Read(RunFolder run) => Text(run) is { } text ? Read(text, PathIn(run)) : Decisions.None;

    /// <summary>Writes the decisions about several runs into one; about one repository the decision in the last of them counts.</summary>
    /// <exception cref="UsageException">One of the files cannot be read.</exception>
    public static void Merge(IEnumerable<RunFolder> runs, RunFolder merged)
    {
        var members = new SortedDictionary<string, JToken>(StringComparer.OrdinalIgnoreCase);
        foreach (var run in runs)
        {
            if (Text(run) is not { } text)
                continue;
            Read(text, PathIn(run));
            var root = JObject.Parse(text);
            foreach (var (repository, decision) in root["decisions"] as JObject ?? root)
                members[repository] = decision!;
        }

        if (members.Count > 0)
            AtomicFile.Write(PathIn(merged), text => text.Write(JsonConvert.SerializeObject(members, Formatting.Indented).ReplaceLineEndings("\n") + "\n"));
    }

    private static Decisions Read(string text, string path)
    {
        try
        {
            return Decisions.Read(text, path);
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static string? Text(RunFolder run) => File.Exists(PathIn(run)) ? File.ReadAllText(PathIn(run)) : null;

    private static string PathIn(RunFolder run) => Path.Combine(run.FullPath, Decisions.FileName);
}
