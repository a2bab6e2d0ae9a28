using ManifestMigrator.Forges;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Every condition of a merge, one at a time.</summary>
internal sealed class MergeConditionsTests
{
    private const string Planned = "1111111111111111111111111111111111111111";

    private static readonly ForgeRequest Request = new()
    {
        Number = 7,
        Address = "https://forge.example/7",
        Phase = RequestPhase.Open,
        Title = "chore: migrate",
        Head = Planned,
        Base = "main",
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        CanMerge = true,
        MergeWord = "clean",
    };

    private static readonly MergeView Good = new()
    {
        Plan = new RequestPlan(RequestState.Open, Request, [new Operation(OperationKind.Nothing)]),
        Request = Request,
        Commits = 1,
        BaseIsAsPlanned = true,
        Checks = ChecksState.Passed,
        Age = TimeSpan.FromMinutes(3),
        Methods = [MergeMethod.Merge, MergeMethod.Squash],
    };

    private static readonly MergeWish Wish = new() { Commit = Planned, Base = "main" };
    private static readonly ForgeReview Approval = new("bo", ReviewVerdict.Approved, Planned);

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("All holds", Good, "");
        yield return Row("Archived", Good with { Plan = Good.Plan with { Operations = [new Operation(OperationKind.Leave) { Reason = ManifestMigrator.Plans.Reasons.Archived }] } }, "archived");
        yield return Row("Draft", Good with { Request = Request with { IsDraft = true } }, "not-mergeable");
        yield return Row("Closed", Good with { Request = Request with { Phase = RequestPhase.Closed } }, "not-pushed");
        yield return Row("Another head", Good with { Request = Request with { Head = "2" } }, "not-pushed");
        yield return Row("More than one commit", Good with { Commits = 2 }, "changed");
        yield return Row("Another base", Good with { Request = Request with { Base = "dev" } }, "changed");
        yield return Row("The manifest on the base moved", Good with { BaseIsAsPlanned = false }, "base-moved");
        yield return Row("A merge queue", Good with { HasMergeQueue = true }, "not-mergeable");
        yield return Row("Failed", Good with { Checks = ChecksState.Failed }, "checks-failed");
        yield return Row("Running", Good with { Checks = ChecksState.Running }, "checks-running");
        yield return Row("Hidden checks", Good with { Checks = ChecksState.Unknown }, "checks-running");
        yield return Row("No checks", Good with { Checks = ChecksState.None }, "no-checks");
        yield return Row("No checks, allowed", Good with { Checks = ChecksState.None }, "", Wish with { AllowsNoChecks = true });
        yield return Row("No checks yet, allowed", Good with { Checks = ChecksState.None, Age = TimeSpan.FromSeconds(119) },
            "checks-running", Wish with { AllowsNoChecks = true });
        yield return Row("No checks, allowed, settled at once", Good with { Checks = ChecksState.None, Age = TimeSpan.Zero }, "",
            Wish with { AllowsNoChecks = true, Settle = TimeSpan.Zero });
        yield return Row("Failed checks are no missing ones", Good with { Checks = ChecksState.Failed }, "checks-failed", Wish with { AllowsNoChecks = true });
        yield return Row("Changes requested", Good with { Reviews = [Approval, new("cy", ReviewVerdict.ChangesRequested, "")] }, "changes-requested");
        yield return Row("Approval wanted and missing", Good, "not-approved", Wish with { NeedsApproval = true });
        yield return Row("Approval of an older commit", Good with { Reviews = [Approval with { Commit = "2" }] }, "not-approved",
            Wish with { NeedsApproval = true });
        yield return Row("Approval wanted and there", Good with { Reviews = [Approval] }, "", Wish with { NeedsApproval = true });
        yield return Row("Only by a bypass", Good with { Request = Request with { CanMerge = false, MergeWord = "blocked" } }, "not-mergeable");
        yield return Row("Not yet computed", Good with { Request = Request with { CanMerge = null } }, "not-mergeable");
        yield return Row("Method not permitted", Good, "not-mergeable", Wish with { Method = MergeMethod.Rebase });
        yield return Row("Several at once", Good with { BaseIsAsPlanned = false, Checks = ChecksState.None }, "base-moved no-checks");
    }

    [TestCaseSource(nameof(Table))]
    public string A_request_is_ready_only_when(MergeWish wish, MergeView view) =>
        string.Join(' ', MergeConditions.Check(wish, view).Select(obstacle => obstacle.Reason));

    private static TestCaseData Row(string name, MergeView view, string expected, MergeWish? wish = null) =>
        new TestCaseData(wish ?? Wish, view).Returns(expected).SetName($"{{m}} {name}");
}
