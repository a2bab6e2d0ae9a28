using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Output;

/// <summary>The sentences that commands print. Those about manifests are in <c>RuleFindings</c>, <c>PlanFindings</c> and their like.</summary>
internal static class Messages
{
    public const string NoSources = "No sources: name repositories, or a list of them with --repos FILE.";
    public const string StandardInput = "<standard input>";
    public const string NothingToCheck = "No manifest.konnector found: name a manifest, or the folder it is in.";
    public const string NothingToConvert = "nothing to change";
    public const string NothingToPlan = "Nothing to plan: no source is left.";
    public const string NothingToReview = "Nothing to review: no repository of this run has a planned change.";
    public const string DuplicateSource = "The same repository is given twice.";
    public const string LeftOutByImpact = "Only uuid or manifest_version would be added, which --without label leaves out.";
    public const string NeedsOneFolder = "--repository names one repository: give exactly one source, a local folder or repository.";
    public const string Interrupted = "The run was interrupted before this repository was read.";
    public const string RunWasInterrupted = "Interrupted: finished results are kept; the other repositories are reported as interrupted.";
    public const string StoppedBySignal = "Interrupted.";
    public const string NotUtf8 = "The file is not UTF-8.";

    public const string EmptyRepository = "The repository has no commits: remove it from the sources, or plan again when it has one.";
    public const string GitMissing = "git is needed, and is not on the PATH: install it, https://git-scm.com.";

    public const string HooksNotRun = "The repository has push hooks, which this tool neither runs nor bypasses: push to it with git.";
    public const string CredentialsUnusable = "The credentials in the address contain control characters.";
    public const string ProxyUnusable = "http.proxy in git's configuration is not the address of a proxy.";

    public static string GitTooOld(string program, string version, string needed) => $"{program} is git {version}; git {needed} or later is needed: https://git-scm.com.";

    public static string GitIsSilent(TimeSpan patience) => Invariant($"git did not answer within {patience.TotalSeconds} seconds.");

    public static string GitUnusable(string program, string cause) => $"{program} cannot be used: {cause}";

    public const string NoDefaultBranch = "The repository's default branch does not exist: name another with #branch.";
    public const string TreeCannotBeWritten = "a tree has malformed entries";
    public const string NotCached = "The repository is not in the cache: run once without --offline.";

    public const string SourceRegistry = "This is a registry entry, and the list does not have exactly one repository of that name.";
    public const string NameRepository = "Add the konnector's git repository to the sources.";
    public const string CatalogueOrFile = "FILE and --catalogue cannot be used together.";

    public static string NeedsCatalogue(string option) => $"{option} needs --catalogue.";

    public static string NoLocales(string text) => $"--locales '{text}' is not LANG=FILE.";

    public static string LocalesTwice(string language) => $"--locales is given twice for '{language}'.";

    public static string Drafted(int drafts) => $"There is no manifest, but the code declares {Count(drafts, "konnector")}: see drafts/ in the run folder.";

    public static string NoKonnector(string file) => $"{file} declares no konnector.";

    public static string NoEntry(string slug) => $"The catalogue has no entry '{slug}'.";

    public static string WhichEntry(int entries) => Invariant($"The catalogue has {Count(entries, "entry", "entries")}: name one with --slug.");

    public const string SourceUnsupported = "Registry entries cannot be read: name the konnector's git repository.";

    public const string TarballOffline = "Tarballs are not cached: run without --offline.";
    public const string TarballCut = "The tarball is truncated.";
    public const string TarballMalformed = "The file is not a gzipped tar archive, or is damaged.";
    public const string TarballName = "An entry of the tarball has a name or attributes that are too long.";
    public const string TarballRedirected = "The server redirects too often.";

    public static string TarballNotFound(string path) => $"{path} does not exist.";

    public static string TarballTooLarge(long maximum) =>
        Invariant($"The tarball is larger than {maximum / 1024 / 1024} MB, packed or unpacked: raise --max-size to read it.");

    public static string TarballTooManyEntries(int maximum) => Invariant($"The tarball has more than {maximum} entries.");

    /// <param name="reason">Why there is no tarball.</param>
    /// <param name="status">What the server answered; <see langword="null"/> when it did not.</param>
    public static string TarballRefused(string reason, int? status = null)
    {
        var advice = reason switch
        {
            Reasons.RepositoryNotFound => "The tarball does not exist, or is private.",
            Reasons.AuthenticationRefused => "The server rejects the credentials of the address.",
            Reasons.ReadFailed => "There is no tarball at this address.",
            _ => GitAdvice(reason),
        };
        return status is null ? advice : Invariant($"{advice} The server answered {status}.");
    }

    public const string OnlyNeedsFrom = "--only needs --from RUN.";

    public static string UnknownWord(string word, IEnumerable<string> statuses) =>
        $"--only '{word}' is neither a status nor a reason in that run; the statuses are {string.Join(", ", statuses)}.";

    public static string NotAcceptable(string text, IEnumerable<string> codes) => $"--accept '{text}' is not CODE or CODE@REPOSITORY with one of the codes {string.Join(", ", codes)}.";

    public static string NoRepositoryName(string text) => $"--repository '{text}' is not HOST/OWNER/NAME.";

    public static string EmptyPattern(string option) => $"{option} needs a pattern.";

    public static string PlanOverItself(string folder) => $"{folder} is the run given with --from: choose another --out.";

    public static string NoShard(string text) => $"--shard '{text}' is not K/N with 1 <= K <= N.";

    public static string LeftOut(IReadOnlyDictionary<string, int> options) =>
        $"{Count(options.Values.Sum(), "source")} left out: {string.Join(", ", options.Select(option => Invariant($"{option.Value} by {option.Key}")))}";

    public static string NotMerged(string folder, string what) => $"{folder} was planned with another {what} than the runs before it: plan it again to merge it.";

    public static string MergeIntoItself(string folder) => $"{folder} is one of the runs to merge: choose another --out.";

    public static string ToolError(Exception exception) => $"Internal error, please report it: {exception.GetType().Name}: {exception.Message}";

    public static string FolderNotFound(string folder) => $"The folder {folder} does not exist: correct the path, or remove it from the sources.";

    public static string NoBranches(string folder) => $"{folder} is not a git repository, so it has no branches: remove #branch from the source.";

    public static string NoRevisionName(string revision) => $"'{revision}' is not a valid name for a branch or tag.";

    public static string TookTooLong(TimeSpan timeout) => Invariant($"It took longer than {timeout.TotalSeconds} seconds: try again, or raise --timeout.");

    public static string NoRevision(string revision) => $"The repository has no branch, tag or commit {revision}: name another after #.";

    public static string LeaseLost(string branch) => $"The branch {branch} changed during the push, so it was left alone.";

    public static string NoCommit(string revision) => $"{revision} is not a commit.";

    public const string GitEndedEarly = "git ended before it had read everything.";

    public static string GitSaysTooMuch(long limit) => Invariant($"The remote's answer is longer than {limit / 1024 / 1024} MB.");

    public static string RepositoryTooLarge(long maximum) => Invariant($"The repository is larger than {maximum / 1024 / 1024} MB: raise --max-size to fetch it.");

    public static string PauseTooLong(string host, TimeSpan pause) =>
        Invariant($"{host} asks for a pause of {Math.Ceiling(pause.TotalMinutes)} minutes: plan again later, with --from RUN --only failed.");

    public static string TriesAgain(string url, string cause, TimeSpan pause) => Invariant($"{url}: {Sentence(cause)} Trying again in {pause.TotalSeconds:F1} seconds.");

    public static string NotKept(string source, string cause) => $"{source}: {Sentence(cause)} The result is not kept; the next plan plans it again.";

    public const string RedirectsToHttp = "The server redirects from https to http, which is not followed: name another address.";

    public static string ServerRefused(string reason, int status) => Invariant($"{GitAdvice(reason)} It answers {status}.");

    /// <param name="url">The repository.</param>
    /// <param name="cause">Why it is git's turn.</param>
    /// <param name="host">The host whose packs git fetches from now on; <see langword="null"/> where only this repository is git's.</param>
    public static string GitInstead(string url, string cause, string? host = null) =>
        $"{url}: {Sentence(cause)} Asking with git{(host is null ? "" : $", also for the other repositories of {host}")}.";

    public static string ServerSilent(TimeSpan time) => Invariant($"The server sent nothing for {time.TotalSeconds} seconds: try again later.");

    public static string NoSuchFolder(string folder) => $"The run folder {folder} does not exist.";

    public static string NotARunFolder(string folder) => $"{folder} is not empty and is not a run folder: choose another --out.";

    public static string RunWouldBeLost(string folder, int deliveries, int decisions)
    {
        string[] what =
        [
            .. deliveries > 0 ? [Count(deliveries, "delivered repository", "delivered repositories")] : Array.Empty<string>(),
            .. decisions > 0 ? [Count(decisions, "decision")] : Array.Empty<string>(),
        ];
        return $"{folder} holds a run with {string.Join(" and ", what)}, which would be lost: choose another --out.";
    }

    public static string NoCacheOfOurs(string folder) => $"{folder} is not empty and not a cache of this tool: choose another --cache.";

    public static string CacheNotWritable(string folder, string problem) => $"The cache {folder} cannot be written: {problem} Choose another --cache.";

    public static string CacheIsUsed(string folder) => $"Another process is using the cache {folder}: empty it when that has ended.";

    public static string CacheIsEmptied(string folder) => $"Another process is emptying the cache {folder}: try again when that has ended.";

    public static string CacheHasBranches(int branches) =>
        $"{Count(branches, "branch", "branches")} in the cache {(branches == 1 ? "is" : "are")} applied and not pushed: push first, or remove {(branches == 1 ? "it" : "them")} too with --force.";

    public static string CacheEmptied(string folder, long bytes) =>
        bytes == 0 ? $"Nothing to clean: the cache {folder} is empty." : Invariant($"Removed {Math.Ceiling(bytes / 1024.0):N0} KB from the cache {folder}.");

    public static string NativeLibraryMissing(IEnumerable<string> names) =>
        $"libgit2 was not found ({string.Join(", ", names)}); using the git program instead, which is a little slower. On Debian: apt-get install libgit2-1.5.";

    /// <summary>What git's failure means, and its own words.</summary>
    public static string GitFailed(string reason, string words) => $"{GitAdvice(reason, words)} git says: {words}";

    public static string NotWholeNumber(string option, string text, int least) => Invariant($"{option} '{text}' is not a whole number of at least {least}.");

    public static string ListNotFound(string list) => $"The list '{list}' does not exist.";

    public static string PathNotFound(string path) => $"'{path}' does not exist.";

    public static string RunIsUsed(string folder, string process) => $"Another process{(process.Length == 0 ? "" : $", {process},")} is working on {folder}; try again when it has ended.";

    public static string DeliveriesStay(string folder, int deliveries) =>
        $"What was delivered from {folder} ({Count(deliveries, "repository", "repositories")}) stays with that run: {Invocation.Line("status", folder)}";

    public static string NoRun(string root) => $"There is no run in {root}: make one with '{Invocation.Line("plan")}', or name a run folder.";

    public static string OnlyFailedRuns(string root) => $"Every source failed in every run in {root}: plan again, or name a run folder.";

    public static string NewestRun(string folder, int runs, bool hasFailed) =>
        Invariant($"Using {folder}{(runs == 1 ? "" : $", the newest of {runs}")}{(hasFailed ? " in which not every source failed" : "")}.");

    public static string SeeHelp(string command) => $"See '{command} --help'.";

    public static string UnknownOption(string word, string? meant, bool takesArguments) => (meant, takesArguments) switch
    {
        (not null, _) => $"Unknown option '{word}'; did you mean '{meant}'?",
        (null, true) => $"Unknown option '{word}'; an argument that begins with - goes after --.",
        _ => $"Unknown option '{word}'.",
    };

    public const string EmptyArgument = "An argument is empty: is a shell variable unset?";

    public static string EmptyValue(string option) => $"'{option}' needs a value, and what follows is empty.";

    public static string NeedsValue(string option, string next) => $"'{option}' needs a value, but '{next}' is an option.";

    public static string OptionBeforeCommand(string option, string command) => $"'{option}' is an option of {command}: write it after '{command}'.";

    public static string UnknownCommand(string word, string? meant) =>
        $"Unknown command '{word}'{(meant is null ? "." : $"; did you mean '{meant}'?")}";

    public static string UnexpectedArgument(string word) => $"Unexpected argument '{word}'.";

    public static string WriteAsPath(string path) => $"'{path}' is not owner/name; to read the local folder or file, write ./{path}.";

    public static string PathOfSameName(string problem, string path) => $"{Sentence(problem)} To read the local folder or file, write ./{path}.";

    /// <summary>A text with a full stop, so that another sentence can follow.</summary>
    public static string Sentence(string text) => text is [.., '.' or '!' or '?'] ? text : $"{text}.";

    public static string UnknownRule(string id, string? meant, IEnumerable<string> known) =>
        meant is null ? $"There is no rule '{id}'; the rules are {string.Join(", ", known)}." : $"There is no rule '{id}'; did you mean '{meant}'?";

    public static string Example(string name) => $"Example ({name}):";

    public static string Checked(int files, int errors, int warnings) =>
        Invariant($"{Count(files, "manifest")} checked: {Count(errors, "error")}, {Count(warnings, "warning")}.");

    public const string LedgerColumns = "A ledger needs the columns uuid, repository and path, separated by commas.";

    public static string LedgerDamaged(string file, int line, string cause) => Invariant($"{file}:{line}: {cause}");

    public static string LedgerRow(int cells, int columns) => Invariant($"The row has {Count(cells, "cell")}, the header {columns}.");

    public static string LedgerUuid(string uuid) => $"'{uuid}' is not a UUID of 32 lower-case hex digits.";

    public static string LedgerColumnTwice(string column) => $"The column {column} is there twice.";

    public static string LedgerRepository(string repository) => $"'{repository}' is not a repository: it is written host/owner/name.";

    public static string LedgerPath(string path) => $"'{path}' is not the path of a manifest in its repository.";

    public static string LedgerShared(string uuid, string repository, string path) => $"{uuid} is already the UUID of {repository} {path}.";

    public static string LedgerTwice(string repository, string path) => $"{repository} {path} has two different UUIDs.";

    public static string Finished(int number, int total, string repository, string status, string reason, string message) =>
        Invariant($"[{number}/{total}] {repository}: {status} ({reason}){(message.Length == 0 ? "" : $": {message}")}");

    public static string Became(string repository, string before, string status, string reason) => $"{repository}: {status}, not {before} ({reason})";

    /// <summary>As <c>[####------] 12 of 41, 3 with problems, 2.1/s, 14 s left, reading …</c></summary>
    public static string Progress(int finished, int total, int bad, TimeSpan elapsed, string reading)
    {
        const int width = 20;
        var done = total == 0 ? width : width * finished / total;
        var line = Invariant($"[{new string('#', done)}{new string('-', width - done)}] {finished} of {total}");
        if (bad > 0)
            line += Invariant($", {bad} with problems");
        if (finished > 0 && elapsed.TotalSeconds >= 1)
            line += Invariant($", {finished / elapsed.TotalSeconds:F1}/s, {Math.Ceiling(elapsed.TotalSeconds / finished * (total - finished))} s left");
        return reading.Length == 0 ? line : $"{line}, {reading}";
    }

    public static string ReadingNow(string repository, int others) => Invariant($"reading {repository}{(others == 0 ? "" : $" and {others} more")}");

    public static string Totals(int repositories, int manifests, int changes, int errors, int warnings) => Invariant(
        $"{Count(repositories, "source")}, {Count(manifests, "manifest")}, {Count(changes, "change")}, {Count(errors, "error")}, {Count(warnings, "warning")}");

    /// <summary>What the findings ask of a person, what asks for most first.</summary>
    public static string Actions(IReadOnlyDictionary<FindingAction, int> actions) =>
        $"Findings: {string.Join(", ", actions.OrderByDescending(action => action.Key).Select(action => Invariant($"{action.Value} {ActionOf(action.Key)}")))}";

    public static string SummaryNotPublished(string file, string cause) => $"The summary could not be added to {file}, which GITHUB_STEP_SUMMARY names: {Sentence(cause)}";

    public static string ConvertInstead(string file, int others) =>
        $"To migrate it: {Invocation.Line("convert", file)} > {Invocation.Quoted($"{file}.new")} && mv {Invocation.Quoted($"{file}.new")} {Invocation.Quoted(file)}"
        + (others == 0 ? "" : Invariant($"  (and so for {others} more)"));

    public static string NotAManifest(string file) => $"{file}: skipped, for it has neither slug nor name nor version.";

    private static string ActionOf(FindingAction action) => action switch
    {
        FindingAction.Decide => "to decide",
        FindingAction.Fix => "to fix",
        FindingAction.Look => "to look at",
        _ => "to know",
    };

    /// <summary>The word of a status, for the counts on a terminal. Nothing is written yet where changes are planned, whatever the word sounds like.</summary>
    public static string CountedStatus(RepositoryStatus status) => status == RepositoryStatus.Migrated ? $"{Reports.Spelling.Spell(status)} (ready)" : Reports.Spelling.Spell(status);

    public static string RunFolder(string folder) => $"Run folder: {folder}";

    public static string NextReview(string folder) => Next("review", folder);

    public static string NextApplyInPlace(string folder) => Next("apply", "--in-place", folder);

    public static string NotOurFolder(string folder) => $"{folder} was not made by the demo: move it away, or run the demo in another folder.";

    public static string DemoFleet(int repositories, string folder) => $"Made {Count(repositories, "example repository", "example repositories")} in {folder}.";

    /// <summary>What ends the demo: the exit code would look like a failure.</summary>
    public static string DemoEnds(int bad) =>
        Invariant($"Exit code 3 is expected here: {bad} of these sources are broken, or cannot be migrated, on purpose.");

    public const string NoTerminal = "--terminal needs a terminal: do not redirect input or output.";
    public const string OpenYourself = "No browser could be started: open the page yourself.";
    public const string ServeOrTerminal = "--serve and --terminal cannot be used together.";
    public const string AllNeedsTerminal = "--all needs --terminal.";
    public const string NotThisServer = "This request does not come from the review page.";
    public const string AddressCountsOnce = "This address was already used, or is not the one that was printed: stop 'manifest-migrator review --serve' with Ctrl-C and start it again.";
    public const string NothingHere = "There is nothing here.";
    public const string TooManyDecisions = "These are more decisions than a run can have.";
    public const string ThePage = "the page";
    public const string NotePrompt = "Note:";
    public const string ReviewChoices = "Type one of the letters.";

    public static string DecisionsMalformed(string problem) => $"{problem}. Correct it, or delete the file and decide again with review.";

    /// <param name="name">The name in the decisions.</param>
    /// <param name="near">A repository of the run that may have been meant; <see langword="null"/> for none.</param>
    public static string UnknownRejection(string name, string? near) =>
        $"The decisions reject '{name}', and this run has no repository of that name.{(near is null ? "" : $" Did you mean '{near}'?")}";

    public static string UnknownAcceptance(string code, string name, string? near) =>
        $"--accept {code}@{name}: this run has no repository of that name.{(near is null ? "" : $" Did you mean '{near}'?")}";

    /// <param name="carried">How many count, because the same is planned.</param>
    /// <param name="others">How many are about another plan.</param>
    public static string DecisionsCarried(int carried, int others) =>
        $"{Count(carried, "decision")} carried over{(others == 0 ? "" : Invariant($"; {others} more {(others == 1 ? "is" : "are")} about another plan, so decide again"))}.";

    public static string UnknownDecisions(IReadOnlyList<string> names) =>
        $"The decisions are also about {Count(names.Count, "repository", "repositories")} that this run does not have: {string.Join(", ", names)}.";

    public static string DecisionsUnreadable(string file, string cause) => $"{file}: the decisions cannot be read: {cause}";

    public static string NoReviewPage(string folder) => $"The run has no review page: write it with '{Invocation.Line("report", folder)}'.";

    public static string Serving(string folder) => $"Decisions are saved in {folder}{Path.DirectorySeparatorChar}decisions.json at once. The address can be opened once. Press Ctrl-C to end.";

    public static string BrowserLeft(string cause) => $"The browser closed the connection before it was answered: {cause}";

    public static string ApproveWithWarnings(int repositories) => Invariant($"Each of these {repositories} has the warnings above. Approve them all? y, n:");

    public static string Position(int number, int count) => Invariant($"{number} of {count}");

    public static string Origin(RepositoryResult repository) =>
        $"{repository.Source}{(repository.Branch.Length == 0 ? "" : $", branch {repository.Branch}")}{(repository.Commit.Length == 0 ? "" : $", commit {Short(repository.Commit)}")}";

    public static string DecidedBefore(Reports.Decision decision) =>
        $"{Reports.Spelling.Spell(decision.Verdict)}{(decision.Note.Length == 0 ? "" : $": {decision.Note}")}";

    public static string ImpactOf(Impact impact) => impact switch
    {
        Impact.Identity => "It becomes another konnector: its slug or editor changes.",
        Impact.Consent => "Permissions change: the stack waits for the user's consent.",
        Impact.Schedule => "The konnector runs at other times.",
        Impact.Form => "The account form changes.",
        Impact.Label => "Only uuid or manifest_version is added; no reader looks at them yet.",
        _ => "Nobody who uses the konnector notices.",
    };

    /// <summary>As <c>, src/index.js:12</c>, or <c>, line 12</c> in the file that is named above; empty when it is about no place.</summary>
    public static string AtPlace(string path, int line) => (path, line) switch
    {
        ("", 0) => "",
        ("", _) => Invariant($", line {line}"),
        (_, 0) => $", {path}",
        _ => Invariant($", {path}:{line}"),
    };

    public static string ReviewPrompt(int alike, bool canUndo) =>
        Invariant($"a approve, r reject{(alike == 0 ? "" : $", g approve this and {alike} more with the same change")}, n note, s skip, b back{(canUndo ? ", u undo" : "")}, q quit:");

    public const string AllDecided = "Every repository is decided; --all shows them again.";

    public static string Decided(int approved, int rejected, int undecided) => Invariant($"{approved} approved, {rejected} rejected, {undecided} undecided");

    public static string RunIsUnfinished(string folder) => $"The run in {folder} is not finished: plan the rest with '{Invocation.Line("plan", "--from", folder, "--only", "interrupted")}'.";

    public static string NextApply(string folder) => Next("apply", folder);

    public static string NextStatus(string folder) => Next("status", folder);

    public static string NextPlan(string folder, string only) => Next("plan", "--from", folder, "--only", only);

    public static string PageIsOld(string page, string cause) => $"{page} does not show the latest decisions: {Sentence(cause)}";

    /// <summary>The command that joins a run with the one that it repeats a part of.</summary>
    public static string NextJoin(string earlier, string folder) => Next("report", earlier, folder);

    private static string Next(params string[] words) => $"Next:       {Invocation.Line(words)}";

    public static string Count(int number, string one, string more) => Invariant($"{number} {(number == 1 ? one : more)}");

    public static string Count(int number, string thing) => Invariant($"{number} {thing}{(number == 1 ? "" : "s")}");

    private static string GitAdvice(string reason, string words = "") => reason switch
    {
        Reasons.AuthenticationRefused when words.Contains("Host key verification failed", StringComparison.Ordinal) =>
            "The host key of the server is unknown or has changed: check it, then connect once with ssh.",
        Reasons.AuthenticationRefused when words.Contains("returned error: 3", StringComparison.Ordinal) =>
            "The server redirects, and credentials and headers of your own are for its host alone: name the address it redirects to.",
        Reasons.RepositoryNotFound => "The repository does not exist, or is private: check its address and your access.",
        Reasons.BranchNotFound => "The repository has no such branch, tag or commit: name another after #.",
        Reasons.AuthenticationRefused => "The server asks for credentials: set up a git credential helper or an SSH key.",
        Reasons.HostUnreachable => "The host cannot be reached.",
        Reasons.Timeout => "The server does not answer.",
        Reasons.RateLimited => "The host limits requests: lower --host-jobs, or try again later.",
        Reasons.ServerError => "The server failed: try again later.",
        Reasons.ConnectionLost => "The connection was lost: try again.",
        Reasons.PushRefused => "The server rejected the push.",
        Reasons.LeaseLost => "The branch changed during the push, so it was left alone.",
        Reasons.UnsafeRepository => "The repository belongs to another user.",
        Reasons.MalformedRepository => "Objects of the repository are malformed.",
        _ => "git failed.",
    };

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
