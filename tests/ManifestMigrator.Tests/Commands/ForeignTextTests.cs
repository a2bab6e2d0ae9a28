using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Commands;

/// <summary>
/// Other people's text in manifests, mappings, lists, ledgers, catalogues, file names, branches, runs and decisions, through every
/// command: nothing that a terminal obeys, or that is not seen, is printed. Only the result of <c>convert</c> is the manifest itself.
/// </summary>
[UnsupportedOSPlatform("windows")]
[StartsPrograms]
public sealed class ForeignTextTests
{
    /// <summary>One of every kind; legal in a file name.</summary>
    private const string Hostile = "\u001b[31m\u0007\u009b\u202E\u2066\u200B\u200D\uFEFF\u2028\u2029\u00AD\u061C\uFE0F\r\n\tx\U000E0041";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Nothing_that_acts_on_a_terminal_or_hides_is_printed_by_any_command()
    {
        await MakeAsync();
        string[][] commands =
        [
            ["rules", "--mappings", "mappings.json"],
            ["rules", "vendor-link", "--mappings", "mappings.json"],
            ["rules", Hostile],
            ["rules", "--mappings", "broken.json"],
            ["rules", "--mappings", $"{Hostile}.json"],
            ["sources", "--repos", "list.txt", Hostile, $"alder/voltaire#{Hostile}", $"./{Hostile}"],
            ["sources", "--repos", $"{Hostile}.txt"],
            ["check", "outer", "-v"],
            ["check", "outer", "--format", "github"],
            ["check", $"outer/{Hostile}/broken.konnector"],
            ["check", $"outer/{Hostile}/missing.konnector"],
            ["convert", $"outer/{Hostile}/broken.konnector", "-v"],
            ["convert", $"outer/{Hostile}/missing.konnector"],
            ["convert", "--catalogue", "catalogue.json", "--slug", Hostile],
            ["plan", "./outer", "./git.git", $"./outer/{Hostile}", $"{Hostile}", $"./git.git#{Hostile}", $"git@localhost:{Hostile}/x.git", "--repos", "list.txt", "--mappings", "mappings.json", "--out", "run", "-v"],
            ["plan", "./git.git", "--out", $"run {Hostile}"],
            ["plan", "./git.git", "--uuids", "uuids.csv", "--out", "other"],
            ["plan", "./git.git", "--branch", Hostile, "--out", "other"],
            ["plan", "./git.git", "--catalogue", "broken.json", "--out", "other"],
            ["plan", "./git.git", "--locales", Hostile, "--catalogue", "catalogue.json", "--out", "other"],
            ["plan", "./git.git", "--from", "run", "--only", Hostile],
            ["plan", "./git.git", "--include", Hostile, "--jobs", Hostile],
            ["review", "run"],
            ["report", "run"],
            ["report", Hostile],
            ["status", "run"],
            ["status", "run", "--format", "json"],
            ["apply", "run", "--in-place", "--mappings", "mappings.json"],
            ["apply", "run", "--mappings", "mappings.json", "--branch", Hostile],
            ["apply", "run", "--mappings", "mappings.json", "--author", Hostile],
            ["apply", "run", "--mappings", "mappings.json", "--author", "Ada <ada@example.org>", "-v"],
            ["push", "run", "--dry-run"],
            ["push", "run"],
            ["revert", "run"],
            ["report", "damaged"],
            ["clean", "--cache", Hostile],
            [Hostile],
            ["plan", $"--{Hostile}"],
        ];

        foreach (var command in commands)
        {
            var run = await Tool.RunAsync(_folder.FullPath, command);
            var result = command[0] == "convert" ? "" : run.Text;
            var hidden = Hidden(result + run.Errors, allowed: command[0] is "sources" or "status" or "rules" ? "\n\t" : "\n");
            Assert.That(hidden, Is.Empty, $"{string.Join(' ', command)}\n{VisibleText.Escape(result + run.Errors)}");
            Assert.That(result + run.Errors, Does.Not.Contain("Internal error"), string.Join(' ', command));
        }
    }

    [Test]
    public async Task The_review_in_the_terminal_shows_what_is_hidden()
    {
        await MakeAsync();
        await Tool.RunAsync(_folder.FullPath, "plan", "./git.git", "--mappings", "mappings.json", "--out", "run");

        var review = await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal"], "a\n");

        Assert.Multiple(() =>
        {
            Assert.That(review.Text, Does.Contain(@"\u001b[31m\u0007\u009b\u202e"));
            Assert.That(Hidden(review.Text, allowed: "\n\r\u001b"), Is.Empty);
            Assert.That(review.Text, Does.Not.Contain("\u001b[31m"));
        });
    }

    [Test]
    public async Task JSON_output_still_means_what_it_hides()
    {
        await MakeAsync();
        await Tool.RunAsync(_folder.FullPath, "plan", $"./git.git#{Hostile}", "--mappings", "mappings.json", "--out", "run");

        var status = await Tool.RunAsync(_folder.FullPath, "status", "run", "--format", "json");

        Assert.That((string?)JToken.Parse(status.Text)["repositories"]![0]!["source"], Does.Contain("\u202E").And.Contain("\U000E0041"));
    }

    private async Task MakeAsync()
    {
        var manifest = JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["slug"] = Hostile,
            ["name"] = Hostile,
            ["vendorLink"] = Hostile,
            ["categories"] = new[] { Hostile },
            ["data_types"] = new[] { Hostile },
            [$"old{Hostile}"] = 1,
            ["fields"] = new Dictionary<string, object>(StringComparer.Ordinal) { [Hostile] = new Dictionary<string, object>(StringComparer.Ordinal) { ["type"] = Hostile, ["isRequired"] = true } },
        }, Relaxed);
        var mappings = JObject.FromObject(JToken.Parse(await File.ReadAllTextAsync(Path.Combine(House.Repository.Root, "mappings.json"))));
        foreach (var rule in mappings["rules"]!)
            rule["why"] = $"{rule["why"]} {Hostile}";

        Directory.CreateDirectory(_folder[$"outer/{Hostile}"]);
        await File.WriteAllTextAsync(_folder[$"outer/{Hostile}/manifest.konnector"], manifest);
        await File.WriteAllTextAsync(_folder[$"outer/{Hostile}/broken.konnector"], $"{{ \"slug\": {Hostile} }}");
        await File.WriteAllTextAsync(_folder["mappings.json"], mappings.ToString());
        await File.WriteAllTextAsync(_folder["broken.json"], $"{{ \"format\": 1, \"{Hostile}\": {Hostile} }}");
        await File.WriteAllTextAsync(_folder["list.txt"], $"{Hostile}\n{Hostile.Replace("\r\n", "", StringComparison.Ordinal)}\nalder/{Hostile}\n");
        await File.WriteAllTextAsync(_folder["catalogue.json"], $"[{manifest}]");
        await File.WriteAllTextAsync(_folder["uuids.csv"], $"uuid,repository,path\n\"{Hostile}\",\"{Hostile}\",\"{Hostile}\"\n");
        Directory.CreateDirectory(_folder["damaged"]);
        await File.WriteAllTextAsync(_folder["damaged/run.json"], $"{{ \"format\": \"{Hostile}\", \"{Hostile}\": {Hostile} }}");
        GitRepository.Create(_folder["git.git"], new GitFile("manifest.konnector", manifest), new GitFile("src/a\u001b\u202E.js", $"require('../lib/{Hostile}')"));
    }

    /// <summary>The characters of a text that are not seen or that act, by a judgement of its own.</summary>
    private static IEnumerable<string> Hidden(string text, string allowed) => text.EnumerateRunes()
        .Where(rune => !allowed.Contains(rune.ToString(), StringComparison.Ordinal))
        .Where(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || rune.Value is 0xFE0F or (>= 0xE0000 and <= 0xE0FFF))
        .Select(rune => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"))
        .Distinct(StringComparer.Ordinal);
}
