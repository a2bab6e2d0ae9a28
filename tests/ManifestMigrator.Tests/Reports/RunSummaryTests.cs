using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class RunSummaryTests
{
    [Test]
    public void A_manager_reads_what_was_planned_what_people_notice_and_what_needs_a_person()
    {
        var missing = new Finding(Severity.Warning, "missing-property", "/editor", "'editor' is missing.", "Add the editor.") { Line = 1, Column = 1 };
        var comma = new Finding(Severity.Error, "json-missing-comma", "", "Missing comma.", "Insert a comma here.") { Line = 9, Column = 4 };
        var form = Sample.Repository("h/a/form", Sample.Manifest("m.konnector") with { Impact = Impact.Form, Findings = [missing] });
        var plain = Sample.Repository("h/a/plain", Sample.Manifest("m.konnector") with { Findings = [missing] });
        var broken = Sample.Repository("h/a/broken", Sample.Manifest("m.konnector") with { Status = ManifestStatus.Unreadable, Changes = [], Hunks = "", Findings = [comma] });
        var gone = Sample.Repository("h/a/gone") with { Status = RepositoryStatus.Failed, Reason = Reasons.RepositoryNotFound, Message = "The repository does not exist, or is private." };
        var decisions = Decisions.From([new("h/a/form", new Decision(Verdict.Approved, "", Decisions.Digest(form)))]);

        var text = Summary(decisions, broken, form, gone, plain);

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("**Of 2 planned changes, 1 is approved and not applied, 1 waits for a decision.** 2 cannot be delivered until somebody fixes them."));
            Assert.That(text, Does.Contain("| 1 | the account form changes |"));
            Assert.That(text, Does.Contain("- `h/a/broken` `m.konnector:9`: Missing comma. **To do:** Insert a comma here."));
            Assert.That(text, Does.Contain("- `h/a/gone`: The repository does not exist, or is private."));
            Assert.That(text, Does.Contain("- `missing-property`, 2: Add the editor.\n  - `h/a/form` `m.konnector:1`: 'editor' is missing.\n  - `h/a/plain` `m.konnector:1`: 'editor' is missing.\n"));
            Assert.That(text, Does.Contain("| 2 | 2 | `missing-property` | fix | 'editor' is missing. |"));
            Assert.That(text, Does.Contain("Decided: 1 approved, 0 rejected, 1 open.\n\nNothing has been delivered yet."));
        });
    }

    [Test]
    public void What_has_no_manifest_or_needs_no_change_is_nothing_to_do_as_on_the_review_page()
    {
        var failed = Sample.Repository("h/a/gone") with { Status = RepositoryStatus.Failed, Message = "It does not exist." };
        var empty = Sample.Repository("h/a/empty");
        var skipped = empty with { Repository = "h/a/skipped", Status = RepositoryStatus.Skipped };
        var current = empty with { Repository = "h/a/current", Status = RepositoryStatus.Current };

        var text = Summary(Decisions.None, Sample.Repository("h/a/b", Sample.Manifest("m")), failed, empty, skipped, current);

        Assert.That(text, Does.Contain("**1 of 5 sources is ready to be delivered.** 3 have nothing to do; 1 cannot be delivered until somebody fixes it.")
            .And.Contain("### Cannot be delivered: 1\n"));
    }

    [Test]
    public void What_did_not_go_through_is_listed_apart_from_what_cannot_be_delivered()
    {
        var failed = Sample.Repository("h/a/gone") with { Status = RepositoryStatus.Failed, Message = "It does not exist." };
        var moved = Sample.Repository("h/a/b", Sample.Manifest("m")) with { Delivery = new DeliveryState { Reason = Reasons.Moved, Message = "It has moved." } };

        Assert.That(Summary(Decisions.None, failed, moved), Does.Contain("1 cannot be delivered until somebody fixes it.")
            .And.Contain("### Cannot be delivered: 1\n\n- `h/a/gone`: It does not exist.\n")
            .And.Contain("### Did not go through: 1\n\n- `h/a/b`: It has moved.\n"));
    }

    [Test]
    public void What_somebody_copies_from_it_is_what_was_meant()
    {
        var failed = Sample.Repository("h/a/b#main") with { Status = RepositoryStatus.Failed, Message = "http://127.0.0.1:9/a.git asks for @scope/a: try again." };

        Assert.That(Summary(Decisions.None, failed), Does.Contain("- `h/a/b#main`: `http://127.0.0.1:9/a.git` asks for `@scope/a:` try again.\n"));
    }

    [Test]
    public void One_kind_of_finding_that_has_no_room_is_one_kind()
    {
        var repository = Sample.Repository("h/a/b", Sample.Manifest("m") with { Findings = [.. Enumerable.Range(0, 13).Select(code => new Finding(Severity.Info, $"code-{code}", "", "m", ""))] });

        Assert.That(Summary(Decisions.None, repository), Does.Contain("\n1 other kind of findings: see findings.csv."));
    }

    [Test]
    public void What_was_delivered_and_what_did_not_go_through_is_told()
    {
        var pushed = Sample.Repository("h/a/a", Sample.Manifest("m")) with { Delivery = new DeliveryState { Step = DeliveryStep.Pushed, RequestState = "open" } };
        var moved = Sample.Repository("h/a/b", Sample.Manifest("m")) with { Delivery = new DeliveryState { Reason = Reasons.Moved, Message = "It has moved." } };

        Assert.That(Summary(Decisions.None, pushed, moved), Does.Contain("**Of 2 planned changes, 1 is pushed, 1 waits for a decision.**"));
        Assert.That(Summary(Decisions.None, pushed, moved), Does.Contain("Delivered: 1 pushed.\n\nRequests: 1 open.\n\n1 delivery did not go through")
            .And.Contain("- `h/a/b`: It has moved."));
    }

    [Test]
    public void It_stays_one_page_for_two_thousand_repositories()
    {
        var results = Enumerable.Range(0, 2000).Select(number => Sample.Repository(
            string.Create(CultureInfo.InvariantCulture, $"h/a/{number:D4}"),
            Sample.Manifest("m") with { Status = number % 2 == 0 ? ManifestStatus.Migrated : ManifestStatus.Blocked, Findings = [.. Enumerable.Range(0, 9).Select(code => Found(number, code))] }));

        Assert.That(Summary(Decisions.None, [.. results]).Split('\n'), Has.Length.LessThan(130));

        static Finding Found(int number, int code) => new(number % 2 == 0 ? Severity.Warning : Severity.Error, $"code-{code}", "", "m", string.Create(CultureInfo.InvariantCulture, $"hint {number}"));
    }

    [Test]
    public void Hostile_values_are_no_markup_no_link_and_no_mention()
    {
        const string Hostile = "x](http://evil) ![i](http://evil) <img src=x> **b** __b__ `c` | cell | www.evil.com @someone #1 $x$ &amp; ~~s~~\n# heading\n- item\u202E";
        var finding = new Finding(Severity.Warning, "both-present", "", Hostile, Hostile);
        var ready = Sample.Repository("h/a/b", Sample.Manifest(Hostile) with { Findings = [finding] });
        var failed = Sample.Repository(Hostile) with { Status = RepositoryStatus.Failed, Message = Hostile };
        var plain = Summary(Decisions.None, ready with { Manifests = [ready.Manifests[0] with { Path = "p", Findings = [finding with { Message = "m", Hint = "h" }] }] }, failed with { Repository = "r", Message = "m" });

        var text = Summary(Decisions.None, ready, failed);
        var outside = System.Text.RegularExpressions.Regex.Replace(text, "`[^`\n]*`", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));

        Assert.Multiple(() =>
        {
            Assert.That(text.Split('\n'), Has.Length.EqualTo(plain.Split('\n').Length), "no value makes a line");
            Assert.That(outside, Does.Not.Match(@"(?<!\\)[<>`~\[\]&$]|(?<!\\)://|@|(?<!\\)\bwww\.|(?<!^#*)#\d"));
            Assert.That(outside.Replace("**To do:**", "", StringComparison.Ordinal), Does.Not.Contain("**b").And.Not.Contain("__b"));
            Assert.That(text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => System.Text.RegularExpressions.Regex.Count(line, @"(?<!\\)\|", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5))), Is.All.AnyOf(3, 6));
        });
    }

    private static string Summary(Decisions decisions, params RepositoryResult[] results)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var (report, tally) = (new RunSummary(text, Sample.Header, decisions), new RunTally());
        foreach (var result in results)
        {
            tally.Add(result);
            report.Add(result);
        }
        report.Complete(tally.Totals);
        return text.ToString();
    }
}
