using System.Text.RegularExpressions;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Review;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>A few local repositories of every sort, and their list.</summary>
internal static class Fleet
{
    private const string Uuid = "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b";

    /// <summary>Makes the repositories and <c>fleet.txt</c> in a folder: 14 sources, two of them given twice, three that fail.</summary>
    public static async Task MakeAsync(TemporaryFolder folder)
    {
        MakePlain(folder, "amber", "birch", "cedar", "damson", "elder");
        foreach (var name in new[] { "twin-one", "twin-two" })
            GitRepository.Create(folder[$"served/{name}.git"], new GitFile("manifest.konnector", Manifest("twin", $"\"uuid\": \"{Uuid}\", ")));
        GitRepository.Create(folder["served/broken.git"], new GitFile("manifest.konnector", "{ \"slug\": "));
        GitRepository.Create(folder["served/none.git"], new GitFile("README.md", "# Nothing\n"));
        GitRepository.CreateEmpty(folder["served/empty.git"]);
        var names = new[] { "amber", "birch", "cedar", "damson", "elder", "twin-one", "twin-two", "broken", "none", "empty", "amber", "missing" };
        await File.WriteAllLinesAsync(folder["fleet.txt"], [.. names.Select(name => folder[$"served/{name}.git"]), folder["served/birch.git"] + "/", "no source at all"]);
    }

    /// <summary>Makes repositories that migrate, and <c>fleet.txt</c> with them.</summary>
    public static void MakePlain(TemporaryFolder folder, params string[] names)
    {
        foreach (var name in names)
            GitRepository.Create(folder[$"served/{name}.git"], new GitFile("manifest.konnector", Manifest(name)));
        File.WriteAllLines(folder["fleet.txt"], names.Select(name => folder[$"served/{name}.git"]));
    }

    private static string Manifest(string slug, string uuid = "") => $$$"""{ "slug": "{{{slug}}}", {{{uuid}}}"fields": { "login": { "isRequired": true } } }""";

    /// <summary>Everything in a run folder that has to be equal in equal runs: run.json and the page without their time, and run.json, where they were others, without its options.</summary>
    public static SortedDictionary<string, string> Comparable(string runFolder, bool withOptions = false)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(runFolder, "*", SearchOption.AllDirectories))
            files[Path.GetRelativePath(runFolder, file)] = File.ReadAllText(file);
        var run = Newtonsoft.Json.Linq.JObject.Parse(files["run.json"]);
        files[ReviewPage.FileName] = Regex.Replace(files[ReviewPage.FileName], "data-started=\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(5));
        files[RunSummary.FileName] = Regex.Replace(files[RunSummary.FileName], "^Planned .*$", "", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        run.Remove("started");
        if (!withOptions)
            run.Remove("options");
        files["run.json"] = run.ToString();
        return files;
    }
}
