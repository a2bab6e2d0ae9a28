using ManifestMigrator.Forges;

namespace ManifestMigrator.Tests.Forges;

/// <summary>The table of operations: what the forge says, and what is done then.</summary>
internal sealed class RequestPlanTests
{
    private const string Planned = "1111111111111111111111111111111111111111";
    private const string Older = "2222222222222222222222222222222222222222";
    private const string Theirs = "3333333333333333333333333333333333333333";

    private static readonly RequestText Text = RequestText.Compose("chore: migrate", "What and why.", new string('a', 64));
    private static readonly RequestText OlderText = RequestText.Compose("chore: migrate it", "What and why, once.", new string('b', 64));

    private static readonly ForgeRequest Ours = new()
    {
        Number = 7,
        Address = "https://forge.example/7",
        Phase = RequestPhase.Open,
        Title = Text.Title,
        Body = Text.Body,
        Author = "ada",
        Head = Planned,
        Base = "main",
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
    };

    private static readonly ForgeRequest Foreign = Ours with { Author = "mallory", Body = "My own words", Title = "Mine" };
    private static readonly ForgeRequest Merged = Ours with { Phase = RequestPhase.Merged, MergeCommit = Older };
    private static readonly ForgeRequest Closed = Ours with { Phase = RequestPhase.Closed };

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("Nothing is there", Tip(Planned), "None: Create");
        yield return Row("Nothing is there, and labels are wanted", Tip(Planned), "None: Create, Label", wish => wish with { Labels = ["migration"] });
        yield return Row("The branch is not there", Tip(null), "None: Leave not-pushed");
        yield return Row("The branch has an older commit of ours", Tip(Older), "None: Leave not-pushed");
        yield return Row("A person committed before there was a request", Tip(Theirs), "Changed: Leave changed");
        yield return Row("Open, ours, as it should be", Requests(Ours), "Open: Nothing");
        yield return Row("A draft of ours", Requests(Ours with { IsDraft = true }), "Draft: Nothing");
        yield return Row("Open, ours, with the text of an earlier plan",
            Requests(Ours with { Body = OlderText.Body, Title = OlderText.Title }), "Open: UpdateText title body");
        yield return Row("Open, ours, with the text of an earlier plan and a title of a person",
            Requests(Ours with { Body = OlderText.Body, Title = "Theirs" }), "Open: UpdateText body");
        yield return Row("A person wrote around our part",
            Requests(Ours with { Body = "Hello!\r\n" + Text.Body.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\nBye." }),
            "Open: Nothing");
        yield return Row("A person changed our part",
            Requests(Ours with { Body = OlderText.Body.Replace("once", "twice", StringComparison.Ordinal) }), "Open: Nothing told");
        yield return Row("A person threw our part away", Requests(Ours with { Body = "Please rebase" }), "Open: Nothing told");
        yield return Row("Open, opened by the tool under another account", Requests(Ours with { Author = "bot" }), "Open: Nothing");
        yield return Row("Open, with an older commit of this tool", Requests(Ours with { Head = Older }), "Open: Leave not-pushed");
        yield return Row("Open, with a commit that is not ours", Requests(Ours with { Head = Theirs }), "Changed: Leave changed");
        yield return Row("Open, made by somebody else", Requests(Foreign), "Foreign: Leave foreign-request");
        yield return Row("Merged as planned", Landed(true, Merged), "Landed: Nothing landed");
        yield return Row("Merged otherwise", Landed(false, Merged), "LandedOtherwise: Leave landed-otherwise");
        yield return Row("It landed once, and later commits changed it again", Landed(null, Merged), "Landed: Nothing landed", wish =>
            wish with { HasLanded = true });
        yield return Row("An older commit was merged, and a new one was pushed since",
            Requests(Merged with { Head = Older }) with { Tip = Planned }, "None: Create");
        yield return Row("Closed by a person", Requests(Closed), "Declined: Leave declined");
        yield return Row("Closed by a person, with an older commit", Requests(Closed with { Head = Older }) with { Tip = Planned }, "Declined: Leave declined");
        yield return Row("Closed by a person, and --reopen", Requests(Closed), "Declined: Reopen", wish => wish with { Reopens = true });
        yield return Row("Closed by a person who then committed, and --reopen", Requests(Closed) with { Tip = Theirs },
            "Changed: Leave changed", wish => wish with { Reopens = true });
        yield return Row("Closed by revert", Requests(Closed) with { WasReverted = true }, "Reverted: Create");
        yield return Row("Two were closed and one is open", Requests(Closed with { Number = 9 }, Ours, Closed with { Number = 3 }), "Open: Nothing");
        yield return Row("Archived since it landed", Landed(true, Merged) with { Repository = Repository with { IsArchived = true } }, "Landed: Nothing landed");
        yield return Row("Archived, and closed by a person", Requests(Closed) with { Repository = Repository with { IsArchived = true } }, "Declined: Leave archived");
        yield return Row("Archived", Requests(Ours) with { Repository = Repository with { IsArchived = true } }, "Open: Leave archived");
        yield return Row("Opened, and killed before the label", Requests(Ours), "Open: Label", wish =>
            wish with { Labels = ["migration"] }, new RequestHistory { Opened = new HashSet<long> { 7 } });
        yield return Row("Killed while it was opened", Requests(Ours), "Open: Label", wish =>
            wish with { Labels = ["migration"] }, new RequestHistory { IsOpening = true });
        yield return Row("Opened by hand, and a label is wanted", Requests(Ours), "Open: Nothing", wish => wish with { Labels = ["migration"] });
        yield return Row("Labelled once, and a person took the label away", Requests(Ours), "Open: Nothing", wish =>
            wish with { Labels = ["migration"] },
            new RequestHistory { Opened = new HashSet<long> { 7 }, Labelled = new HashSet<long> { 7 } });
    }

    [TestCaseSource(nameof(Table))]
    public string What_is_done_when(RequestWish wish, RequestHistory history, RequestView view)
    {
        var plan = RequestPlan.Make(wish, history, view);
        return $"{plan.State}: {string.Join(", ", plan.Operations.Select(Spelled))}";
    }

    private static readonly ForgeRepository Repository =
        new(42, "alder/voltaire", IsArchived: false, [MergeMethod.Merge]);

    private static RequestView View => new() { Repository = Repository, Account = "ada", OwnCommits = new HashSet<string>(StringComparer.Ordinal) { Older } };

    private static RequestView Tip(string? tip) => View with { Tip = tip };

    private static RequestView Requests(params ForgeRequest[] requests) => View with { Requests = requests, Tip = requests[0].Head };

    private static RequestView Landed(bool? landed, ForgeRequest request) => View with { Requests = [request], Tip = null, LandedAsPlanned = landed };

    private static TestCaseData Row(string name, RequestView view, string expected, Func<RequestWish, RequestWish>? change = null,
        RequestHistory? history = null)
    {
        var wish = new RequestWish { Commit = Planned, Branch = "manifest-v2", Base = "main", Text = Text };
        return new TestCaseData(change is null ? wish : change(wish), history ?? RequestHistory.Empty, view).Returns(expected).SetName($"{{m}} {name}");
    }

    private static string Spelled(Operation operation) => string.Join(' ', new[]
    {
        operation.Kind.ToString(),
        operation.Kind == OperationKind.UpdateText && operation.Title is not null ? "title" : "",
        operation.Kind == OperationKind.UpdateText && operation.Body is not null ? "body" : "",
        operation.Reason,
        operation is { Kind: OperationKind.Nothing, Message.Length: > 0 } ? "told" : "",
    }.Where(word => word.Length > 0));
}
