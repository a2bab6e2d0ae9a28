using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>GitHub.com, Enterprise Cloud and Enterprise Server: REST, version 2022-11-28.</summary>
internal sealed class GitHubForge(ForgeHost host, ForgeClient client) : IForge
{
    public ForgeHost Host => host;

    public static IReadOnlyList<(string Name, string Value)> Headers(string token) =>
        [("Authorization", $"Bearer {token}"), ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28")];

    public async Task<string> AccountAsync(CancellationToken cancellation)
    {
        var answer = await client.GetAsync("user", cancellation);
        return answer.Status switch
        {
            200 => answer.Json(GitHubJson.Default.GitHubUser).Login,
            // An installation token of an app is nobody.
            403 or 404 => "",
            _ => throw client.Refused(answer),
        };
    }

    public async Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation)
    {
        var repository = (await ReadAsync($"repos/{Path(path)}", cancellation)).Json(GitHubJson.Default.GitHubRepository);
        MergeMethod[] permitted =
        [
            .. repository.AllowMergeCommit is false ? [] : new[] { MergeMethod.Merge },
            .. repository.AllowSquashMerge is false ? [] : new[] { MergeMethod.Squash },
            .. repository.AllowRebaseMerge is false ? [] : new[] { MergeMethod.Rebase },
        ];
        return new ForgeRepository(repository.Id, repository.FullName, repository.HtmlUrl, repository.Archived, permitted);
    }

    public async Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        // The description has one segment here: the slashes are escaped too.
        var answer = await client.GetAsync($"repos/{Path(repository.Path)}/git/ref/{Uri.EscapeDataString($"heads/{branch}")}", cancellation);
        return answer.Status is 404 or 409 ? null : Accepted(answer).Json(GitHubJson.Default.GitHubReference).Object.Sha;
    }

    public async Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        var owner = repository.Path.Split('/')[0];
        var requests = new List<ForgeRequest>();
        await foreach (var page in client.PagesAsync(
            $"repos/{Path(repository.Path)}/pulls?state=all&per_page=100&head={Uri.EscapeDataString($"{owner}:{branch}")}", cancellation))
        {
            // A filter that GitHub does not understand is no error: then all requests come.
            requests.AddRange(Accepted(page).Json(GitHubJson.Default.IReadOnlyListGitHubPull)
                .Where(pull => pull.Head.Ref == branch && pull.Head.Repo?.Id == repository.Id)
                .Select(Request));
        }
        return [.. requests.OrderByDescending(request => request.Number)];
    }

    public async Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Request((await ReadAsync(Pull(repository, number), cancellation)).Json(GitHubJson.Default.GitHubPull));

    public async Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation)
    {
        var body = new GitHubNewPull(request.Title, request.Branch, request.Base, request.Body, request.IsDraft ? true : null);
        var answer = await WriteAsync(HttpMethod.Post, $"repos/{Path(repository.Path)}/pulls",
            JsonSerializer.Serialize(body, GitHubJson.Default.GitHubNewPull), notifies: true, cancellation);
        if (answer.Status == 422)
            throw new ForgeException(NotCreated(answer.Words), ForgeMessages.NotCreated(client.Quote(answer))) { Status = 422 };
        return Request(Accepted(answer).Json(GitHubJson.Default.GitHubPull));
    }

    public async Task UpdateTextAsync(ForgeRepository repository, ForgeRequest request, string? title, string? body, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, request.Number, new GitHubPullChange(title, body), cancellation));

    public async Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation) =>
        Accepted(await WriteAsync(
        HttpMethod.Post, $"{Issue(repository, number)}/labels",
            JsonSerializer.Serialize(new GitHubLabels(labels), GitHubJson.Default.GitHubLabels), notifies: false, cancellation));

    public async Task<IReadOnlyList<string>> CommentsAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var comments = new List<string>();
        await foreach (var page in client.PagesAsync($"{Issue(repository, number)}/comments?per_page=100", cancellation))
            comments.AddRange(Accepted(page).Json(GitHubJson.Default.IReadOnlyListGitHubComment).Select(comment => comment.Body ?? ""));
        return comments;
    }

    public async Task CommentAsync(ForgeRepository repository, long number, string text, CancellationToken cancellation) => Accepted(await WriteAsync(
        HttpMethod.Post, $"{Issue(repository, number)}/comments",
            JsonSerializer.Serialize(new GitHubComment(text), GitHubJson.Default.GitHubComment), notifies: true, cancellation));

    public async Task CloseAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, number, new GitHubPullChange(State: "closed"), cancellation));

    public async Task ReopenAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var answer = await ChangeAsync(repository, number, new GitHubPullChange(State: "open"), cancellation);
        if (answer.Status == 422)
            throw new ForgeException(Reasons.Declined, ForgeMessages.NotReopened(client.Quote(answer))) { Status = 422 };
        Accepted(answer);
    }

    public async Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        var commit = $"repos/{Path(repository.Path)}/commits/{request.Head}";
        var states = new List<ChecksState>();
        await foreach (var page in client.PagesAsync($"{commit}/status?per_page=100", cancellation))
            states.AddRange(IsHidden(page) ? [ChecksState.Unknown]
                : Accepted(page).Json(GitHubJson.Default.GitHubStatuses).Statuses.Select(status => Status(status.State)));
        await foreach (var page in client.PagesAsync($"{commit}/check-runs?per_page=100", cancellation))
            states.AddRange(IsHidden(page) ? [ChecksState.Unknown] : Accepted(page).Json(GitHubJson.Default.GitHubCheckRuns).CheckRuns.Select(Check));
        return ForgeChecks.Join(states);
    }

    public async Task<IReadOnlyList<ForgeReview>> ReviewsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        var last = new Dictionary<string, ForgeReview>(StringComparer.Ordinal);
        await foreach (var page in client.PagesAsync($"{Pull(repository, request.Number)}/reviews?per_page=100", cancellation))
        {
            foreach (var review in Accepted(page).Json(GitHubJson.Default.IReadOnlyListGitHubReview))
            {
                var reviewer = review.User?.Login ?? "";
                if (review.State == "DISMISSED")
                    last.Remove(reviewer);
                else if (review.State is "APPROVED" or "CHANGES_REQUESTED")
                    last[reviewer] = new ForgeReview(reviewer, review.State == "APPROVED" ? ReviewVerdict.Approved
                        : ReviewVerdict.ChangesRequested, review.CommitId ?? "");
            }
        }
        return [.. last.Values];
    }

    public async Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        (await ReadAsync($"{Pull(repository, request.Number)}/commits?per_page=2", cancellation)).Json(GitHubJson.Default.IReadOnlyListGitHubCommit).Count;

    public async Task<byte[]?> FileAsync(ForgeRepository repository, string path, string revision, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(
            $"repos/{Path(repository.Path)}/contents/{Uri.EscapeDataString(path)}?ref={Uri.EscapeDataString(revision)}", cancellation);
        if (answer.Status == 404)
            return null;
        // A folder is answered by a list.
        return Accepted(answer).Text.StartsWith('[') ? null : ForgeContent.Decode(answer.Json(ForgeContentJson.Default.ForgeContent), path);
    }

    public async Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation)
    {
        var body = new GitHubMerge(order.Commit, Word(order.Method), order.Method == MergeMethod.Squash ? order.Title
            : null, order.Method == MergeMethod.Squash ? "" : null);
        var answer = await WriteAsync(HttpMethod.Put, $"{Pull(repository, request.Number)}/merge",
            JsonSerializer.Serialize(body, GitHubJson.Default.GitHubMerge), notifies: true, cancellation, once: true);
        switch (answer.Status)
        {
            case 409:
                throw new ForgeException(Reasons.Changed, ForgeMessages.HeadMoved(client.Quote(answer))) { Status = 409 };
            case 405 when answer.Words.Contains("Base branch was modified", StringComparison.OrdinalIgnoreCase):
                throw new ForgeException(Reasons.NotMergeable, ForgeMessages.NotMerged(client.Quote(answer))) { Status = 405, IsTransient = true };
            case 405 or 422:
                throw new ForgeException(Reasons.NotMergeable, ForgeMessages.NotMerged(client.Quote(answer))) { Status = answer.Status };
            default:
                Accepted(answer);
                break;
        }
    }

    private static string Word(MergeMethod method) => method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase", _ => "merge" };

    private static string NotCreated(string words) => words switch
    {
        _ when words.Contains("already exists", StringComparison.OrdinalIgnoreCase) => Reasons.RequestExists,
        _ when words.Contains("No commits between", StringComparison.OrdinalIgnoreCase) => Reasons.LandedOtherwise,
        _ => Reasons.Forbidden,
    };

    private static ForgeRequest Request(GitHubPull pull) => new()
    {
        Number = pull.Number,
        Address = pull.HtmlUrl,
        Phase = pull.MergedAt is not null ? RequestPhase.Merged : pull.State == "open" ? RequestPhase.Open : RequestPhase.Closed,
        IsDraft = pull.Draft ?? false,
        Title = pull.Title,
        Body = pull.Body ?? "",
        Author = pull.User?.Login ?? "",
        Head = pull.Head.Sha,
        Base = pull.Base.Ref,
        // Of an open request it is a test merge.
        MergeCommit = pull.MergedAt is null ? null : pull.MergeCommitSha,
        Labels = [.. (pull.Labels ?? []).Select(label => label.Name)],
        Created = pull.CreatedAt,
        Updated = pull.UpdatedAt,
        CanMerge = pull.Mergeable is null || pull.MergeableState is null or "unknown" ? null : pull.Mergeable.Value
            && pull.MergeableState is "clean" or "has_hooks",
        MergeWord = pull.MergeableState ?? "",
    };

    private static ChecksState Status(string state) => state switch
    {
        "success" => ChecksState.Passed,
        "failure" or "error" => ChecksState.Failed,
        "pending" => ChecksState.Running,
        _ => ChecksState.Unknown,
    };

    private static ChecksState Check(GitHubCheckRun run) => (run.Status, run.Conclusion) switch
    {
        ("completed", "success") => ChecksState.Passed,
        ("completed", "skipped" or "neutral") => ChecksState.None,
        ("completed", "failure" or "timed_out" or "cancelled" or "action_required" or "startup_failure" or "stale") => ChecksState.Failed,
        ("completed", _) => ChecksState.Unknown,
        _ => ChecksState.Running,
    };

    /// <summary>Who may read the code need not be allowed to read its checks.</summary>
    private static bool IsHidden(ForgeAnswer answer) => answer.Status is 403 or 404;

    private static string Pull(ForgeRepository repository, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"repos/{Path(repository.Path)}/pulls/{number}");

    private static string Issue(ForgeRepository repository, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"repos/{Path(repository.Path)}/issues/{number}");

    private static string Path(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private Task<ForgeAnswer> ChangeAsync(ForgeRepository repository, long number, GitHubPullChange change, CancellationToken cancellation) =>
        WriteAsync(HttpMethod.Patch, Pull(repository, number), JsonSerializer.Serialize(change, GitHubJson.Default.GitHubPullChange),
            notifies: false, cancellation);

    private Task<ForgeAnswer> WriteAsync(HttpMethod method, string path, string json, bool notifies, CancellationToken cancellation, bool once = false) =>
        client.WriteAsync(method, path, json, notifies, cancellation, once);

    private async Task<ForgeAnswer> ReadAsync(string path, CancellationToken cancellation) => Accepted(await client.GetAsync(path, cancellation));

    private ForgeAnswer Accepted(ForgeAnswer answer) => answer.IsSuccess ? answer : throw client.Refused(answer);
}

internal sealed record GitHubUser(string Login);

internal sealed record GitHubRepository(
    long Id, string FullName, string HtmlUrl, bool Archived = false, bool? AllowMergeCommit = null, bool? AllowSquashMerge = null,
        bool? AllowRebaseMerge = null);

internal sealed record GitHubReference(GitHubObject Object);

internal sealed record GitHubObject(string Sha);

internal sealed record GitHubPull(
    long Number,
    string State,
    string Title,
    string HtmlUrl,
    GitHubEnd Head,
    GitHubEnd Base,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Body = null,
    GitHubUser? User = null,
    IReadOnlyList<GitHubLabel>? Labels = null,
    bool? Draft = null,
    DateTimeOffset? MergedAt = null,
    string? MergeCommitSha = null,
    bool? Mergeable = null,
    string? MergeableState = null);

internal sealed record GitHubEnd(string Ref, string Sha, GitHubRepositoryId? Repo = null);

internal sealed record GitHubRepositoryId(long Id);

internal sealed record GitHubLabel(string Name);

internal sealed record GitHubLabels(IReadOnlyList<string> Labels);

internal sealed record GitHubComment(string? Body);

internal sealed record GitHubNewPull(string Title, string Head, string Base, string Body, bool? Draft);

internal sealed record GitHubPullChange(string? Title = null, string? Body = null, string? State = null);

internal sealed record GitHubMerge(string Sha, string MergeMethod, string? CommitTitle, string? CommitMessage);

internal sealed record GitHubReview(string State, GitHubUser? User = null, string? CommitId = null);

internal sealed record GitHubCommit(string Sha);

internal sealed record GitHubStatuses(IReadOnlyList<GitHubStatus> Statuses);

internal sealed record GitHubStatus(string State);

internal sealed record GitHubCheckRuns(IReadOnlyList<GitHubCheckRun> CheckRuns);

internal sealed record GitHubCheckRun(string Status, string? Conclusion = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GitHubUser))]
[JsonSerializable(typeof(GitHubRepository))]
[JsonSerializable(typeof(GitHubReference))]
[JsonSerializable(typeof(GitHubPull))]
[JsonSerializable(typeof(IReadOnlyList<GitHubPull>))]
[JsonSerializable(typeof(IReadOnlyList<GitHubReview>))]
[JsonSerializable(typeof(IReadOnlyList<GitHubComment>))]
[JsonSerializable(typeof(IReadOnlyList<GitHubCommit>))]
[JsonSerializable(typeof(GitHubLabels))]
[JsonSerializable(typeof(GitHubComment))]
[JsonSerializable(typeof(GitHubNewPull))]
[JsonSerializable(typeof(GitHubPullChange))]
[JsonSerializable(typeof(GitHubMerge))]
[JsonSerializable(typeof(GitHubStatuses))]
[JsonSerializable(typeof(GitHubCheckRuns))]
internal sealed partial class GitHubJson : JsonSerializerContext;
