using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Plan;

/// <summary>Unchanged repositories are not planned again, and nobody sees a difference.</summary>
[StartsPrograms]
public sealed class KeptResultsTests
{
    private const string Uuid = "00000000000000000000000000000001";

    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_second_plan_takes_what_was_kept_and_replan_does_not()
    {
        Fleet.MakePlain(_folder, "amber", "birch");
        await PlanAsync("first");
        foreach (var kept in Kept())
            Rewrite(kept, json => json.Replace("\"changes-planned\"", "\"changes-kept\"", StringComparison.Ordinal));

        await PlanAsync("second");
        await PlanAsync("third", "--replan");

        Assert.Multiple(() =>
        {
            Assert.That(Rows("first"), Does.Contain("changes-planned").And.Not.Contain("changes-kept"));
            Assert.That(Rows("second"), Does.Contain("changes-kept").And.Not.Contain("changes-planned"));
            Assert.That(Rows("third"), Is.EqualTo(Rows("first")));
        });
    }

    [Test]
    public async Task All_reports_are_the_same_with_what_was_kept_and_without()
    {
        await Fleet.MakeAsync(_folder);

        foreach (var (run, options) in new (string, string[])[] { ("first", []), ("kept", []), ("offline", ["--offline"]), ("replanned", ["--replan"]) })
            await PlanAsync(run, options);

        var first = Fleet.Comparable(_folder["first"], withOptions: true);
        Assert.Multiple(() =>
        {
            Assert.That(Fleet.Comparable(_folder["kept"], withOptions: true), Is.EqualTo(first));
            Assert.That(Fleet.Comparable(_folder["replanned"], withOptions: true), Is.EqualTo(first));
            Assert.That(File.ReadAllText(_folder["offline/manifests.csv"]), Is.EqualTo(File.ReadAllText(_folder["first/manifests.csv"])));
        });
    }

    [Test]
    public async Task Another_option_is_another_plan()
    {
        string[] options = ["--uuids uuids.csv", "--mappings mappings.json", "--catalogue konnectors.json", "--repair", "--all-references", "--branch spring"];
        MakeOne();
        await File.WriteAllTextAsync(_folder["uuids.csv"], $"uuid,slug,repository,path\n{Uuid},,local/served/amber,second/manifest.konnector\n");
        await File.WriteAllTextAsync(_folder["mappings.json"], Encoding.UTF8.GetString(BuiltIn.Read("mappings.json")).Replace("\"field-required\"", "\"field-needed\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(_folder["konnectors.json"], """[{"slug": "amber", "name": "Amber", "source": "registry://amber/stable"}]""");

        await PlanAsync("plain");
        foreach (var option in options)
        {
            await PlanAsync("changed", option.Split(' '));
            await PlanAsync("changed-anew", [.. option.Split(' '), "--replan"]);

            Assert.Multiple(() =>
            {
                Assert.That(Fleet.Comparable(_folder["changed"]), Is.EqualTo(Fleet.Comparable(_folder["changed-anew"])), option);
                Assert.That(Fleet.Comparable(_folder["changed"]), Is.Not.EqualTo(Fleet.Comparable(_folder["plain"])), option);
            });
        }
        await PlanAsync("plain-again");

        Assert.That(Fleet.Comparable(_folder["plain-again"]), Is.EqualTo(Fleet.Comparable(_folder["plain"])));
    }

    [Test]
    public async Task Who_shares_a_UUID_is_found_anew()
    {
        Fleet.MakePlain(_folder, "amber");
        GitRepository.Create(_folder["served/amber.git"], new GitFile("manifest.konnector", $$"""{ "slug": "amber", "uuid": "{{Uuid}}" }"""));
        await PlanAsync("first");
        GitRepository.Create(_folder["served/birch.git"], new GitFile("manifest.konnector", $$"""{ "slug": "birch", "uuid": "{{Uuid}}" }"""));
        await File.AppendAllTextAsync(_folder["fleet.txt"], _folder["served/birch.git"] + "\n");

        await PlanAsync("second");

        Assert.That(Rows("second").Split("duplicate-uuid"), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task A_repository_that_moved_on_is_planned_again()
    {
        Fleet.MakePlain(_folder, "amber");
        await PlanAsync("first");
        new GitRepository(_folder["served/amber.git"]).Commit("main", new GitFile("manifest.konnector", "{ \"slug\": "));

        await PlanAsync("second");

        Assert.That(Rows("second"), Does.Contain(",unreadable,"));
    }

    [Test]
    public async Task A_copy_that_lost_its_objects_is_fetched_again_though_its_plan_was_kept()
    {
        Fleet.MakePlain(_folder, "amber");
        await PlanAsync("first");
        foreach (var pack in Directory.EnumerateFiles(_folder["cache"], "*.pack", SearchOption.AllDirectories).ToList())
            File.Delete(pack);

        await PlanAsync("second");

        Assert.Multiple(() =>
        {
            Assert.That(Fleet.Comparable(_folder["second"]), Is.EqualTo(Fleet.Comparable(_folder["first"])));
            Assert.That(Directory.EnumerateFiles(_folder["cache"], "*.pack", SearchOption.AllDirectories), Is.Not.Empty);
        });
    }

    [Test]
    public async Task A_copy_that_is_damaged_is_made_anew_when_the_plan_that_was_kept_is_applied()
    {
        Fleet.MakePlain(_folder, "amber");
        await PlanAsync("first");
        foreach (var pack in Directory.EnumerateFiles(_folder["cache"], "*.pack", SearchOption.AllDirectories).ToList())
        {
            var content = await File.ReadAllBytesAsync(pack);
            // What lies right before the checksum of 20 bytes belongs to the last object.
            content[^26] ^= 0x55;
            File.Delete(pack);
            await File.WriteAllBytesAsync(pack, content);
        }
        await PlanAsync("second");

        var apply = await ApplyAsync("second");

        Assert.That(apply.ExitCode, Is.EqualTo(ExitCode.Done), apply.Text + apply.Errors);
        Assert.That(Kept(), Is.Empty, "The copy is a new one.");
    }

    [Test]
    public async Task A_failure_is_not_kept()
    {
        await File.WriteAllTextAsync(_folder["fleet.txt"], _folder["served/amber.git"] + "\n");
        await PlanAsync("first");
        Fleet.MakePlain(_folder, "amber");

        await PlanAsync("second");

        Assert.That((Rows("first").Contains(",failed,", StringComparison.Ordinal), Rows("second").Contains(",migrated,", StringComparison.Ordinal)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_kept_result_that_is_damaged_is_planned_again()
    {
        Fleet.MakePlain(_folder, "amber", "birch");
        await PlanAsync("first");
        var first = Fleet.Comparable(_folder["first"]);
        var kept = Kept();
        var contents = kept.ConvertAll(File.ReadAllText);

        foreach (var damage in new[] { "cut", "empty", "garbage", "another result", "a changed byte", "no JSON", "a pipe", "a folder" })
        {
            foreach (var (file, content) in kept.Zip(contents))
            {
                // A new file also in the place of the pipe.
                File.Delete(file);
                await File.WriteAllTextAsync(file, content);
                switch (damage)
                {
                    case "another result":
                        await File.WriteAllTextAsync(file, contents[kept.Count - 1 - kept.IndexOf(file)]);
                        break;
                    case "no JSON":
                        Rewrite(file, _ => "no JSON");
                        break;
                    case "a pipe":
                        File.Delete(file);
                        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [file]))
                            await pipe.WaitForExitAsync();
                        break;
                    case "a folder":
                        File.Delete(file);
                        Directory.CreateDirectory(file);
                        break;
                    default:
                        await File.WriteAllTextAsync(file, damage switch { "cut" => content[..^40], "empty" => "", "garbage" => "\0garbage", _ => content.Replace("amber", "umber", StringComparison.Ordinal) });
                        break;
                }
            }

            await PlanAsync("second");

            Assert.That(Fleet.Comparable(_folder["second"]), Is.EqualTo(first), damage);
        }
    }

    [TestCase("--uuids", "uuids.csv")]
    [TestCase("--catalogue", "konnectors.json")]
    [TestCase("--repository", "example.org/ada/birch")]
    public async Task What_was_planned_of_something_else_does_not_count_even_where_its_key_is_forged(params string[] option)
    {
        Fleet.MakePlain(_folder, "amber");
        await File.WriteAllTextAsync(_folder["uuids.csv"], $"uuid,slug,repository,path\n{Uuid},,local/served/amber,manifest.konnector\n");
        await File.WriteAllTextAsync(_folder["konnectors.json"], """[{"slug": "amber", "name": "Amber", "editor": "Cozy", "source": "git://example.org/amber"}]""");
        await PlanAsync("first");
        var keys = Kept().ConvertAll(file => File.ReadLines(file).First());
        await PlanAsync("other", option);
        foreach (var (file, key) in Kept().Zip(keys))
            Write(file, key, File.ReadAllText(file).Split('\n', 3)[2]);

        await PlanAsync("second");

        Assert.That(Fleet.Comparable(_folder["second"]), Is.EqualTo(Fleet.Comparable(_folder["first"])).And.Not.EqualTo(Fleet.Comparable(_folder["other"])));
    }

    [Test]
    public async Task What_the_code_still_needs_is_not_taken_away_by_a_forged_result()
    {
        GitRepository.Create(
            _folder["served/amber.git"],
            new GitFile("manifest.konnector", """{ "slug": "amber", "name": "Amber", "version": "1.0.0", "fields": { "login": { "type": "text" }, "pin": { "type": "text" } } }"""),
            new GitFile("index.js", "const { BaseKonnector } = require('cozy-konnector-libs')\nmodule.exports = new BaseKonnector(fields => fields.pin)\n"));
        await File.WriteAllTextAsync(_folder["fleet.txt"], _folder["served/amber.git"] + "\n");
        await File.WriteAllTextAsync(_folder["own.json"], """{ "format": 2, "rules": [{ "id": "pin", "kind": "remove-member", "at": ["/fields/pin"], "changes": ["form"], "why": "Ours." }] }""");
        await PlanAsync("first", "--mappings", "own.json");
        Assert.That(Rows("first"), Does.Contain("field-lost"));
        foreach (var kept in Kept())
        {
            Rewrite(kept, json => json
                .Replace("\"blocked\"", "\"migrated\"", StringComparison.Ordinal)
                .Replace("\"reason\": \"field-lost\"", "\"reason\": \"changes-planned\"", StringComparison.Ordinal)
                .Replace("\"field-lost\"", "\"field-undeclared\"", StringComparison.Ordinal)
                .Replace("\"error\"", "\"warning\"", StringComparison.Ordinal));
        }
        await PlanAsync("second", "--mappings", "own.json");
        Assert.That(Rows("second"), Does.Contain(",migrated,changes-planned,"));

        var apply = await ApplyAsync("second", "--mappings", "own.json");

        Assert.That((apply.ExitCode, apply.Text + apply.Errors), Is.EqualTo((ExitCode.SomeFailed, apply.Text + apply.Errors)));
        Assert.That(await File.ReadAllTextAsync(_folder["second/run.json"]), Does.Contain("the review did not show that (field-lost, index.js:2)"));
    }

    [Test]
    public async Task Two_plans_at_once_with_one_cache_disturb_nobody()
    {
        await Fleet.MakeAsync(_folder);
        await PlanAsync("first");

        await Task.WhenAll(PlanAsync("one"), PlanAsync("two", "--replan"), PlanAsync("three"));

        var first = Fleet.Comparable(_folder["first"]);
        Assert.That(new[] { "one", "two", "three" }.Select(run => Fleet.Comparable(_folder[run])), Has.All.EqualTo(first));
    }

    [Test]
    public async Task What_is_delivered_was_planned_again_whatever_was_kept()
    {
        Fleet.MakePlain(_folder, "amber");
        await PlanAsync("first");
        foreach (var kept in Kept())
            Rewrite(kept, json => json.Replace("\"sha256_after\": \"", "\"sha256_after\": \"0", StringComparison.Ordinal).Replace("manifest_version", "manifest_invented", StringComparison.Ordinal));
        await PlanAsync("second");

        var apply = await ApplyAsync("second");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(ExitCode.SomeFailed), apply.Errors);
            Assert.That(File.ReadAllText(_folder["second/repositories.csv"]) + apply.Errors + apply.Text, Does.Contain("moved").Or.Contain("differs"));
        });
    }

    [Test]
    public void Whatever_a_plan_is_told_is_in_the_key()
    {
        var question = Question();

        var others = Changed(question).Cast<PlanQuestion>().Select(other => other.Digest()).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(others, Has.Count.GreaterThan(30).And.Not.Contain(question.Digest()));
            Assert.That(Question().Digest(), Is.EqualTo(question.Digest()));
        });
    }

    [Test]
    public void A_planner_has_nothing_of_its_own_to_look_at()
    {
        var plan = typeof(RepositoryPlanner).GetMethods(BindingFlags.Public | BindingFlags.Static).Single(method => method.ReturnType == typeof(RepositoryResult));

        Assert.Multiple(() =>
        {
            Assert.That(typeof(RepositoryPlanner).GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance), Is.Empty);
            Assert.That(plan.GetParameters().Select(parameter => parameter.ParameterType), Is.EqualTo(new[] { typeof(PlanQuestion), typeof(CheckoutFiles) }));
        });
    }

    private static PlanQuestion Question()
    {
        var finding = new Finding(Severity.Info, "code", "/pointer", "Message.", "Hint.") { Path = "path", Line = 1, Column = 2, Rule = "rule" };
        var manifest = (ObjectNode)SyntaxTree.Parse("{}").Root!;
        var supplement = new PlanSupplement(new Digested<ObjectNode>(manifest, manifest.Text), [finding]);
        var mappings = BuiltIn.Mappings(file: null);
        return new PlanQuestion
        {
            Mappings = new Digested<Mappings>(mappings, mappings.Sha256),
            Repairs = false,
            Accepted = [new Acceptance("field-escapes", "host/owner/name")],
            AllReferences = false,
            Without = Impact.Form,
            IsNamed = false,
            Source = "source",
            GeneratedBranch = "build",
            FetchedFrom = "/folder",
            Origin = new CheckoutOrigin { Repository = "host/owner/name", HasRemote = true, Folder = "/folder", Branch = "main", Tip = "tip", Findings = [finding] },
            Uuids = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["path"] = "uuid" },
            ForOneManifest = supplement,
            ForSeveralManifests = supplement,
        };
    }

    /// <summary>A record with one thing in it changed, for each thing in it, however deep.</summary>
    private static IEnumerable<object> Changed(object record)
    {
        foreach (var property in record.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            foreach (var value in Others(property.GetValue(record)))
            {
                var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, [])!;
                property.SetValue(copy, value);
                yield return copy;
            }
        }
    }

    private static IEnumerable<object?> Others(object? value) => value switch
    {
        // Known by its digest.
        Mappings or SyntaxNode => [],
        string text => [text + "x"],
        bool flag => [!flag],
        int number => [number + 1],
        Severity severity => [severity + 1],
        Impact impact => [impact + 1],
        SortedDictionary<string, string> => [new SortedDictionary<string, string>(StringComparer.Ordinal) { ["path"] = "other" }, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["other"] = "uuid" }],
        IReadOnlyList<Finding> list => [Array.Empty<Finding>(), .. Changed(list[0]).Select(other => new[] { (Finding)other })],
        IReadOnlyList<Acceptance> list => [Array.Empty<Acceptance>(), .. Changed(list[0]).Select(other => new[] { (Acceptance)other })],
        IEnumerable => throw new ArgumentException("An unknown kind of list.", nameof(value)),
        null => throw new ArgumentException("The sample lacks a value.", nameof(value)),
        _ => Changed(value),
    };

    private void MakeOne()
    {
        GitRepository.Create(
            _folder["served/amber.git"],
            new GitFile("manifest.konnector", """{ "slug": "amber", "fields": { "login": { "isRequired": true }, } }"""),
            new GitFile("src/index.js", "const { BaseKonnector } = require('cozy-konnector-libs')\n"),
            new GitFile("second/manifest.konnector", """{ "slug": "birch", "fields": { "login": { "isRequired": true } } }"""));
        new GitRepository(_folder["served/amber.git"]).Commit(
            "spring",
            new GitFile("manifest.konnector", """{ "slug": "spring", "fields": { "login": { "isRequired": true } } }"""));
        File.WriteAllText(_folder["fleet.txt"], _folder["served/amber.git"] + "\n");
    }

    private List<string> Kept() => [.. Directory.EnumerateFiles(_folder["cache"], "plan-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Changes a kept result so that nothing looks damaged.</summary>
    private static void Rewrite(string kept, Func<string, string> change)
    {
        var parts = File.ReadAllText(kept).Split('\n', 3);
        Write(kept, parts[0], change(parts[2]));
    }

    private static void Write(string kept, string key, string json) =>
        File.WriteAllText(kept, $"{key}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{json}")))}\n{json}");

    private string Rows(string run) => File.ReadAllText(_folder[$"{run}/repositories.csv"]);

    private Task<ToolRun> ApplyAsync(string run, params string[] options) => Tool.RunAsync(
        _folder.FullPath,
        [],
        ["apply", run, "--all", "--cache", "cache", .. options],
        ("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.org"), ("GIT_COMMITTER_NAME", "Ada"), ("GIT_COMMITTER_EMAIL", "ada@example.org"));

    private async Task PlanAsync(string run, params string[] options)
    {
        var plan = await Tool.RunAsync(_folder.FullPath, ["plan", "--repos", "fleet.txt", "--out", run, "--cache", "cache", .. options]);
        Assert.That(plan.ExitCode, Is.AnyOf(ExitCode.Done, ExitCode.SomeFailed), plan.Errors);
    }
}
