using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>GitLab.com and self-managed GitLab: REST, version 4.</summary>
internal sealed class GitLabForge(ForgeHost host, ForgeClient client) : RestForge(host, client), IForge
{
    protected override string DraftPrefix => "Draft: ";

    public static IReadOnlyList<(string Name, string Value)> Headers(string token) => [("PRIVATE-TOKEN", token), ("Accept", "application/json")];

    public Task<string> AccountAsync(CancellationToken cancellation) => AccountAsync(GitLabJson.Default.GitLabUser, user => user.Username, cancellation);

    public async Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation)
    {
        var project = await ProjectAsync(path, cancellation);
        var own = project.MergeMethod is "ff" or "rebase_merge" ? MergeMethod.Rebase : MergeMethod.Merge;
        return new ForgeRepository(project.Id, project.PathWithNamespace, project.Archived, project.SquashOption switch
        {
            "always" => [MergeMethod.Squash],
            "never" => [own],
            "default_on" => [MergeMethod.Squash, own],
            _ => [own, MergeMethod.Squash],
        });
    }

    /// <summary>Whether the project has merge trains: a merge by this interface goes past them.</summary>
    public override async Task<bool> HasMergeQueueAsync(ForgeRepository repository, string branch, CancellationToken cancellation) =>
        (await ProjectAsync(repository.Path, cancellation)).MergeTrainsEnabled == true;

    public async Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation) =>
        (await FindAsync($"{Project(repository)}/repository/branches/{Uri.EscapeDataString(branch)}", GitLabJson.Default.GitLabBranch, cancellation))?.Commit.Id;

    public async Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        var requests = await ListAsync(
            $"{Project(repository)}/merge_requests?state=all&scope=all&per_page=100&source_branch={Uri.EscapeDataString(branch)}",
            GitLabJson.Default.ListGitLabRequest, cancellation);
        return
        [
            .. requests.Where(request => request.SourceBranch == branch && (request.SourceProjectId ?? repository.Id) == repository.Id)
                .Select(Request).OrderByDescending(request => request.Number),
        ];
    }

    public async Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Request(await ReadAsync(MergeRequest(repository, number), GitLabJson.Default.GitLabRequest, cancellation));

    public async Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation)
    {
        var body = new GitLabNewRequest(request.Branch, request.Base, Titled(request.Title, request.IsDraft), request.Body);
        var answer = await SendAsync(
            HttpMethod.Post, $"{Project(repository)}/merge_requests", body, GitLabJson.Default.GitLabNewRequest, cancellation, notifies: true);
        return answer.Status switch
        {
            409 => throw new ForgeException(Reasons.RequestExists, ForgeMessages.NotCreated(Client.Quote(answer))) { Status = 409 },
            400 or 422 => throw new ForgeException(Reasons.Forbidden, ForgeMessages.NotCreated(Client.Quote(answer))) { Status = answer.Status },
            _ => Request(Client.Accepted(answer).Json(GitLabJson.Default.GitLabRequest)),
        };
    }

    public async Task UpdateTextAsync(ForgeRepository repository, ForgeRequest request, string? title, string? body, CancellationToken cancellation) =>
        Client.Accepted(await ChangeAsync(repository, request.Number,
            new GitLabChange(title is null ? null : Titled(title, request.IsDraft), body), cancellation));

    public async Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation) =>
        Client.Accepted(await ChangeAsync(repository, number, new GitLabChange(AddLabels: string.Join(',', labels)), cancellation));

    public async Task<IReadOnlyList<ForgeComment>> CommentsAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var notes = await ListAsync($"{MergeRequest(repository, number)}/notes?per_page=100&order_by=created_at&sort=asc", GitLabJson.Default.ListGitLabNote, cancellation);
        return [.. notes.Where(note => note.System != true).Select(note => new ForgeComment(note.Author?.Username ?? "", note.Body, note.CreatedAt))];
    }

    public async Task CommentAsync(ForgeRepository repository, long number, string text, CancellationToken cancellation) => Client.Accepted(await SendAsync(
        HttpMethod.Post, $"{MergeRequest(repository, number)}/notes", new GitLabNote(text), GitLabJson.Default.GitLabNote, cancellation, notifies: true));

    public async Task CloseAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Client.Accepted(await ChangeAsync(repository, number, new GitLabChange(StateEvent: "close"), cancellation));

    public async Task ReopenAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var answer = await ChangeAsync(repository, number, new GitLabChange(StateEvent: "reopen"), cancellation);
        if (answer.Status is 400 or 409 or 422)
            throw new ForgeException(Reasons.Declined, ForgeMessages.NotReopened(Client.Quote(answer))) { Status = answer.Status };
        Client.Accepted(answer);
    }

    /// <summary>Lists do not have the pipeline.</summary>
    public async Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        request.Checks ?? (await RequestAsync(repository, request.Number, cancellation)).Checks ?? ChecksState.Unknown;

    public async Task<IReadOnlyList<ForgeReview>> ReviewsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        // Where it does not tell of reviewers or approvals, the merge status still does.
        var address = MergeRequest(repository, request.Number);
        var reviewers = await FindAsync($"{address}/reviewers", GitLabJson.Default.ListGitLabReviewer, cancellation) ?? [];
        var reviews = reviewers.Where(reviewer => reviewer.State == "requested_changes")
            .Select(reviewer => new ForgeReview(reviewer.User.Username, ReviewVerdict.ChangesRequested, "")).ToList();
        if ((await FindAsync($"{address}/approvals", GitLabJson.Default.GitLabApprovals, cancellation))?.ApprovedBy is not { Count: > 0 } approvals)
            return reviews;

        // An approval names no commit, and survives a push unless the project says otherwise: it counts when it is younger than the push.
        var versions = await ListAsync($"{address}/versions?per_page=100", GitLabJson.Default.ListGitLabVersion, cancellation);
        var pushed = versions.Where(version => version.HeadCommitSha == request.Head).Select(version => version.CreatedAt).DefaultIfEmpty().Max();
        reviews.AddRange(approvals.Select(approval => new ForgeReview(approval.User.Username, ReviewVerdict.Approved,
            pushed is not null && (versions.Count == 1 || approval.ApprovedAt >= pushed) ? request.Head : "")));
        return reviews;
    }

    public async Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        (await ReadAsync($"{MergeRequest(repository, request.Number)}/commits?per_page=2", GitLabJson.Default.ListGitLabCommit, cancellation)).Count;

    public Task<byte[]?> FileAsync(ForgeRepository repository, string path, string revision, CancellationToken cancellation) => FileAsync(
        $"{Project(repository)}/repository/files/{Uri.EscapeDataString(path)}?ref={Uri.EscapeDataString(revision)}", path, cancellation);

    public async Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation)
    {
        var isSquash = order.Method == MergeMethod.Squash;
        var body = new GitLabMerge(order.Commit, isSquash, isSquash ? order.Title : null);
        var answer = await SendAsync(
            HttpMethod.Put, $"{MergeRequest(repository, request.Number)}/merge", body, GitLabJson.Default.GitLabMerge, cancellation, notifies: true, once: true);
        switch (answer.Status)
        {
            case 401:
                throw new ForgeException(Reasons.Forbidden, ForgeMessages.MayNotMerge(Client.Quote(answer))) { Status = 401 };
            case 409:
                throw new ForgeException(Reasons.Changed, ForgeMessages.HeadMoved(Client.Quote(answer))) { Status = 409 };
            case 405 or 406 or 422:
                throw new ForgeException(Reasons.NotMergeable, ForgeMessages.NotMerged(Client.Quote(answer))) { Status = answer.Status };
            default:
                Client.Accepted(answer);
                break;
        }
    }

    private Task<GitLabProject> ProjectAsync(string path, CancellationToken cancellation) =>
        ReadAsync($"projects/{Uri.EscapeDataString(path)}", GitLabJson.Default.GitLabProject, cancellation);

    private ForgeRequest Request(GitLabRequest request)
    {
        var isDraft = IsDraft(request.Title, request.Draft);
        return new ForgeRequest
        {
            Number = request.Iid,
            Address = request.WebUrl,
            Phase = request.State switch { "merged" => RequestPhase.Merged, "closed" => RequestPhase.Closed, _ => RequestPhase.Open },
            IsDraft = isDraft,
            Title = Untitled(request.Title, isDraft),
            Body = request.Description ?? "",
            Author = request.Author?.Username ?? "",
            Head = request.Sha ?? "",
            Base = request.TargetBranch,
            // A fast-forward makes no commit: then the branch's own one is on the base.
            MergeCommit = request.State == "merged" ? request.MergeCommitSha ?? request.SquashCommitSha ?? request.Sha : null,
            Labels = request.Labels ?? [],
            Created = request.CreatedAt,
            Closed = request.ClosedAt,
            Updated = request.UpdatedAt,
            CanMerge = request.DetailedMergeStatus switch
            {
                null or "checking" or "unchecked" or "preparing" or "approvals_syncing" => null,
                "mergeable" => true,
                _ => false,
            },
            MergeWord = request.DetailedMergeStatus ?? "",
            Checks = request.HeadPipeline is { } pipeline ? Pipeline(pipeline, request) : request.HasPipelineMember ? ChecksState.None : null,
        };
    }

    private static ChecksState Pipeline(GitLabPipeline pipeline, GitLabRequest request) => pipeline.Status switch
    {
        // The last pipeline of an older commit says nothing about this one; that of a merged result has a commit of its own.
        _ when pipeline.Sha is not null && pipeline.Sha != request.Sha
            && pipeline.Ref?.EndsWith("/merge", StringComparison.Ordinal) != true => ChecksState.Running,
        "success" => ChecksState.Passed,
        "failed" or "canceled" or "canceling" => ChecksState.Failed,
        "created" or "waiting_for_resource" or "waiting_for_callback" or "preparing" or "pending" or "running" or "scheduled" or "manual" => ChecksState.Running,
        "skipped" => ChecksState.None,
        _ => ChecksState.Unknown,
    };

    private static string Project(ForgeRepository repository) => Invariant($"projects/{repository.Id}");

    private static string MergeRequest(ForgeRepository repository, long number) => Invariant($"projects/{repository.Id}/merge_requests/{number}");

    private Task<ForgeAnswer> ChangeAsync(ForgeRepository repository, long number, GitLabChange change, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, MergeRequest(repository, number), change, GitLabJson.Default.GitLabChange, cancellation);
}

internal sealed record GitLabUser(string Username);

internal sealed record GitLabProject(long Id, string PathWithNamespace, bool Archived = false, string? MergeMethod = null,
    string? SquashOption = null, bool? MergeTrainsEnabled = null);

internal sealed record GitLabBranch(GitLabCommit Commit);

internal sealed record GitLabCommit(string Id);

internal sealed record GitLabRequest(
    long Iid,
    string State,
    string Title,
    string WebUrl,
    string SourceBranch,
    string TargetBranch,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? ClosedAt = null,
    DateTimeOffset? UpdatedAt = null,
    long? SourceProjectId = null,
    string? Description = null,
    GitLabUser? Author = null,
    string? Sha = null,
    bool? Draft = null,
    IReadOnlyList<string>? Labels = null,
    string? MergeCommitSha = null,
    string? SquashCommitSha = null,
    string? DetailedMergeStatus = null)
{
    private readonly GitLabPipeline? _headPipeline;

    /// <summary>The pipeline of the head; lists do not have the member at all.</summary>
    public GitLabPipeline? HeadPipeline
    {
        get => _headPipeline;
        init => (_headPipeline, HasPipelineMember) = (value, true);
    }

    [JsonIgnore]
    public bool HasPipelineMember { get; private init; }
}

internal sealed record GitLabPipeline(string Status, string? Sha = null, string? Ref = null);

internal sealed record GitLabNewRequest(string SourceBranch, string TargetBranch, string Title, string Description);

internal sealed record GitLabChange(string? Title = null, string? Description = null, string? StateEvent = null, string? AddLabels = null);

internal sealed record GitLabMerge(string Sha, bool Squash, string? SquashCommitMessage);

internal sealed record GitLabNote(string Body, bool? System = null, GitLabUser? Author = null, DateTimeOffset? CreatedAt = null);

internal sealed record GitLabReviewer(GitLabUser User, string? State = null);

internal sealed record GitLabApprovals(IReadOnlyList<GitLabApproval>? ApprovedBy = null);

internal sealed record GitLabApproval(GitLabUser User, DateTimeOffset? ApprovedAt = null);

internal sealed record GitLabVersion(string HeadCommitSha, DateTimeOffset? CreatedAt = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GitLabUser))]
[JsonSerializable(typeof(GitLabProject))]
[JsonSerializable(typeof(GitLabBranch))]
[JsonSerializable(typeof(GitLabRequest))]
[JsonSerializable(typeof(List<GitLabRequest>))]
[JsonSerializable(typeof(List<GitLabNote>))]
[JsonSerializable(typeof(List<GitLabReviewer>))]
[JsonSerializable(typeof(List<GitLabCommit>))]
[JsonSerializable(typeof(List<GitLabVersion>))]
[JsonSerializable(typeof(GitLabApprovals))]
[JsonSerializable(typeof(GitLabNewRequest))]
[JsonSerializable(typeof(GitLabChange))]
[JsonSerializable(typeof(GitLabMerge))]
[JsonSerializable(typeof(GitLabNote))]
internal sealed partial class GitLabJson : JsonSerializerContext;
