using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Text;

namespace ManifestMigrator.Deliver;

/// <summary>Every sentence that a delivery says.</summary>
internal static class DeliveryMessages
{
    public const string RejectedBefore = "Another plan for it was rejected: decide on this one with review.";
    public const string ApprovedBefore = "Another plan for it was approved: decide on this one with review.";
    public const string Withdrawn = "The approval was withdrawn after apply.";
    public const string OtherBuild = "The plan was made by another build of this version. Plan again.";

    public const string WriteInPlace = "It was planned from a local folder: write it there with apply --in-place.";
    public const string TakenBack = "The branch was taken back with revert, in this run or another: apply it again to push it.";
    public const string NotLocal = "It was not planned from a local folder: commit it with apply, or use its patch.";
    public const string NoRepository = "There is no repository to commit to; its patch is in the run folder.";
    public const string ResultDiffers = "The repository does not give the plan that was reviewed any more. Plan again.";
    public static string NotShown(Finding finding) =>
        $"Its code needs what the migration takes away, and the review did not show that ({finding.Code}{(finding.Path.Length > 0 ? Invariant($", {finding.Path}:{finding.Line}") : "")}). Plan again.";

    public const string NotCached = "The cache does not have the commit any more: run apply again.";

    public const string BranchTaken =
        "Another plan for this repository is delivered on the same branch: deliver this one from a run of its own, with another --branch.";

    public const string AllOrApproved = "--all and --approved-only exclude each other.";
    public const string AuthorUnknown = "Git does not know who you are: set user.name and user.email, or give --author \"Name <email>\".";

    public static string OtherMappings(string planned, string here) =>
        $"The plan was made with other rules (SHA-256 {Short(planned)}, now {Short(here)}). Plan again, or name their file with --mappings.";

    public static string OtherVersion(string planned, string here) => $"The plan was made by version {planned}; this is {here}. Plan again.";

    public static string NoTarget(string source) => $"run.json was changed: its source {source} is not a repository. Plan again.";

    public static string OtherSource(RepositoryResult plan, string identity) =>
        $"run.json was changed: its source {plan.Source} is {identity}, not {plan.Repository}. Plan again.";

    public static string OtherFolder(RepositoryResult plan, string folder) =>
        $"It was planned in {plan.Folder}, and from here its source {plan.Source} is {folder}: run this in the folder you planned in, or plan again.";

    public static string OtherPlace(RepositoryResult plan, string place) => plan.FetchedFrom.Length == 0
        ? $"run.json does not say which folder {plan.Source} was: plan again."
        : $"It was planned from {plan.FetchedFrom}, and from here its source {plan.Source} is {place}: run this in the folder you planned in, or plan again.";

    public static string OtherIdentity(RepositoryResult plan, string identity) =>
        $"{plan.Folder} is {identity} now, not {plan.Repository}. Plan again.";

    public static string FolderGone(string folder) => $"There is no folder {folder} any more.";

    public static string FolderIsLink(string folder) => $"{folder} is a symbolic link, and links are not followed: plan the folder it leads to.";

    public static string NoManifest(string path) =>
        $"{path} is not a manifest inside the folder, or a symbolic link leads to it: it is left alone. Plan again.";

    public static string FileDiffers(string file) => $"{file} is not the file that was planned any more. Plan again.";

    public static string Written(string file) => $"{file}: written";

    public static string WrittenBefore(string file) => $"{file}: is already what was planned";

    public static string NoCommit(string commit) => $"run.json was changed: '{commit}' is not a commit. Plan again.";

    public static string NoDelivery(string branch, string commit) =>
        $"The delivery state was changed: apply made no commit '{commit}' on a branch '{branch}'. Run apply again.";

    public static string BranchIsTheirs(string branch) =>
        $"The delivery state was changed: {branch} is a branch of the repository itself, not a delivery branch. Run apply again.";

    public static string CommitDiffers(string commit) => $"{Short(commit)} is not the commit that the plan makes: run apply again.";

    public static string BaseMoved(string branch, string planned) =>
        $"{(branch.Length == 0 ? "The default" : branch)} is not at {Short(planned)} any more, which was reviewed. Plan again.";

    public static string BranchIsTheBase(string branch) => $"{branch} is a branch of the repository itself: deliver on another --branch.";


    public static string ForeignBranch(string branch, string commit) =>
        $"The branch {branch} holds {Short(commit)}, which this tool did not make: it is left alone. Take another --branch, or agree with whoever pushed it.";

    public static string WouldPush(string repository, DeliveryState state, string url, string? there)
    {
        var what = there is null ? "new" : there == state.Commit ? "is there already" : $"replaces {Short(there)} of ours, with a lease";
        return $"{repository}: {Short(state.Commit)} -> {url} {state.Branch} ({what})";
    }

    /// <summary>Without an address the branch is in the cache alone; without a request none is open.</summary>
    public static string WouldRevert(string repository, DeliveryState state, string url, string request) =>
        $"{repository}: deletes {state.Branch} {(url.Length == 0 ? "in the cache, where alone it is" : $"at {url}")}{(request.Length == 0 ? "" : $" and closes {request}")}";

    public static string NoAuthor(string text) => $"--author '{text}' is not of the form Name <email>.";

    public static string NoTemplate(string file, string cause) => $"{file}: the template for the commit message cannot be used: {cause}";

    public static string NoBranchName(string name) => $"--branch '{name}' is not a name for a delivery branch.";

    public static string RunDamaged(string problem) => $"{Messages.Sentence(problem)} The run folder was changed or is damaged, and nothing was touched: plan again.";

    public static string NotAPlan(string repository) => $"{RunJson.FileName}: {repository} is migrated, but nothing is planned for it.";

    public const string NotAnObject = "It is not an object.";

    public static string SupplementDamaged(string repository, string path, LinePosition place, string problem) =>
        Invariant($"{RunJson.FileName}: {repository}: the supplement of {path}, line {place.Line}, column {place.Column}: {problem}");

    public static string NotATime(string text) => $"{RunJson.FileName}: '{text}' is not the time at which a run began.";

    public static string UnknownDecision(string key) => $"{Decisions.FileName} decides about '{key}', which this run does not have.";

    /// <param name="key">The name in the file.</param>
    /// <param name="near">A repository of the run that may have been meant; <see langword="null"/> for none.</param>
    public static string UnknownRejection(string key, string? near) =>
        $"{Decisions.FileName} rejects '{key}', and this run has no repository of that name. Nothing was delivered: "
        + $"correct the name, or remove the rejection.{(near is null ? "" : $" Did you mean '{near}'?")}";

    public static string Undecided(int waiting, string folder, bool isInPlace)
    {
        var (review, apply) = (Invocation.Line("review", folder), Apply(folder, isInPlace, all: true));
        return $"Nothing is decided: {Repositories(waiting)} {(waiting == 1 ? "waits" : "wait")}. "
            + $"Decide with '{review}', or deliver all that is not rejected with '{apply}'.";
    }

    /// <summary>What is said when no repository of the run takes part; the steps that come first are on the second line.</summary>
    public static IReadOnlyList<string> Nothing(Delivery delivery, string folder, bool isWritten) => delivery switch
    {
        Delivery.Commit or Delivery.InPlace => ["Nothing to apply: no repository of this run has a planned change."],
        Delivery.Revert => [$"Nothing to revert: no branch was made from this run.{(isWritten ? " Take back with git what was written in place." : "")}"],
        _ when isWritten => [$"Nothing to {Verb(delivery)}: the files were written in place. Commit and push them with git."],
        _ =>
        [
            $"Nothing to {Verb(delivery)}: no branch was made from this run yet.",
            Labelled("Next", $"{Review(folder)}, then {Apply(folder, isInPlace: false, all: false)}"),
        ],
    };

    public static string Outcome(RepositoryResult repository, Outcome outcome)
    {
        var state = outcome.State;
        if (state.Reason.Length > 0)
            return $"{repository.Repository}: {state.Reason}{(state.Message.Length == 0 ? "" : $": {state.Message}")}";
        var where = state.RequestState.Length > 0 ? $": {state.RequestState}" : state.Commit.Length == 0 ? "" : $": {Short(state.Commit)} on {state.Branch}";
        return $"{repository.Repository}: {(outcome.WasThere ? "already " : "")}{Spelling.Spell(state.Step)}{where}{(state.Request.Length == 0 ? "" : $" {state.Request}")}"
            + (state.Message.Length == 0 ? "" : $" ({state.Message})");
    }

    /// <summary>What a repository counts as at the end.</summary>
    public static string Word(Delivery delivery, Outcome outcome, bool isDryRun)
    {
        var state = outcome.State;
        if (state.Reason.Length > 0)
            return state.Reason;
        var isPush = delivery == Delivery.Push;
        if (isPush && (outcome.WasThere || (isDryRun && state.Step == DeliveryStep.Pushed)))
            return "already there";
        if (isDryRun)
            return isPush ? "would be pushed" : "would be reverted";
        var word = delivery is Delivery.Request or Delivery.Merge && state.RequestState.Length > 0 ? state.RequestState : Spelling.Spell(state.Step);
        return outcome.WasThere ? $"already {word}" : word;
    }

    public static string Labelled(string label, string command) => $"{$"{label}:",-12}{command}";

    public static string Counted(int count, string what) => Invariant($"{count,5} {what}");

    public const string Interrupted = "Interrupted: what was done is kept; the same command goes on with the rest.";

    public const string StatusInterrupted = "Interrupted: not every remote was asked.";

    public static string NextAgain() => Labelled("Next", Invocation.Again());

    public static string Left(Delivery delivery, int left, string folder) =>
        Invariant($"{left} left: {Invocation.Again(Verb(delivery), folder, without: "--max")}");

    public static string Review(string folder) => Invocation.Line("review", folder);

    public static string PlanMoved(string folder) => Invocation.Line("plan", "--from", folder, "--only", "moved");

    public static string ApplyInPlace(string folder) => Apply(folder, isInPlace: true, all: Invocation.Has("--all"));

    /// <summary>The command after a delivery; <see langword="null"/> where nothing is left to do.</summary>
    /// <param name="delivery">What was done.</param>
    /// <param name="steps">How far those came for which it was done.</param>
    /// <param name="folder">The run folder, as it is shown.</param>
    /// <param name="isDryRun">Whether nothing was done.</param>
    public static string? Next(Delivery delivery, IReadOnlySet<DeliveryStep> steps, string folder, bool isDryRun) => delivery switch
    {
        _ when steps.Count == 0 => null,
        Delivery.Commit when steps.Contains(DeliveryStep.Applied) => Invocation.Line("push", folder),
        Delivery.Push when isDryRun && steps.Contains(DeliveryStep.Applied) => Invocation.Line("push", folder),
        Delivery.Commit or Delivery.Push => Invocation.Line(["request", folder, .. Invocation.Typed("--forge")]),
        Delivery.Request => $"{Invocation.Line(["status", "--remote", folder, .. Invocation.Typed("--forge")])}, "
            + $"then {Invocation.Line(["merge", folder, .. Invocation.Typed("--forge")])}",
        Delivery.Revert => isDryRun ? Invocation.Line("revert", folder) : null,
        _ => null,
    };

    /// <summary>A run that is complete was interrupted and wrote its reports.</summary>
    public static string Unfinished(int done, int all, string folder, bool isComplete) =>
        Invariant($"{done} of {all} source{(all == 1 ? "" : "s")} done: the run was {(isComplete ? "interrupted" : "killed, or is still going on")}. ")
        + $"To plan the rest: {Invocation.Line("plan", "--from", folder, "--only", "interrupted")}";

    /// <summary>What an older run waits for, with the command that does it.</summary>
    public static string WaitsInRun(Delivery delivery, int branches, string folder)
    {
        var what = delivery switch
        {
            Delivery.Push => "applied and not pushed",
            Delivery.Request => "pushed without a request",
            Delivery.Merge => "in an open request",
            _ => "delivered",
        };
        return $"The older run {folder} has {Messages.Count(branches, "branch", "branches")} {what}: {Invocation.Line(Verb(delivery), folder)}";
    }

    private static string Verb(Delivery delivery) => delivery switch
    {
        Delivery.Request => "request",
        Delivery.Merge => "merge",
        Delivery.Revert => "revert",
        _ => "push",
    };

    private static string Apply(string folder, bool isInPlace, bool all) =>
        Invocation.Line("apply", all ? "--all" : "", isInPlace ? "--in-place" : "", folder);

    private static string Repositories(int number) => Invariant($"{number} {(number == 1 ? "repository" : "repositories")}");

    private static string Short(string name) => name.Length > 10 ? name[..10] : name;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
