using System.Text.RegularExpressions;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>What somebody sees who sits at a terminal.</summary>
[StartsPrograms]
public sealed partial class TerminalTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task The_status_table_keeps_every_name_and_reason_whole()
    {
        await Tool.RunAsync(_folder.FullPath, "demo", "--out", "run");
        var plain = await Tool.RunAsync(_folder.FullPath, "status", "run");
        var cells = plain.Text.Split("\n\n")[0].Split('\n').Skip(1).SelectMany(line => line.Split('\t'))
            .Where(cell => cell is not "" and not "changes-planned").Distinct(StringComparer.Ordinal).ToList();

        foreach (var columns in new[] { 200, 80, 30 })
        {
            var shown = await PseudoTerminal.RunAsync(_folder.FullPath, ["status", "run"], "", columns);

            var words = Lines(shown.Text).SelectMany(line => line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
            Assert.Multiple(() =>
            {
                Assert.That(cells, Has.Count.GreaterThan(40).And.All.Matches<string>(words.Contains));
                if (columns >= 80)
                    Assert.That(Lines(shown.Text), Has.All.Length.LessThanOrEqualTo(columns));
            });
        }
    }

    [TestCase(100)]
    [TestCase(40)]
    public async Task The_progress_bar_is_one_line_at_any_width_and_gone_at_the_end(int columns)
    {
        Fleet.MakePlain(_folder, "amber", "birch", "cedar", "a-konnector-with-quite-a-long-name-that-does-not-fit-into-a-narrow-terminal");
        await using var server = await GitHttpServer.StartAsync(_folder["served"]);

        var sources = Directory.GetDirectories(_folder["served"]).Select(folder => $"{server.Address}/{Path.GetFileName(folder)}");
        var run = await PseudoTerminal.RunAsync(
            _folder.FullPath, ["plan", .. sources, "./nowhere", "--out", "run"], "", columns, ("XDG_CACHE_HOME", _folder[".cache"]));

        var drawn = run.Text.Split('\r', '\n').Where(line => line.Contains("] ", StringComparison.Ordinal) && line[0] == '[').ToList();
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(3));
            Assert.That(drawn, Has.Some.StartsWith("[--------------------] 0 of 5").And.Some.StartsWith("[####################] 5 of 5"));
            Assert.That(drawn, Has.All.Length.LessThan(columns));
            // A failure is told in full above the bar, and what is left of the bar is blank.
            Assert.That(run.Text, Does.Contain("folder-not-found"));
            Assert.That(Lines(run.Text), Has.None.Matches<string>(line => line.StartsWith('[') && line.Contains(" of 5", StringComparison.Ordinal)));
        });
    }

    [Test]
    public async Task The_demo_counts_what_its_lines_say_how_many_repositories_it_made_and_that_its_exit_code_is_expected()
    {
        var run = await Tool.RunAsync(_folder.FullPath, "demo", "--out", "run");

        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in run.Errors.Split('\n').Select(line => Finished().Match(line)).Where(match => match.Success))
            statuses[line.Groups["number"].Value] = line.Groups["status"].Value;
        var became = run.Errors.Split('\n').Select(line => Became().Match(line)).Where(match => match.Success).ToList();
        var told = statuses.Values.CountBy(status => status).ToDictionary(StringComparer.Ordinal);
        foreach (var line in became)
        {
            told[line.Groups["before"].Value]--;
            told[line.Groups["status"].Value]++;
        }
        var counts = Counts(run).ToDictionary(StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(became, Has.Count.EqualTo(2), "two demo repositories share a UUID");
            Assert.That(told, Is.EquivalentTo(counts));
        });

        var made = Directory.GetDirectories(_folder["migration/demo"], "*.git", SearchOption.AllDirectories).Length;
        var bad = counts.Where(count => count.Key is "blocked" or "unreadable" or "failed").Sum(count => count.Value);
        Assert.Multiple(() =>
        {
            Assert.That(run.Errors, Does.StartWith($"Made {made} example repositories in ./migration/demo.\n"));
            Assert.That(run.Text, Does.EndWith($"Exit code 3 is expected here: {bad} of these sources are broken, or cannot be migrated, on purpose.\n"));
            Assert.That(run.ExitCode, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task The_commands_that_are_printed_work_as_they_stand_when_it_was_started_by_dotnet_run()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var project = Path.Combine(House.Repository.Root, "src", "ManifestMigrator");
        Directory.CreateDirectory(_folder["it's here"]);

        var here = $"cd \"it's here\"; dotnet run --no-build --configuration {configuration}";
        var demo = await Shell.RunAsync(_folder, $"{here} --project {project} -- demo --out 'run 1'", environment: ("PATH", PathWithoutTheTool()));
        var next = demo.Text.Split('\n').Single(line => line.StartsWith("Next:", StringComparison.Ordinal))["Next:".Length..].Trim();
        var review = await Shell.RunAsync(_folder, $"{here}{next["dotnet run".Length..]}", environment: ("PATH", PathWithoutTheTool()));

        Assert.Multiple(() =>
        {
            Assert.That(next, Does.StartWith("dotnet run --project ").And.EndsWith(" -- review 'run 1'"));
            Assert.That((review.ExitCode, review.Text), Is.EqualTo((0, _folder["it's here/run 1/review.html"] + "\n")), review.Errors);
        });
    }

    [Test]
    public async Task The_terminal_review_repeats_the_name_and_what_people_notice_below_the_difference()
    {
        Fleet.MakePlain(_folder, "amber");
        await Tool.RunAsync(_folder.FullPath, "plan", _folder["served/amber.git"], "--out", "run");

        var review = await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal"], "q\n");

        var prompt = Lines(review.Text).SkipWhile(line => !line.StartsWith("local/served/amber: ", StringComparison.Ordinal)).Skip(1).FirstOrDefault();
        Assert.That(prompt, Does.StartWith("a approve"));
    }

    [Test]
    public async Task The_terminal_review_shows_what_is_undecided_and_the_rest_only_when_asked_to()
    {
        Fleet.MakePlain(_folder, "amber", "birch");
        await Tool.RunAsync(_folder.FullPath, "plan", _folder["served/amber.git"], _folder["served/birch.git"], "--out", "run");
        await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal"], "s\na\n");

        var second = await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal"], "a\n");
        var third = await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal"], "r\n");
        var all = await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal", "--all"], "s\nq\n");

        Assert.That(second.Text, Does.Contain("local/served/amber").And.Not.Contain("local/served/birch").And.Contain("2 approved, 0 rejected, 0 undecided"));
        Assert.That(third.Text, Does.Contain("Every repository is decided").And.Contain("2 approved, 0 rejected, 0 undecided"));
        Assert.That(all.Text, Does.Contain("local/served/amber").And.Contain("local/served/birch"));
    }

    [Test]
    public async Task The_terminal_review_leaves_the_lines_of_the_difference_whole()
    {
        var value = new string('x', 200);
        GitRepository.Create(_folder["served/amber.git"], new GitFile("manifest.konnector", $"{{\n  \"slug\": \"amber\",\n  \"vendorLink\": \"https://example.org/{value}\"\n}}\n"));
        await Tool.RunAsync(_folder.FullPath, "plan", _folder["served/amber.git"], "--out", "run");

        var review = await PseudoTerminal.RunAsync(_folder.FullPath, ["review", "run", "--terminal"], "q\n", columns: 60);

        Assert.That(Lines(review.Text), Has.Some.Contains($"-  \"vendorLink\": \"https://example.org/{value}"));
    }

    private static IEnumerable<KeyValuePair<string, int>> Counts(ToolRun run) => Counted().Matches(run.Text).Select(match =>
        KeyValuePair.Create(match.Groups["status"].Value, int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture)));

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(line => Control().Replace(line.TrimEnd('\r'), "")).Select(line => line.Split('\r')[^1])];

    private static string PathWithoutTheTool() => string.Join(
        ':', Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(folder => !File.Exists(Path.Combine(folder, "manifest-migrator"))));

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[A-Za-z]|=|>)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Control();

    [GeneratedRegex(@"^\[(?<number>\d+)/\d+\] \S+: (?<status>[a-z-]+) ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Finished();

    [GeneratedRegex(@"^\S+: (?<status>[a-z-]+), not (?<before>[a-z-]+) \(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Became();

    [GeneratedRegex(@"^ +(?<count>\d+) (?<status>[a-z-]+)( \(ready\))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Counted();
}
