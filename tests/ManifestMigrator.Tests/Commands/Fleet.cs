using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>A few local repositories of every sort, and their list.</summary>
internal static class Fleet
{
    /// <summary>Makes the repositories and <c>fleet.txt</c> in a folder.</summary>
    public static async Task MakeAsync(TemporaryFolder folder)
    {
        const string old = """{ "slug": "SLUG", "uuid": "UUID", "fields": { "login": { "isRequired": true } } }""";
        foreach (var name in new[] { "amber", "birch", "cedar", "damson", "elder" })
            GitRepository.Create(folder[$"served/{name}.git"], new GitFile("manifest.konnector", old.Replace("SLUG", name, StringComparison.Ordinal).Replace("\"uuid\": \"UUID\", ", "", StringComparison.Ordinal)));
        foreach (var name in new[] { "twin-one", "twin-two" })
            GitRepository.Create(folder[$"served/{name}.git"], new GitFile("manifest.konnector", old.Replace("SLUG", "twin", StringComparison.Ordinal).Replace("UUID", "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b", StringComparison.Ordinal)));
        GitRepository.Create(folder["served/broken.git"], new GitFile("manifest.konnector", "{ \"slug\": "));
        GitRepository.Create(folder["served/none.git"], new GitFile("README.md", "# Nothing\n"));
        GitRepository.CreateEmpty(folder["served/empty.git"]);
        var names = new[] { "amber", "birch", "cedar", "damson", "elder", "twin-one", "twin-two", "broken", "none", "empty", "amber", "missing" };
        await File.WriteAllLinesAsync(folder["fleet.txt"], names.Select(name => folder[$"served/{name}.git"]));
    }

    /// <summary>Everything in a run folder that has to be equal in equal runs: run.json without its times and options.</summary>
    public static SortedDictionary<string, string> Comparable(string runFolder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(runFolder, "*", SearchOption.AllDirectories))
            files[Path.GetRelativePath(runFolder, file)] = File.ReadAllText(file);
        var run = Newtonsoft.Json.Linq.JObject.Parse(files["run.json"]);
        run.Remove("started");
        run.Remove("options");
        files["run.json"] = run.ToString();
        return files;
    }
}
