using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>GitHub.com, Enterprise Cloud and Enterprise Server: REST, version 2022-11-28.</summary>
internal sealed class GitHubForge(ForgeHost host, ForgeClient client) : PullForge(host, client), IForge
{
    private readonly GitHubGraph _graph = new(client, host.Api);

    protected override string LongPages => "per_page=100";

    protected override string CommentPages => $"?{LongPages}";

    public static IReadOnlyList<(string Name, string Value)> Headers(string token) =>
        [("Authorization", $"Bearer {token}"), ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28")];

    public async Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation)
    {
        var repository = await ReadAsync(Repository(path), GitHubJson.Default.GitHubRepository, cancellation);
        return new ForgeRepository(repository.Id, repository.FullName, repository.Archived,
            Permitted(repository.AllowMergeCommit, repository.AllowSquashMerge, repository.AllowRebaseMerge));
    }

    public override Task<IReadOnlyDictionary<string, ForgeSnapshot>> ReadManyAsync(IReadOnlyList<ForgeQuestion> questions, CancellationToken cancellation) =>
        _graph.ReadAsync(questions, cancellation);

    public async Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        // The description has one segment here: the slashes are escaped too.
        var answer = await Client.GetAsync($"{Repository(repository.Path)}/git/ref/{Uri.EscapeDataString($"heads/{branch}")}", cancellation);
        // An empty repository is a conflict.
        return answer.Status is 404 or 409 ? null : Client.Accepted(answer).Json(GitHubJson.Default.GitHubReference).Object.Sha;
    }

    public async Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        var owner = repository.Path.Split('/')[0];
        var pulls = await ListAsync(
            $"{Repository(repository.Path)}/pulls?state=all&{LongPages}&head={Uri.EscapeDataString($"{owner}:{branch}")}", GitHubJson.Default.ListGitHubPull, cancellation);
        // A filter that GitHub does not understand is no error: then all requests come.
        return [.. pulls.Where(pull => pull.Head.Ref == branch && IsFrom(pull.Head, repository)).Select(Request).OrderByDescending(request => request.Number)];
    }

    public async Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Request(await ReadAsync(Pull(repository, number), GitHubJson.Default.GitHubPull, cancellation));

    public async Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation)
    {
        var body = new GitHubNewPull(request.Title, request.Branch, request.Base, request.Body, request.IsDraft ? true : null);
        var answer = await SendAsync(HttpMethod.Post, $"{Repository(repository.Path)}/pulls", body, GitHubJson.Default.GitHubNewPull, cancellation, notifies: true);
        if (answer.Status == 422)
            throw new ForgeException(NotCreated(answer.Words), ForgeMessages.NotCreated(Client.Quote(answer))) { Status = 422 };
        return Request(Client.Accepted(answer).Json(GitHubJson.Default.GitHubPull));
    }

    public async Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation) =>
        Client.Accepted(await SendAsync(
            HttpMethod.Post, $"{Issue(repository, number)}/labels", new GitHubLabels(labels), GitHubJson.Default.GitHubLabels, cancellation));

    public async Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        if (request.Checks is { } known)
            return known;
        var commit = $"{Repository(repository.Path)}/commits/{request.Head}";
        var statuses = await ChecksAsync($"{commit}/status?{LongPages}", answer =>
        {
            var page = answer.Json(GitHubJson.Default.GitHubStatuses);
            return (page.TotalCount, page.Statuses.Select(status => Status(status.State)));
        }, cancellation);
        var runs = await ChecksAsync($"{commit}/check-runs?{LongPages}", answer =>
        {
            var page = answer.Json(GitHubJson.Default.GitHubCheckRuns);
            return (page.TotalCount, page.CheckRuns.Select(run => Check(run.Status, run.Conclusion)));
        }, cancellation);
        return Join([.. statuses, .. runs]);
    }

    public async Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) => request.Commits
        ?? (await ReadAsync($"{Pull(repository, request.Number)}/commits?per_page=2", RestJson.Default.ListPullCommit, cancellation)).Count;

    /// <summary>REST knows the queues of rulesets, GraphQL those of the older branch protection as well. An older server has neither.</summary>
    public override async Task<bool> HasMergeQueueAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        try
        {
            var rules = await ListAsync(
                $"{Repository(repository.Path)}/rules/branches/{Uri.EscapeDataString(branch)}?{LongPages}", GitHubJson.Default.ListGitHubRule, cancellation);
            if (rules.Exists(rule => rule.Type == "merge_queue"))
                return true;
        }
        catch (ForgeException exception) when (exception.Status is 403 or 404)
        {
            // No rules, or none that this token may see.
        }
        return await _graph.HasMergeQueueAsync(repository.Path, branch, cancellation);
    }

    public async Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation)
    {
        var isSquash = order.Method == MergeMethod.Squash;
        var body = new GitHubMerge(order.Commit, Word(order.Method), isSquash ? order.Title : null, isSquash ? "" : null);
        var answer = await SendAsync(
            HttpMethod.Put, $"{Pull(repository, request.Number)}/merge", body, GitHubJson.Default.GitHubMerge, cancellation, notifies: true, once: true);
        switch (answer.Status)
        {
            case 409:
                throw new ForgeException(Reasons.Changed, ForgeMessages.HeadMoved(Client.Quote(answer))) { Status = 409 };
            case 405 or 422:
                var words = Client.Quote(answer);
                throw new ForgeException(Reasons.NotMergeable,
                    words.Contains("merge queue", StringComparison.OrdinalIgnoreCase) ? $"{ForgeMessages.NotMerged(words)} {ForgeMessages.HasMergeQueue}"
                    : words.Contains("not allowed on this repository", StringComparison.OrdinalIgnoreCase) ? ForgeMessages.OtherMethod(words)
                    : ForgeMessages.NotMerged(words))
                {
                    Status = answer.Status,
                    IsTransient = answer.Words.Contains("Base branch was modified", StringComparison.OrdinalIgnoreCase),
                };
            default:
                Client.Accepted(answer);
                break;
        }
    }

    public static ChecksState Status(string state) => state switch
    {
        "success" => ChecksState.Passed,
        "failure" or "error" => ChecksState.Failed,
        "pending" or "expected" => ChecksState.Running,
        _ => ChecksState.Unknown,
    };

    public static ChecksState Check(string status, string? conclusion) => (status, conclusion) switch
    {
        ("completed", "success") => ChecksState.Passed,
        ("completed", "skipped" or "neutral") => ChecksState.None,
        ("completed", "failure" or "timed_out" or "cancelled" or "action_required" or "startup_failure" or "stale") => ChecksState.Failed,
        ("completed", _) => ChecksState.Unknown,
        _ => ChecksState.Running,
    };

    /// <summary>A fork that was deleted has no repository any more, and may have had a branch of the same name.</summary>
    private static bool IsFrom(GitHubEnd head, ForgeRepository repository) => head.Repo switch
    {
        { Id: { } id } => id == repository.Id,
        { FullName: { } name } => name.Equals(repository.Path, StringComparison.OrdinalIgnoreCase),
        _ => head.Label is { } label && label.Split(':')[0].Equals(repository.Path.Split('/')[0], StringComparison.OrdinalIgnoreCase),
    };

    private static string NotCreated(string words) => words switch
    {
        _ when words.Contains("already exists", StringComparison.OrdinalIgnoreCase) => Reasons.RequestExists,
        _ when words.Contains("No commits between", StringComparison.OrdinalIgnoreCase) => Reasons.LandedOtherwise,
        _ when words.Contains("head · invalid", StringComparison.Ordinal) || words.Contains("invalid · head", StringComparison.Ordinal) => Reasons.NotPushed,
        _ when words.Contains("base · invalid", StringComparison.Ordinal) || words.Contains("invalid · base", StringComparison.Ordinal) => Reasons.BaseMoved,
        _ => Reasons.Forbidden,
    };

    private static ForgeRequest Request(GitHubPull pull) => new()
    {
        Number = pull.Number,
        Address = pull.HtmlUrl,
        Phase = pull.MergedAt is not null || pull.Merged == true ? RequestPhase.Merged : pull.State == "open" ? RequestPhase.Open : RequestPhase.Closed,
        IsDraft = pull.Draft ?? false,
        Title = pull.Title,
        Body = pull.Body ?? "",
        Author = pull.User?.Login ?? "",
        Head = pull.Head.Sha,
        Base = pull.Base.Ref,
        // Of an open request it is a test merge.
        MergeCommit = pull.MergedAt is not null || pull.Merged == true ? pull.MergeCommitSha : null,
        Labels = [.. (pull.Labels ?? []).Select(label => label.Name ?? "")],
        Created = pull.CreatedAt,
        Closed = pull.ClosedAt,
        Updated = pull.UpdatedAt,
        Commits = pull.Commits,
        CanMerge = pull.Mergeable is null || pull.MergeableState is null or "unknown" ? null
            : pull.Mergeable.Value && pull.MergeableState is "clean" or "has_hooks",
        MergeWord = pull.MergeableState ?? "",
    };
}

internal sealed record GitHubRepository(
    long Id, string FullName, bool Archived = false, bool? AllowMergeCommit = null, bool? AllowSquashMerge = null, bool? AllowRebaseMerge = null);

internal sealed record GitHubReference(GitHubObject Object);

internal sealed record GitHubObject(string Sha);

internal sealed record GitHubPull(
    long Number,
    string State,
    string Title,
    string HtmlUrl,
    GitHubEnd Head,
    GitHubEnd Base,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? ClosedAt = null,
    DateTimeOffset? UpdatedAt = null,
    string? Body = null,
    PullUser? User = null,
    IReadOnlyList<GitHubLabel>? Labels = null,
    bool? Draft = null,
    bool? Merged = null,
    DateTimeOffset? MergedAt = null,
    string? MergeCommitSha = null,
    int? Commits = null,
    bool? Mergeable = null,
    string? MergeableState = null);

internal sealed record GitHubEnd(string Ref, string Sha, PullRepositoryId? Repo = null, string? Label = null);

internal sealed record GitHubLabel(string? Name = null);

internal sealed record GitHubLabels(IReadOnlyList<string> Labels);

internal sealed record GitHubNewPull(string Title, string Head, string Base, string Body, bool? Draft);

internal sealed record GitHubMerge(string Sha, string MergeMethod, string? CommitTitle, string? CommitMessage);

internal sealed record GitHubStatuses(IReadOnlyList<GitHubStatus> Statuses, int? TotalCount = null);

internal sealed record GitHubStatus(string State);

internal sealed record GitHubRule(string? Type = null);

internal sealed record GitHubCheckRuns(IReadOnlyList<GitHubCheckRun> CheckRuns, int? TotalCount = null);

internal sealed record GitHubCheckRun(string Status, string? Conclusion = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GitHubRepository))]
[JsonSerializable(typeof(GitHubReference))]
[JsonSerializable(typeof(GitHubPull))]
[JsonSerializable(typeof(List<GitHubPull>))]
[JsonSerializable(typeof(List<GitHubRule>))]
[JsonSerializable(typeof(GitHubLabels))]
[JsonSerializable(typeof(GitHubNewPull))]
[JsonSerializable(typeof(GitHubMerge))]
[JsonSerializable(typeof(GitHubStatuses))]
[JsonSerializable(typeof(GitHubCheckRuns))]
internal sealed partial class GitHubJson : JsonSerializerContext;
