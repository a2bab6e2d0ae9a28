using System.Globalization;

namespace ManifestMigrator.Forges;

/// <summary>What is said to people about forges, requests and merges.</summary>
internal static class ForgeMessages
{
    public const string IsArchived = "The repository is archived, so nothing can be changed in it.";
    public const string NotPushed = "The branch is not there with this run's commit: run push first.";
    public const string ChangedByAPerson = "Somebody has committed to the branch: it is theirs now.";
    public const string DeclinedByAPerson = "A person closed the request without merging it; --reopen takes it up again.";
    public const string LandedOtherwise = "The request was merged, but what landed is not what was planned, or not on the branch that was planned.";
    public const string NotMergedYet = "The forge accepted the merge but has not done it: ask again in a moment.";
    public const string AnotherCommitMerged = "The forge merged another commit than the reviewed one, although it was told which.";
    public const string TextChanged = "A person has changed our part of the text; it stays as it is.";
    public const string DraftIsNotMerged = "The request is a draft.";
    public const string NotTheOnlyCommit = "The request has more than our commit.";
    public const string NothingReports = "No check reports anything; --allow-no-checks merges all the same.";
    public const string ChecksMayStillCome = "No check reports yet, and the commit is new: ask again in a moment.";
    public const string ChecksRun = "Checks are still running.";
    public const string ChecksFailed = "Checks have failed.";
    public const string ChecksHidden = "The forge does not show the checks: the token may not read them.";
    public const string NoApproval = "Nobody has approved this commit, as --approved-reviews wants.";
    public const string BaseMoved = "The manifest on the base branch is not the one the plan was made from: plan again, apply, push, request.";
    public const string HasMergeQueue =
        "The base branch has a merge queue or merge train, which cannot be held to the reviewed commit and is not bypassed: put the request into the queue yourself.";
    public const string NoRequest = "There is no request yet: run request first.";
    public const string StillComputing = "The forge has not found out yet whether it can be merged: ask again in a moment.";
    public const string CloseComment = "Closed by manifest-migrator: whoever ran it took the migration back with `revert`. Nobody needs to do anything.";
    public const string Stopped = "Stopped before it was sent.";
    public const string MergedStays = "The request was merged: what landed stays, and so does the branch.";
    public const string OneLine = "Moves the konnector manifest to version 2. The version is left alone. To refuse, close this; it will not come back.";
    public const string AppTokenInActions =
        "This is the token of a GitHub Actions job: it reaches its own repository only, and requests it opens start no checks.";

    public static string AnotherRepository(string path, long id, long former) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path} is another repository now (number {id}) than the one that this run has written to (number {former}): that one was renamed or deleted. Its request, if there is one, stays as it is. To migrate this one, plan it again.");

    public static string NoForge(string option) => $"--forge '{option}' is not HOST=KIND[@ADDRESS].";

    public static string NoForgeKind(string option) => $"--forge '{option}': the kind is none of github, gitlab, gitea, forgejo.";

    public static string NoForgeAddress(string option) =>
        $"--forge '{option}': the address must begin with https:// or http:// and have no user, query or fragment.";

    public static string ForgeNeedsHttps(string option) => $"--forge '{option}': plain http is allowed to this machine only; write https.";

    public static string ForgeUnknown(string host) => $"Which forge runs on {host} is not known: add --forge {host}=github, or =gitlab, =gitea, =forgejo.";

    public static string NoToken(string host, string variable) => $"No token for {host}: set {variable}, or store one with git's credential helper.";

    public static string AskedByGit(string host, string reason) => $"{host}: asked by git alone, so checks and reviews are unknown. {reason}";

    public static string NoTokenValue(string source) => $"The token from {source} is empty or holds characters that no token has.";

    public static string TokenFrom(string host, string owner, string source) => $"{host}: the token for {owner} comes from {source}.";

    public static string TokenRefused(ForgeHost host, string words) =>
        $"{host.Name} refuses the token: it has expired, was revoked, or lacks {Rights(host.Kind)}. The host says: {words}";

    public static string Forbidden(ForgeHost host, string missing, string words) =>
        $"{host.Name} does not allow it. The token needs {(missing.Length > 0 ? missing : Rights(host.Kind))}. The host says: {words}";

    /// <summary>The rights that all commands need together.</summary>
    private static string Rights(ForgeKind kind) => kind switch
    {
        ForgeKind.GitHub => "write access to Contents and Pull requests (and Issues for labels and comments), or the scope repo",
        ForgeKind.GitLab => "the scope api and the role Developer (Maintainer to merge into a protected branch)",
        _ => "the scopes write:repository and write:issue",
    };

    public static string SwitchedOff(string words) => $"The repository has switched it off. The host says: {words}";

    public static string NotFound(string host) => $"{host} has no such repository or request, or this token may not see it.";

    public static string Redirected(string host) => $"{host} sends the write elsewhere; it was not sent there.";

    public static string SentElsewhere(string host) => $"{host} sends us to another host, and a token goes to its own host only.";

    public static string EndlessList(string host) => $"{host} gives a list that does not end.";

    public static string Unexpected(string host, int status, string words) => Invariant($"{host} answered {status}. It says: {words}");

    public static string ConnectionLost(string host, string cause) => $"The connection to {host} broke: {cause}";

    public static string NotUnderstood(string cause) => $"The forge's answer is not what its description says: {cause}";

    public const string NoJson = "it is an HTML page; a proxy or a login page may stand before the API";

    public static string NoContent(string path) => $"The forge does not give the content of {path}.";

    public static string Limited(string host, string words) => $"{host} has had enough of us for now. It says: {words}";

    public static string BudgetSpent(DateTimeOffset next) => $"No more writes for now; run again after {Clock(next)}, or let it wait with --wait.";

    public static string TurnIsLate(string host, DateTimeOffset next) => $"{host} accepts the next write at {Clock(next)}; everything is checked again then.";

    public static string Pauses(string host, DateTimeOffset until) => $"{host} wants a pause until {Clock(until)}.";

    public static string NotCreated(string words) => $"The forge opens no request. It says: {words}";

    public static string NotReopened(string words) => $"The forge does not reopen the request. It says: {words}";

    public static string HeadMoved(string words) => $"The branch moved a moment ago, so nothing was merged. The forge says: {words}";

    public static string NotMerged(string words) => $"The forge does not merge it. It says: {words}";

    public static string OtherMethod(string words) => $"{NotMerged(words)} Choose another with --method.";

    public static string MayNotMerge(string words) => $"The token's account may not merge here. The forge says: {words}";

    public static string ForeignRequest(long number, string author) =>
        Invariant($"Request {number} from this branch was opened by {(author.Length > 0 ? author : "somebody")} and not by this tool: it is left alone.");

    public static string OtherBase(string now, string planned) => $"The request goes to {now}, and the plan was made on {planned}.";

    public static string ForgeWouldNotMerge(string word) => $"The forge would not merge it as it is: {(word.Length > 0 ? word : "no reason given")}.";

    public static string ChangesRequestedBy(IEnumerable<string> reviewers) => $"Changes are requested by {string.Join(", ", reviewers)}.";

    public static string MethodNotPermitted(MergeMethod method, IEnumerable<MergeMethod> permitted) =>
        $"The repository does not permit --method {Word(method)}; it permits {string.Join(", ", permitted.Select(Word))}.";

    public static string BodyUnusable(string file, string cause) => $"{file}: the template for the request's text cannot be used: {cause}";

    public static string BodyHoldsMarkers(string file) => $"{file}: the template for the request's text holds the markers that stand around it.";

    public static string JournalUnreadable(string file, int line) =>
        Invariant($"{file}:{line}: not an entry of the journal; it was cut when the machine stopped.");

    public static string RequestStaysOpen(long number, string cause) =>
        Invariant($"Request {number} comes from this branch, and deleting the branch would close it without a word: both stay. {cause}");

    public static string HasNoForge(string repository) => $"{repository}: is on no host with a forge, so it has no request.";

    public static string Planned(string repository, Operation operation)
    {
        var what = operation.Kind switch
        {
            OperationKind.Create => "create",
            OperationKind.Reopen => "reopen",
            OperationKind.UpdateText => "update-text",
            OperationKind.Label => $"label {string.Join(", ", operation.Labels)}",
            OperationKind.Nothing when operation.Reason.Length > 0 => $"nothing: {operation.Reason}",
            OperationKind.Nothing => "nothing: open already",
            _ => $"left: {operation.Reason}",
        };
        var which = operation.Number > 0 ? Invariant($" #{operation.Number}") : "";
        return $"{repository}: {what}{which}{(operation.Message.Length > 0 ? $" ({operation.Message})" : "")}";
    }

    public static string Ready(string repository, string address) => $"{repository}: ready {address}";

    public static string NotReady(string repository, Obstacle obstacle) => $"{repository}: not ready: {obstacle.Reason} ({obstacle.Message})";

    /// <summary>What will be done and when it will be finished, told before it begins.</summary>
    public static string WillWrite(string host, string counts, int writes, DateTimeOffset end, DateTimeOffset now) => writes == 0
        ? $"{host}: {counts}; nothing to write"
        : Invariant($"{host}: {counts}; {writes} {(writes == 1 ? "write" : "writes")}, the last at {(end - now < TimeSpan.FromHours(20) ? Clock(end) : end.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))}, in {Span(end > now ? end - now : TimeSpan.Zero)}");

    public static string StopsAfterFailures(int failures) =>
        Invariant($"The checks of {failures} requests have failed, so nothing more is written (--stop-after-failures).");

    public static string NotKept(string cause) => $"What the forges said is shown and not kept in the run: {cause}";

    public static string LeftByMaximum(int left) => Invariant($"{left} left for later by --max.");

    public static string OpenedSoFar(int open, int all) => Invariant($"{open} of {all} open");

    public static string MergedSoFar(int landed, int all) => Invariant($"{landed} of {all} landed");

    private static string Span(TimeSpan span) =>
        span.TotalMinutes < 2 ? Invariant($"{Math.Ceiling(span.TotalSeconds)} s") : span.TotalHours < 2
        ? Invariant($"{Math.Ceiling(span.TotalMinutes)} min") : Invariant($"{span.TotalHours:F1} h");

    public static string Clock(DateTimeOffset moment) => moment.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Word(MergeMethod method) => method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase", _ => "merge" };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
