namespace ManifestMigrator.Plans;

/// <summary>
/// The reason codes of <c>repositories.csv</c>; a code never changes its meaning. What is blocked or unreadable has the code of
/// the finding that makes it so.
/// </summary>
public static class Reasons
{
    public const string ChangesPlanned = "changes-planned";
    public const string NothingToDo = "nothing-to-do";
    public const string SeveralManifests = "several-manifests";
    public const string ImpactLeftOut = "impact-left-out";

    public const string NoManifest = "no-manifest";
    public const string NotAManifest = "not-a-manifest";
    public const string ManifestInCode = "manifest-in-code";
    public const string EmptyRepository = "empty-repository";

    public const string DuplicateSource = "duplicate-source";

    public const string SourceSyntax = "source-syntax";
    public const string SourceUnsupported = "source-unsupported";
    public const string SourceRegistry = "source-registry";
    public const string FolderNotFound = "folder-not-found";
    public const string RepositoryNotFound = "repository-not-found";
    public const string BranchNotFound = "branch-not-found";
    public const string AuthenticationRefused = "authentication-refused";
    public const string HostUnreachable = "host-unreachable";
    public const string Timeout = "timeout";
    public const string RateLimited = "rate-limited";
    public const string ServerError = "server-error";
    public const string ConnectionLost = "connection-lost";
    public const string RepositoryTooLarge = "repository-too-large";
    public const string NotCached = "not-cached";
    public const string UnsafeRepository = "unsafe-repository";
    public const string MalformedRepository = "malformed-repository";
    public const string GitMissing = "git-missing";
    public const string GitFailed = "git-failed";
    public const string Moved = "moved";
    public const string ForeignBranch = "foreign-branch";
    public const string LeaseLost = "lease-lost";
    public const string PushRefused = "push-refused";
    public const string Rejected = "rejected";
    public const string NotApproved = "not-approved";
    public const string NotDeliverable = "not-deliverable";
    public const string BranchTaken = "branch-taken";

    public const string ForgeUnknown = "forge-unknown";
    public const string NoToken = "no-token";
    public const string TokenRefused = "token-refused";
    public const string Forbidden = "forbidden";
    public const string NotPushed = "not-pushed";
    public const string Reverted = "reverted";
    public const string RequestExists = "request-exists";
    public const string Changed = "changed";
    public const string ForeignRequest = "foreign-request";
    public const string Declined = "declined";
    public const string ChecksFailed = "checks-failed";
    public const string ChecksRunning = "checks-running";
    public const string NoChecks = "no-checks";
    public const string NotMergeable = "not-mergeable";
    public const string ChangesRequested = "changes-requested";
    public const string BaseMoved = "base-moved";
    public const string Archived = "archived";
    public const string Landed = "landed";
    public const string LandedOtherwise = "landed-otherwise";

    public const string ReadFailed = "read-failed";
    public const string Interrupted = "interrupted";
    public const string ToolError = "tool-error";

    /// <summary>Every reason that stands here.</summary>
    public static IReadOnlySet<string> All { get; } =
        typeof(Reasons).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
}
