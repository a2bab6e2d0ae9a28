using System.Diagnostics;
using System.Runtime.Versioning;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Reports;

namespace ManifestMigrator.Tests.Commands;

/// <summary>The review page is opened, or the review is done in the terminal.</summary>
[StartsPrograms]
public sealed class ReviewTests
{
    [Test]
    public async Task The_page_is_named_and_nothing_is_opened_when_nobody_looks()
    {
        using var folder = await PlannedAsync();

        var review = await Tool.RunAsync(folder.FullPath, "review", "run");

        Assert.That((review.ExitCode, review.Text, review.Errors), Is.EqualTo((0, $"{folder["run/review.html"]}\n", "")));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task On_a_desktop_the_page_opens_in_the_browser()
    {
        using var folder = await PlannedAsync();
        Directory.CreateDirectory(folder["bin"]);
        await File.WriteAllTextAsync(folder["bin/xdg-open"], "#!/bin/sh\nprintf %s \"$1\" > opened.tmp && mv opened.tmp opened\n");
        File.SetUnixFileMode(folder["bin/xdg-open"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var review = await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run"], "", ("DISPLAY", ":7"), ("PATH", $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}"));

        Assert.That(review.ExitCode, Is.Zero, review.Text);
        Assert.That(() => File.Exists(folder["opened"]), Is.True.After(30_000, 20));
        Assert.That(await File.ReadAllTextAsync(folder["opened"]), Is.EqualTo(folder["run/review.html"]));
    }

    [Test]
    public async Task Without_a_desktop_one_is_told_to_open_it()
    {
        using var folder = await PlannedAsync();

        var review = await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run"], "", ("DISPLAY", ""), ("WAYLAND_DISPLAY", ""));

        Assert.That(review.Text, Does.Contain("run/review.html").And.Contain("open the page yourself"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task The_served_page_ends_with_control_C_and_says_how_to_go_on()
    {
        using var folder = await PlannedAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var command = $"exec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "manifest-migrator.dll")}' review run --serve > printed 2> errors";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder.FullPath })!;

        Assert.That(() => Printed(), Does.Match("^http://127.0.0.1:[0-9]+/[?]token=[0-9a-f]{64}\n").After(30_000, 20));
        Assert.That((int)(await client.GetAsync(Printed().Trim())).StatusCode, Is.EqualTo(303));
        // Where the tests were started in the background, control-C is ignored; TERM ends it in the same way.
        Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(Printed(), Does.EndWith("\n\n0 approved, 0 rejected, 5 undecided\nRun folder: run\n"));
        Assert.That(await File.ReadAllTextAsync(folder["errors"]), Does.StartWith("Decisions are saved in run/decisions.json at once."));

        string Printed() => File.Exists(folder["printed"]) ? File.ReadAllText(folder["printed"]) : "";
    }

    [Test]
    public async Task Serving_and_asking_in_the_terminal_do_not_go_together()
    {
        using var folder = new TemporaryFolder();

        var review = await Tool.RunAsync(folder.FullPath, "review", "run", "--serve", "--terminal");

        Assert.That((review.ExitCode, review.Errors), Is.EqualTo((2, "error: --serve and --terminal cannot be used together. See 'manifest-migrator review --help'.\n")));
    }

    [Test]
    public async Task Asking_needs_a_terminal()
    {
        using var folder = await PlannedAsync();

        var review = await Tool.RunAsync(folder.FullPath, "review", "run", "--terminal");

        Assert.That((review.ExitCode, review.Errors), Is.EqualTo((2, "error: --terminal needs a terminal: do not redirect input or output.\n")));
    }

    [Test]
    public async Task In_the_terminal_each_repository_is_shown_and_decided_on()
    {
        using var folder = await PlannedAsync();

        var review = await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run", "--terminal"], "a\nn\nask Ada\nr\ns\nb\nb\nu\nq\n");

        Assert.That(review.ExitCode, Is.Zero, review.Text);
        Assert.That(review.Text, Does.Contain("local/served/amber").And.Contain("Nobody who uses the konnector notices.").And.Contain("-").And.Contain("\"required\": true"));
        Assert.That(Decided(folder), Is.EqualTo(new[] { "local/served/amber approved ", "local/served/birch undecided ask Ada" }), review.Text);
        Assert.That(review.Text, Does.Contain("1 approved, 0 rejected, 4 undecided").And.Contain("manifest-migrator apply run"));
    }

    [Test]
    public async Task The_same_change_is_approved_at_once_and_with_a_warning_only_after_a_question()
    {
        using var folder = await PlannedAsync();

        var review = await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run", "--terminal"], "r\ng\nn\ng\ny\nq\n");

        Assert.That(Decided(folder), Is.EqualTo(new[]
        {
            "local/served/amber rejected ", "local/served/birch approved ", "local/served/cedar approved ", "local/served/damson approved ", "local/served/elder approved ",
        }), review.Text);
        Assert.That(review.Text, Does.Contain("Each of these 4 has the warnings above. Approve them all? y, n:").And.Contain("local/served/birch: Nobody who uses the konnector notices."));
    }

    [Test]
    public async Task What_was_rejected_in_another_plan_is_not_approved_with_others_that_have_the_same_change()
    {
        using var folder = await PlannedAsync();
        var planned = Planned(folder);
        await using (var text = File.CreateText(folder["run/decisions.json"]))
            Decisions.None.With(planned[2].Repository, new Decision(Verdict.Rejected, "before", new string('0', 64))).Write(text);

        await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run", "--terminal"], "r\ng\ny\nq\n");

        Assert.That(
            Decisions.Read(File.ReadAllText(folder["run/decisions.json"]), "decisions.json").ByKey.Select(entry => $"{entry.Key} {entry.Value.Verdict}"),
            Is.EqualTo(new[]
            {
                "local/served/amber Rejected", "local/served/birch Approved", "local/served/cedar Rejected", "local/served/damson Approved", "local/served/elder Approved",
            }));
    }

    [Test]
    public async Task What_the_page_decided_meanwhile_stays()
    {
        using var folder = await PlannedAsync();
        var repository = Planned(folder).Last();
        await using (var text = File.CreateText(folder["run/decisions.json"]))
            Decisions.None.With(repository.Repository, new Decision(Verdict.Rejected, "page", Decisions.Digest(repository))).Write(text);

        await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run", "--terminal"], "a\nq\n");

        Assert.That(Decided(folder), Is.EqualTo(new[] { "local/served/amber approved ", "local/served/elder rejected page" }));
    }

    [Test]
    public async Task In_the_terminal_a_finding_names_its_own_file_the_most_urgent_stands_first_and_what_is_the_same_for_all_once()
    {
        using var folder = new TemporaryFolder();
        var identity = new Finding(Severity.Warning, "uuid-identity", "/uuid", "No UUID can be made.", "");
        var look = new Finding(Severity.Warning, "unknown-property", "/x", "'x' is unknown.", "") { Line = 7, Column = 1 };
        var fix = new Finding(Severity.Warning, "field-undeclared", "", "The code reads 'otp'.", "Declare it.") { Path = "src/index.js", Line = 12, Column = 3 };
        using (var run = RunFolder.Create(folder["run"], Sample.Header))
        {
            foreach (var name in new[] { "one", "two" })
                run.Store(Sample.Repository($"example.org/grove/{name}", Sample.Manifest("manifest.konnector") with { Slug = name, Findings = [identity, look, fix] }));
            run.WriteReports(Decisions.None);
        }

        var review = await PseudoTerminal.RunAsync(folder.FullPath, ["review", "run", "--terminal"], "s\ns\n", columns: 200);

        Assert.That(review.ExitCode, Is.Zero, review.Text);
        Assert.That(review.Text, Does.Contain("  warning field-undeclared, src/index.js:12: The code reads 'otp'. Declare it.").And.Contain("  warning unknown-property, line 7: 'x' is unknown."));
        Assert.That(review.Text.IndexOf("field-undeclared", StringComparison.Ordinal), Is.LessThan(review.Text.IndexOf("unknown-property", StringComparison.Ordinal)));
        Assert.That(review.Text.Split("uuid-identity"), Has.Length.EqualTo(2), "As on the page, it is reported once.");
    }

    private static async Task<TemporaryFolder> PlannedAsync()
    {
        var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await Tool.RunAsync(folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run", "-q");
        return folder;
    }

    private static List<RepositoryResult> Planned(TemporaryFolder folder)
    {
        using var reader = new RunJsonReader(File.OpenText(folder["run/run.json"]), "run.json");
        return [.. reader.Repositories().Where(repository => repository.Status == RepositoryStatus.Migrated)];
    }

    private static IEnumerable<string> Decided(TemporaryFolder folder)
    {
        var decisions = Decisions.Read(File.ReadAllText(folder["run/decisions.json"]), "decisions.json");
        return Planned(folder).Where(repository => decisions.Entry(repository) is not null)
            .Select(repository => $"{repository.Repository} {Spelling.Spell(decisions.Entry(repository)!.Verdict)} {decisions.Entry(repository)!.Note}");
    }
}
