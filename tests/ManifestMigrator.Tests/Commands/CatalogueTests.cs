using System.Text;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class CatalogueTests
{
    private const string Manifest = """
        {
          "slug": "SLUG",
          "uuid": "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b",
          "manifest_version": "2"
        }

        """;

    [Test]
    public async Task Every_entry_is_a_row_and_fills_what_its_manifest_lacks()
    {
        using var folder = new TemporaryFolder();
        using var daemon = await ServeAsync(folder, "garden/lavendel", "garden/cozy-konnector-minze");
        await File.WriteAllTextAsync(folder["konnectors.json"], $$"""
            [
              {"slug": "lavendel", "name": "Lavendel", "source": "{{daemon.Address}}/garden/lavendel.git#latest"},
              {"slug": "minze", "vendorLink": "https://minze.example", "source": "registry://minze/stable"},
              {"slug": "nowhere", "source": "registry://nowhere/stable"}
            ]
            """);

        var run = await Tool.RunAsync(folder.FullPath, "plan", $"{daemon.Address}/garden/cozy-konnector-minze.git", "--catalogue", "konnectors.json", "--out", "run");

        var host = daemon.Address["git://".Length..];
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed), run.Errors);
            Assert.That(Rows(folder), Is.EqualTo(new[]
            {
                $"{host}/garden/cozy-konnector-minze skipped duplicate-source",
                $"{host}/garden/cozy-konnector-minze migrated changes-planned",
                $"{host}/garden/lavendel migrated changes-planned",
                "registry/nowhere/stable failed source-registry",
            }));
            Assert.That(Lines(folder["run/changes.csv"]), Is.EqualTo(new[]
            {
                $"{host}/garden/cozy-konnector-minze,manifest.konnector,2,catalogue,insert,,/vendor_link,,\"\"\"https://minze.example\"\"\"",
                $"{host}/garden/lavendel,manifest.konnector,2,catalogue,insert,,/name,,\"\"\"Lavendel\"\"\"",
            }));
            Assert.That(Lines(folder["run/findings.csv"]), Has.Some.StartWith("registry/nowhere/stable,,,,error,fix,source-registry,"));
        });
    }

    [Test]
    public async Task What_was_filled_in_is_applied_as_it_was_reviewed_and_planned_no_second_time()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["garden/lavendel"]);
        await File.WriteAllTextAsync(folder["garden/lavendel/manifest.konnector"], Manifest.Replace("SLUG", "lavendel", StringComparison.Ordinal));
        await File.WriteAllTextAsync(folder["konnectors.json"], """[{"slug": "lavendel", "hasDescriptions": {"service": true}, "source": "registry://lavendel/stable"}]""");
        await File.WriteAllTextAsync(folder["en.json"], """{"connector": {"lavendel": {"description": {"service": "It counts bees."}}}}""");
        string[] plan = ["plan", "./garden/lavendel", "--catalogue", "konnectors.json", "--locales", "en=en.json"];

        await Tool.RunAsync(folder.FullPath, [.. plan, "--out", "first"]);
        var applied = await Tool.RunAsync(folder.FullPath, "apply", "--all", "first", "--in-place");
        var again = await Tool.RunAsync(folder.FullPath, [.. plan, "--out", "second", "--check"]);

        Assert.Multiple(() =>
        {
            Assert.That(applied.ExitCode, Is.Zero, applied.Errors + applied.Text);
            Assert.That(again.ExitCode, Is.Zero, again.Text);
            Assert.That((string?)JObject.Parse(File.ReadAllText(folder["garden/lavendel/manifest.konnector"])).SelectToken("locales.en.messages.service"), Is.EqualTo("It counts bees."));
        });
    }

    [Test]
    public async Task A_source_of_the_registry_stands_for_the_repository_of_the_list_that_is_called_so()
    {
        using var folder = new TemporaryFolder();
        using var daemon = await ServeAsync(folder, "garden/cozy-konnector-minze");

        var run = await Tool.RunAsync(folder.FullPath, "plan", "registry://minze/stable", $"{daemon.Address}/garden/cozy-konnector-minze.git", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(Rows(folder).Select(row => row.Split(' ')[^1]), Is.EqualTo(new[] { "duplicate-source", "nothing-to-do" }));
        });
    }

    [TestCase("[{\"slug\": \"a\"},]", "{}", "konnectors.json:1:15: Trailing comma before a closing bracket.")]
    [TestCase("[{\"slug\": \"a\"}]", "{\"a\": \"b}", "en.json:1:7: ")]
    public async Task A_malformed_file_is_wrong_usage_and_nothing_is_written(string catalogue, string texts, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["konnectors.json"], catalogue);
        await File.WriteAllTextAsync(folder["en.json"], texts);

        var run = await Tool.RunAsync(folder.FullPath, "plan", "--catalogue", "konnectors.json", "--locales", "en=en.json");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(run.Errors, Does.Contain(message));
            Assert.That(folder.Files(), Is.EqualTo(new[] { "en.json", "konnectors.json" }));
        });
    }

    [TestCase("--locales 'en.json' is not LANG=FILE.", "--catalogue", "c.json", "--locales", "en.json")]
    [TestCase("'gone.json' does not exist.", "--catalogue", "c.json", "--locales", "en=gone.json")]
    [TestCase("--locales is given twice for 'en'.", "--catalogue", "c.json", "--locales", "en=c.json", "--locales", "en=c.json")]
    [TestCase("--locales needs --catalogue.", "--locales", "en=c.json")]
    public async Task Texts_that_cannot_be_used_are_wrong_usage(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["c.json"], "[]");

        var run = await Tool.RunAsync(folder.FullPath, ["plan", "garden/lavendel", .. options]);

        Assert.That((run.ExitCode, run.Errors.Contains(message, StringComparison.Ordinal)), Is.EqualTo((ExitCode.WrongUsage, true)), run.Errors);
    }

    [Test]
    public async Task An_entry_is_converted_into_a_manifest_and_what_it_lacks_is_told()
    {
        using var folder = new TemporaryFolder();
        const string entry = """{"slug": "salbei", "name": "Salbei", "editor": "Old", "dataType": ["bill"], "fields": {}, "source": "git://git.example.org/garden/salbei.git#latest"}""";

        var run = await Tool.RunAsync(folder.FullPath, Encoding.UTF8.GetBytes(entry), ["convert", "--catalogue", "-"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero);
            Assert.That(run.Text, Is.EqualTo("""
                {
                  "name": "Salbei",
                  "slug": "salbei",
                  "type": "konnector",
                  "language": "node",
                  "data_types": [
                    "bill"
                  ],
                  "fields": {},
                  "manifest_version": "2",
                  "uuid": "7a72d073e9df5329888c9ce4012addd2"
                }

                """));
            Assert.That(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
            {
                "manifest.konnector:1:1: warning missing-property: 'version' is missing. The registry refuses the manifest. Add the version of the konnector, e.g. \"1.0.0\".",
                "manifest.konnector:1:1: warning missing-property: 'editor' is missing. The registry refuses the manifest. Add the editor that the registry has for this slug.",
                "manifest.konnector:1:1: warning missing-property: 'source' is missing. Add the address of the repository.",
            }));
        });
    }

    [TestCase("The catalogue has 2 entries: name one with --slug.", "--catalogue", "c.json")]
    [TestCase("The catalogue has no entry 'c'.", "--catalogue", "c.json", "--slug", "c")]
    [TestCase("FILE and --catalogue cannot be used together.", "c.json", "--catalogue", "c.json")]
    [TestCase("--slug needs --catalogue.", "c.json", "--slug", "a")]
    public async Task Convert_wants_to_know_which_entry(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["c.json"], """[{"slug": "a"}, {"slug": "b"}]""");

        var run = await Tool.RunAsync(folder.FullPath, ["convert", .. options]);

        Assert.That((run.ExitCode, run.Errors.Contains(message, StringComparison.Ordinal)), Is.EqualTo((ExitCode.WrongUsage, true)), run.Errors);
    }

    [Test]
    public async Task The_rule_is_explained_with_an_example()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "rules", "catalogue");

        Assert.That(run.Text, Does.Contain("catalogue: fill-gaps").And.Contain("+  \"categories\": ["));
    }

    private static async Task<GitDaemon> ServeAsync(TemporaryFolder folder, params string[] repositories)
    {
        foreach (var repository in repositories)
            GitRepository.Create(folder[$"served/{repository}.git"], new GitFile("manifest.konnector", Manifest.Replace("SLUG", repository.Split('/')[1], StringComparison.Ordinal).Replace("3f1d", repository.Length.ToString("x4", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        return await GitDaemon.StartAsync(folder["served"]);
    }

    private static IEnumerable<string> Rows(TemporaryFolder folder) =>
        JObject.Parse(File.ReadAllText(folder["run/run.json"]))["repositories"]!.Select(row => $"{row["repository"]} {row["status"]} {row["reason"]}");

    private static IEnumerable<string> Lines(string file) => File.ReadLines(file).Skip(1);
}
