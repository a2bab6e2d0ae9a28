using System.Globalization;
using ManifestMigrator.Delivery;
using ManifestMigrator.Migration;
using ManifestMigrator.Sources;

namespace ManifestMigrator;

/// <summary>Every sentence that is printed. What is said about manifests stands beside the rules and checks that say it.</summary>
internal static class Messages
{
    public const string NoSources = "No sources: name repositories, or a list of them with --repos FILE.";
    public const string NothingToCheck = "There is no manifest.konnector here: name one, or the folder it is in.";
    public const string DuplicateSource = "The same repository stands earlier among the sources.";
    public const string Interrupted = "The run was interrupted before this repository was read.";
    public const string RunWasInterrupted = "Interrupted: what was done is kept; the rest is reported as interrupted.";

    public const string EmptyRepository = "The repository has no commit yet.";
    public const string GitMissing = "There is no git on the PATH: install it, https://git-scm.com.";

    public static string SourceUnsupported(AddressKind kind) => kind == AddressKind.Tarball
        ? "Tarballs are not read: name the git repository the package is made from."
        : "Registry entries are not read: name the git repository of the konnector.";

    public static string ToolError(Exception exception) => $"A mistake of this tool, please report it: {exception.GetType().Name}: {exception.Message}";

    public static string FolderNotFound(string folder) => $"There is no folder {folder}.";

    public static string NoBranches(string folder) => $"{folder} is no git repository, so it has no branches.";

    public static string NoRevisionName(string revision) => $"The repository has no '{revision}': git allows no branch or tag of such a name.";

    public static string TookTooLong(TimeSpan timeout) => Invariant($"It took longer than {timeout.TotalSeconds} seconds: try again, or give it more with --timeout.");

    public static string NativeLibraryMissing(IEnumerable<string> names) =>
        $"libgit2 is not there ({string.Join(", ", names)}), so the git program does all the work, a little slower. On Debian: apt-get install libgit2-1.5.";

    /// <summary>What git's failure means, and its own words.</summary>
    public static string GitFailed(string reason, string words) => $"{GitAdvice(reason)} Git says: {words}";

    public static string AtLeastOne(string option) => $"{option} must be at least 1.";

    public static string ListNotFound(string list) => $"The list '{list}' does not exist.";

    public static string PathNotFound(string path) => $"'{path}' does not exist.";

    public static string NoRun(string root) => $"There is no run in {root}: make one with 'manifest-migrator plan', or name a run folder.";

    public static string UnknownRule(string id, IEnumerable<string> known) => $"There is no rule '{id}'. The rules are: {string.Join(", ", known)}.";

    public static string Example(string name) => $"Example ({name}):";

    public static string Checked(int files, int errors, int warnings) =>
        Invariant($"{Count(files, "manifest")} checked: {Count(errors, "error")}, {Count(warnings, "warning")}.");

    public static string LedgerUuid(string file, int line, string uuid) => Invariant($"{file}:{line}: '{uuid}' is no UUID of 32 lower-case hex digits.");

    public static string LedgerTwice(string file, int line, string repository, string path) =>
        Invariant($"{file}:{line}: {repository} {path} stands in the ledger with two UUIDs.");

    public static string LedgerUnreadable(string file, int line, string cause) =>
        Invariant($"{file}:{line}: the ledger cannot be read: {cause} It needs the columns uuid, slug, repository and path.");

    public static string Finished(int number, int total, string repository, string status, string reason) =>
        Invariant($"[{number}/{total}] {repository}: {status} ({reason})");

    public static string Reading(int finished, int total, int bad) =>
        Invariant($"{finished} of {total} repositories{(bad == 0 ? "" : $", {bad} need a look")}");

    public static string Totals(int repositories, int manifests, int changes, int errors, int warnings) => Invariant(
        $"{Count(repositories, "source")}, {Count(manifests, "manifest")}, {Count(changes, "change")}, {Count(errors, "error")}, {Count(warnings, "warning")}");

    public static string RunFolder(string folder) => $"Run folder: {folder}";

    public static string NextReview(string page) => $"Review:     open {page}";

    public static string NextApply(string folder) => $"Next:       manifest-migrator apply --in-place {folder}";

    public static string NextPatches(string folder) => $"Next:       in a repository, git apply the patch of its name in {folder}";

    public static string NotOurFolder(string folder) => $"{folder} was not made by the demo; move it away, or run the demo in another folder.";

    public static string DemoFleet(string folder) => $"Demo repositories: {folder}";

    public static string DeliveryMappings(string planned, string given) =>
        $"The plan was made with other rules (SHA-256 {planned[..12]}, now {given[..12]}). Plan again, or name the file with --mappings.";

    public static string DeliveryTool(string planned, string own) =>
        $"The plan was made by version {planned}; this is {own}. Plan again.";

    public static string Delivered(InPlaceResult result) => result.Outcome switch
    {
        InPlaceOutcome.Written => $"{result.File}: written",
        InPlaceOutcome.AlreadyWritten => $"{result.File}: is already what was planned",
        InPlaceOutcome.Moved => $"{result.File}: moved: is not the file that was planned any more; plan again",
        InPlaceOutcome.NotLocal => $"{result.File}: not local: was planned from a remote repository; use its patch",
        _ => $"{result.File}: failed: {result.Cause}",
    };

    public static string DeliveredTotals(int written, int planned) => Invariant($"{written} of {Count(planned, "planned manifest")} written");

    public static string Count(int number, string thing) => Invariant($"{number} {thing}{(number == 1 ? "" : "s")}");

    private static string GitAdvice(string reason) => reason switch
    {
        Reasons.RepositoryNotFound => "There is no such repository, or it is private and you have no access.",
        Reasons.BranchNotFound => "The repository has no such branch, tag or commit.",
        Reasons.AuthenticationRefused => "The server wants credentials: set up a git credential helper or an SSH key for it.",
        Reasons.HostUnreachable => "The host cannot be reached.",
        Reasons.Timeout => "The server sends nothing.",
        Reasons.UnsafeRepository => "The repository belongs to another user.",
        Reasons.MalformedRepository => "Objects of the repository are malformed.",
        _ => "Git failed.",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
