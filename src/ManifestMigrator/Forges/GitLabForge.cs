using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>GitLab.com and self-managed GitLab: REST, version 4.</summary>
internal sealed class GitLabForge(ForgeHost host, ForgeClient client) : IForge
{
    private const string DraftPrefix = "Draft: ";

    public ForgeHost Host => host;

    public static IReadOnlyList<(string Name, string Value)> Headers(string token) => [("PRIVATE-TOKEN", token)];

    public async Task<string> AccountAsync(CancellationToken cancellation)
    {
        var answer = await client.GetAsync("user", cancellation);
        return answer.Status is 403 or 404 ? "" : Accepted(answer).Json(GitLabJson.Default.GitLabUser).Username;
    }

    public async Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation)
    {
        var project = (await ReadAsync($"projects/{Uri.EscapeDataString(path)}", cancellation)).Json(GitLabJson.Default.GitLabProject);
        var own = project.MergeMethod is "ff" or "rebase_merge" ? MergeMethod.Rebase : MergeMethod.Merge;
        return new ForgeRepository(project.Id, project.PathWithNamespace, project.WebUrl, project.Archived, project.SquashOption switch
        {
            "always" => [MergeMethod.Squash],
            "never" => [own],
            _ => [own, MergeMethod.Squash],
        });
    }

    public async Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        var answer = await client.GetAsync($"{Project(repository)}/repository/branches/{Uri.EscapeDataString(branch)}", cancellation);
        return answer.Status == 404 ? null : Accepted(answer).Json(GitLabJson.Default.GitLabBranch).Commit.Id;
    }

    public async Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        var requests = new List<ForgeRequest>();
        await foreach (var page in client.PagesAsync(
            $"{Project(repository)}/merge_requests?state=all&scope=all&per_page=100&source_branch={Uri.EscapeDataString(branch)}",
            cancellation))
        {
            requests.AddRange(Accepted(page).Json(GitLabJson.Default.IReadOnlyListGitLabRequest)
                .Where(request => request.SourceBranch == branch && request.SourceProjectId == repository.Id)
                .Select(Request));
        }
        return [.. requests.OrderByDescending(request => request.Number)];
    }

    public async Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Request((await ReadAsync(MergeRequest(repository, number), cancellation)).Json(GitLabJson.Default.GitLabRequest));

    public async Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation)
    {
        var body = new GitLabNewRequest(request.Branch, request.Base, request.IsDraft ? DraftPrefix + request.Title : request.Title, request.Body);
        var answer = await client.WriteAsync(
            HttpMethod.Post, $"{Project(repository)}/merge_requests", JsonSerializer.Serialize(body, GitLabJson.Default.GitLabNewRequest),
                notifies: true, cancellation);
        return answer.Status switch
        {
            409 => throw new ForgeException(Reasons.RequestExists, ForgeMessages.NotCreated(client.Quote(answer))) { Status = 409 },
            400 or 422 => throw new ForgeException(Reasons.Forbidden, ForgeMessages.NotCreated(client.Quote(answer))) { Status = answer.Status },
            _ => Request(Accepted(answer).Json(GitLabJson.Default.GitLabRequest)),
        };
    }

    public async Task UpdateTextAsync(ForgeRepository repository, ForgeRequest request, string? title, string? body, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, request.Number,
            new GitLabChange(title is null || !request.IsDraft ? title : DraftPrefix + title, body), cancellation));

    public async Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, number, new GitLabChange(AddLabels: string.Join(',', labels)), cancellation));

    public async Task<IReadOnlyList<string>> CommentsAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var notes = new List<string>();
        await foreach (var page in client.PagesAsync($"{MergeRequest(repository, number)}/notes?per_page=100", cancellation))
            notes.AddRange(Accepted(page).Json(GitLabJson.Default.IReadOnlyListGitLabNote).Select(note => note.Body));
        return notes;
    }

    public async Task CommentAsync(ForgeRepository repository, long number, string text, CancellationToken cancellation) => Accepted(await client.WriteAsync(
        HttpMethod.Post, $"{MergeRequest(repository, number)}/notes",
            JsonSerializer.Serialize(new GitLabNote(text), GitLabJson.Default.GitLabNote), notifies: true, cancellation));

    public async Task CloseAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, number, new GitLabChange(StateEvent: "close"), cancellation));

    public async Task ReopenAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var answer = await ChangeAsync(repository, number, new GitLabChange(StateEvent: "reopen"), cancellation);
        if (answer.Status is 400 or 409 or 422)
            throw new ForgeException(Reasons.Declined, ForgeMessages.NotReopened(client.Quote(answer))) { Status = answer.Status };
        Accepted(answer);
    }

    public async Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        request.Checks ?? (await RequestAsync(repository, request.Number, cancellation)).Checks ?? ChecksState.Unknown;

    public async Task<IReadOnlyList<ForgeReview>> ReviewsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        var reviews = new List<ForgeReview>();
        await foreach (var page in client.PagesAsync($"{MergeRequest(repository, request.Number)}/reviewers?per_page=100", cancellation))
        {
            reviews.AddRange(Accepted(page).Json(GitLabJson.Default.IReadOnlyListGitLabReviewer)
                .Where(reviewer => reviewer.State == "requested_changes")
                .Select(reviewer => new ForgeReview(reviewer.User.Username, ReviewVerdict.ChangesRequested, "")));
        }
        // An approval names no commit; a project may take approvals back when somebody pushes, and ours is the only push.
        var approvals = (await ReadAsync($"{MergeRequest(repository, request.Number)}/approvals", cancellation)).Json(GitLabJson.Default.GitLabApprovals);
        reviews.AddRange((approvals.ApprovedBy ?? []).Select(approval => new ForgeReview(approval.User.Username, ReviewVerdict.Approved, request.Head)));
        return reviews;
    }

    public async Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        (await ReadAsync($"{MergeRequest(repository, request.Number)}/commits?per_page=2", cancellation)).Json(
            GitLabJson.Default.IReadOnlyListGitLabCommit).Count;

    public async Task<byte[]?> FileAsync(ForgeRepository repository, string path, string revision, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(
            $"{Project(repository)}/repository/files/{Uri.EscapeDataString(path)}?ref={Uri.EscapeDataString(revision)}", cancellation);
        return answer.Status == 404 ? null : ForgeContent.Decode(Accepted(answer).Json(ForgeContentJson.Default.ForgeContent), path);
    }

    public async Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation)
    {
        var isSquash = order.Method == MergeMethod.Squash;
        var body = new GitLabMerge(order.Commit, isSquash, isSquash ? order.Title : null);
        var answer = await client.WriteAsync(
            HttpMethod.Put, $"{MergeRequest(repository, request.Number)}/merge",
                JsonSerializer.Serialize(body, GitLabJson.Default.GitLabMerge), notifies: true, cancellation, once: true);
        switch (answer.Status)
        {
            case 401:
                throw new ForgeException(Reasons.Forbidden, ForgeMessages.MayNotMerge(client.Quote(answer))) { Status = 401 };
            case 409:
                throw new ForgeException(Reasons.Changed, ForgeMessages.HeadMoved(client.Quote(answer))) { Status = 409 };
            case 405 or 406 or 422:
                throw new ForgeException(Reasons.NotMergeable, ForgeMessages.NotMerged(client.Quote(answer))) { Status = answer.Status };
            default:
                Accepted(answer);
                break;
        }
    }

    private static ForgeRequest Request(GitLabRequest request)
    {
        var isDraft = request.Draft ?? request.Title.StartsWith(DraftPrefix, StringComparison.OrdinalIgnoreCase);
        return new ForgeRequest
        {
            Number = request.Iid,
            Address = request.WebUrl,
            Phase = request.State switch { "merged" => RequestPhase.Merged, "closed" => RequestPhase.Closed, _ => RequestPhase.Open },
            IsDraft = isDraft,
            Title = isDraft && request.Title.StartsWith(DraftPrefix, StringComparison.OrdinalIgnoreCase) ? request.Title[DraftPrefix.Length..] : request.Title,
            Body = request.Description ?? "",
            Author = request.Author?.Username ?? "",
            Head = request.Sha ?? "",
            Base = request.TargetBranch,
            // A fast-forward makes no commit: then the branch's own one is on the base.
            MergeCommit = request.State == "merged" ? request.MergeCommitSha ?? request.SquashCommitSha ?? request.Sha : null,
            Labels = request.Labels ?? [],
            Created = request.CreatedAt,
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
        "created" or "waiting_for_resource" or "waiting_for_callback" or "preparing" or "pending" or "running" or "scheduled" => ChecksState.Running,
        "skipped" => ChecksState.None,
        _ => ChecksState.Unknown,
    };

    private static string Project(ForgeRepository repository) => string.Create(CultureInfo.InvariantCulture, $"projects/{repository.Id}");

    private static string MergeRequest(ForgeRepository repository, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"projects/{repository.Id}/merge_requests/{number}");

    private Task<ForgeAnswer> ChangeAsync(ForgeRepository repository, long number, GitLabChange change, CancellationToken cancellation) =>
        client.WriteAsync(HttpMethod.Put, MergeRequest(repository, number),
            JsonSerializer.Serialize(change, GitLabJson.Default.GitLabChange), notifies: false, cancellation);

    private async Task<ForgeAnswer> ReadAsync(string path, CancellationToken cancellation) => Accepted(await client.GetAsync(path, cancellation));

    private ForgeAnswer Accepted(ForgeAnswer answer) => answer.IsSuccess ? answer : throw client.Refused(answer);
}

internal sealed record GitLabUser(string Username);

internal sealed record GitLabProject(long Id, string PathWithNamespace, string WebUrl, bool Archived = false, string? MergeMethod = null,
    string? SquashOption = null);

internal sealed record GitLabBranch(GitLabCommit Commit);

internal sealed record GitLabCommit(string Id);

internal sealed record GitLabRequest(
    long Iid,
    string State,
    string Title,
    string WebUrl,
    string SourceBranch,
    string TargetBranch,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
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

internal sealed record GitLabNote(string Body);

internal sealed record GitLabReviewer(GitLabUser User, string State);

internal sealed record GitLabApprovals(IReadOnlyList<GitLabApproval>? ApprovedBy = null);

internal sealed record GitLabApproval(GitLabUser User);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GitLabUser))]
[JsonSerializable(typeof(GitLabProject))]
[JsonSerializable(typeof(GitLabBranch))]
[JsonSerializable(typeof(GitLabRequest))]
[JsonSerializable(typeof(IReadOnlyList<GitLabRequest>))]
[JsonSerializable(typeof(IReadOnlyList<GitLabNote>))]
[JsonSerializable(typeof(IReadOnlyList<GitLabReviewer>))]
[JsonSerializable(typeof(IReadOnlyList<GitLabCommit>))]
[JsonSerializable(typeof(GitLabApprovals))]
[JsonSerializable(typeof(GitLabNewRequest))]
[JsonSerializable(typeof(GitLabChange))]
[JsonSerializable(typeof(GitLabMerge))]
[JsonSerializable(typeof(GitLabNote))]
internal sealed partial class GitLabJson : JsonSerializerContext;
