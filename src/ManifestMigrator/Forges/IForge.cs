using ManifestMigrator.Disk;

namespace ManifestMigrator.Forges;

/// <summary>What one family of forges can be asked and told to do. Every failure is a <see cref="ForgeException"/> that says why.</summary>
/// <remarks>Nothing here decides anything: <see cref="RequestPlan"/> and <see cref="MergeConditions"/> do. A path is <c>owner/name</c>,
/// with all groups on GitLab.</remarks>
internal interface IForge
{
    ForgeHost Host { get; }

    /// <summary>The time by the forge's clock, by which requests are dated; ours may differ.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether more than half of what the forge allows in an hour is spent, as far as it tells.</summary>
    bool IsRunningLow { get; }

    /// <summary>Login of the token's account; empty where the forge does not tell, as to the tokens of GitHub Apps.</summary>
    Task<string> AccountAsync(CancellationToken cancellation);

    /// <summary>The repository under a path it has or had.</summary>
    Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation);

    /// <summary>What many repositories and their requests are, in few requests, where the forge has a way for that.</summary>
    /// <returns>By the paths that were asked for; what is not in it has to be asked for one by one.</returns>
    Task<IReadOnlyDictionary<string, ForgeSnapshot>> ReadManyAsync(IReadOnlyList<ForgeQuestion> questions, CancellationToken cancellation);

    /// <summary>The commit a branch has; <see langword="null"/> when there is no such branch.</summary>
    Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation);

    /// <summary>Every request from a branch of this very repository, open or not, the newest first. Of details only those a list gives.</summary>
    Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation);

    /// <summary>One request with all that is known about it.</summary>
    Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation);

    /// <exception cref="ForgeException"><see cref="Plans.Reasons.RequestExists"/> when there is an open request for the branch already.</exception>
    Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation);

    /// <param name="repository">The repository.</param>
    /// <param name="request">The request as it is.</param>
    /// <param name="title">The new title, without a prefix for drafts; <see langword="null"/> to keep it.</param>
    /// <param name="body">The new body; <see langword="null"/> to keep it.</param>
    /// <param name="cancellation">Ends the sending.</param>
    Task UpdateTextAsync(ForgeRepository repository, ForgeRequest request, string? title, string? body, CancellationToken cancellation);

    /// <summary>Adds labels; those the repository does not have are made.</summary>
    Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation);

    /// <summary>What was said in a request, in the order in which it was said; not what the forge itself notes there.</summary>
    Task<IReadOnlyList<ForgeComment>> CommentsAsync(ForgeRepository repository, long number, CancellationToken cancellation);

    Task CommentAsync(ForgeRepository repository, long number, string text, CancellationToken cancellation);

    Task CloseAsync(ForgeRepository repository, long number, CancellationToken cancellation);

    /// <exception cref="ForgeException"><see cref="Plans.Reasons.Declined"/> when the forge does not reopen it, because the branch was
    /// deleted or made anew.</exception>
    Task ReopenAsync(ForgeRepository repository, long number, CancellationToken cancellation);

    /// <summary>What the checks of a request's head say.</summary>
    Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation);

    /// <summary>The verdict each reviewer gave last.</summary>
    Task<IReadOnlyList<ForgeReview>> ReviewsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation);

    /// <summary>How many commits a request would bring; 2 stands for any number above 1.</summary>
    Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation);

    /// <summary>Whether requests to a branch have to be merged by the forge's merge queue, as far as it tells.</summary>
    Task<bool> HasMergeQueueAsync(ForgeRepository repository, string branch, CancellationToken cancellation);

    /// <summary>A file at a branch or commit; <see langword="null"/> when there is none.</summary>
    Task<byte[]?> FileAsync(ForgeRepository repository, string path, string revision, CancellationToken cancellation);

    /// <summary>Merges a request if its head still is the pinned commit.</summary>
    /// <exception cref="ForgeException"><see cref="Plans.Reasons.Changed"/> when the head is another commit; transient when the base moved
    /// meanwhile.</exception>
    Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation);
}

/// <summary>A repository as its forge knows it at this moment.</summary>
/// <param name="Id">Number that it keeps when it is renamed or moved.</param>
/// <param name="Path">Its path now, whatever name it was asked for under.</param>
/// <param name="IsArchived">Whether it is read-only.</param>
/// <param name="Methods">Ways of merging that it permits, the preferred one first.</param>
internal sealed record ForgeRepository(long Id, string Path, bool IsArchived, IReadOnlyList<MergeMethod> Methods);

/// <param name="Path">The repository's path.</param>
/// <param name="Branch">The branch whose requests are asked for.</param>
/// <param name="Base">The branch it is to be merged into.</param>
/// <param name="File">A file on the base that is wanted as well; <see langword="null"/> for none.</param>
internal sealed record ForgeQuestion(string Path, string Branch, string Base, string? File);

/// <summary>A repository and the requests from one branch, read together.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Requests">Its requests, the newest first.</param>
/// <param name="Tip">The commit the branch has; <see langword="null"/> when there is no such branch.</param>
/// <param name="BaseFiles">Files on the base, by their paths: those that were asked for and could be read whole.</param>
internal sealed record ForgeSnapshot(
    ForgeRepository Repository, IReadOnlyList<ForgeRequest> Requests, string? Tip, IReadOnlyDictionary<string, byte[]> BaseFiles);

internal enum MergeMethod
{
    Merge,
    Squash,
    Rebase,
}

internal enum RequestPhase
{
    Open,

    /// <summary>Closed without having been merged.</summary>
    Closed,
    Merged,
}

/// <summary>A pull or merge request.</summary>
internal sealed record ForgeRequest
{
    public required long Number { get; init; }

    /// <summary>Its page.</summary>
    public required string Address { get; init; }

    public required RequestPhase Phase { get; init; }

    public bool IsDraft { get; init; }

    /// <summary>The title without a prefix that marks a draft.</summary>
    public required string Title { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Login of who opened it; empty for an account that is gone.</summary>
    public string Author { get; init; } = "";

    /// <summary>The commit its branch has.</summary>
    public required string Head { get; init; }

    /// <summary>Name of the branch it is to be merged into.</summary>
    public required string Base { get; init; }

    /// <summary>What the merge put on the base; <see langword="null"/> unless it is merged.</summary>
    public string? MergeCommit { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public DateTimeOffset? Created { get; init; }

    /// <summary>When anything about it changed last; a push to its branch counts.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>When it was closed or merged; <see langword="null"/> while it is open, or where the forge does not tell.</summary>
    public DateTimeOffset? Closed { get; init; }

    /// <summary>How many commits it would bring, where the request itself tells.</summary>
    public int? Commits { get; init; }

    /// <summary>Whether the forge would merge it without anybody bypassing a rule; <see langword="null"/> while it computes that.</summary>
    public bool? CanMerge { get; init; }

    /// <summary>The forge's own word for why it can or cannot be merged.</summary>
    public string MergeWord { get; init; } = "";

    /// <summary>The state of its checks where the request itself tells; <see langword="null"/> where they have to be asked for.</summary>
    public ChecksState? Checks { get; init; }

    /// <summary>The verdict each reviewer gave last, where the request itself tells; <see langword="null"/> where they have to be asked for.</summary>
    public IReadOnlyList<ForgeReview>? Reviews { get; init; }
}

/// <param name="Branch">The branch with the change.</param>
/// <param name="Base">The branch to be changed.</param>
/// <param name="Title">Title without a prefix for drafts.</param>
/// <param name="Body">Text in Markdown.</param>
/// <param name="IsDraft">Whether it is opened as a draft.</param>
internal sealed record NewRequest(string Branch, string Base, string Title, string Body, bool IsDraft);

/// <param name="Reviewer">Login.</param>
/// <param name="Verdict">What counts for merging.</param>
/// <param name="Commit">The commit that was looked at; empty where the forge does not tell.</param>
internal sealed record ForgeReview(string Reviewer, ReviewVerdict Verdict, string Commit);

internal enum ReviewVerdict
{
    Approved,
    ChangesRequested,
}

/// <summary>What the checks of a commit say, all systems together.</summary>
internal enum ChecksState
{
    /// <summary>At least one succeeded, and none failed or runs.</summary>
    Passed,
    Failed,
    Running,

    /// <summary>Nothing reports. Never the same as passed.</summary>
    None,

    /// <summary>The forge does not tell, or not us.</summary>
    Unknown,
}

/// <summary>Something that was said in a request.</summary>
/// <param name="Author">Login of who said it; empty for an account that is gone.</param>
/// <param name="Body">The text.</param>
/// <param name="At">When; <see langword="null"/> where the forge does not tell.</param>
internal sealed record ForgeComment(string Author, string Body, DateTimeOffset? At);

/// <param name="Method">How.</param>
/// <param name="Commit">The reviewed commit; the forge refuses when the head is another one.</param>
/// <param name="Title">First line of the commit that a squash makes.</param>
internal sealed record MergeOrder(MergeMethod Method, string Commit, string Title);

/// <summary>A forge did not do what it was asked for.</summary>
/// <param name="reason">One of <see cref="Plans.Reasons"/>.</param>
/// <param name="message">One sentence for a person, with the forge's own words.</param>
internal sealed class ForgeException(string reason, string message) : RepositoryException(reason, message)
{
    /// <summary>Status of the answer; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>Whether what was asked for may have been done all the same: the answer was lost.</summary>
    public bool MayBeDone { get; init; }

    /// <summary>When the host may be asked again; <see langword="null"/> unless a limit was reached.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
