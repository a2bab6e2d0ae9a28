using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>Gitea and Forgejo: REST, version 1. They differ in how a merge is spelled and in what a list can be filtered by.</summary>
internal sealed class GiteaForge(ForgeHost host, ForgeClient client) : IForge
{
    private const string DraftPrefix = "WIP: ";
    private const string LabelColor = "#ededed";

    public ForgeHost Host => host;

    public static IReadOnlyList<(string Name, string Value)> Headers(string token) => [("Authorization", $"token {token}"), ("Accept", "application/json")];

    public async Task<string> AccountAsync(CancellationToken cancellation)
    {
        var answer = await client.GetAsync("user", cancellation);
        return answer.Status is 403 or 404 ? "" : Accepted(answer).Json(GiteaJson.Default.GiteaUser).Login;
    }

    public async Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation)
    {
        var repository = (await ReadAsync($"repos/{Path(path)}", cancellation)).Json(GiteaJson.Default.GiteaRepository);
        MergeMethod[] permitted =
        [
            .. repository.AllowMergeCommits is false ? [] : new[] { MergeMethod.Merge },
            .. repository.AllowSquashMerge is false ? [] : new[] { MergeMethod.Squash },
            .. repository.AllowRebase is false ? [] : new[] { MergeMethod.Rebase },
        ];
        return new ForgeRepository(repository.Id, repository.FullName, repository.HtmlUrl, repository.Archived, permitted);
    }

    public async Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        var answer = await client.GetAsync($"repos/{Path(repository.Path)}/branches/{Uri.EscapeDataString(branch)}", cancellation);
        return answer.Status == 404 ? null : Accepted(answer).Json(GiteaJson.Default.GiteaBranch).Commit.Id;
    }

    public async Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        // No filter by branch is common to both and known to find what is closed.
        var requests = new List<ForgeRequest>();
        await foreach (var page in client.PagesAsync($"repos/{Path(repository.Path)}/pulls?state=all&limit=50", cancellation))
        {
            requests.AddRange(Accepted(page).Json(GiteaJson.Default.IReadOnlyListGiteaPull)
                .Where(pull => BranchName(pull.Head) == branch && (pull.Head.RepoId ?? pull.Head.Repo?.Id) == repository.Id)
                .Select(Request));
        }
        return [.. requests.OrderByDescending(request => request.Number)];
    }

    public async Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Request((await ReadAsync(Pull(repository, number), cancellation)).Json(GiteaJson.Default.GiteaPull));

    public async Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation)
    {
        var body = new GiteaNewPull(request.IsDraft ? DraftPrefix + request.Title : request.Title, request.Branch, request.Base, request.Body);
        var answer = await client.WriteAsync(
            HttpMethod.Post, $"repos/{Path(repository.Path)}/pulls", JsonSerializer.Serialize(body, GiteaJson.Default.GiteaNewPull),
                notifies: true, cancellation);
        return answer.Status switch
        {
            409 => throw new ForgeException(Reasons.RequestExists, ForgeMessages.NotCreated(client.Quote(answer))) { Status = 409 },
            413 or 422 => throw new ForgeException(Reasons.Forbidden, ForgeMessages.NotCreated(client.Quote(answer))) { Status = answer.Status },
            _ => Request(Accepted(answer).Json(GiteaJson.Default.GiteaPull)),
        };
    }

    public async Task UpdateTextAsync(ForgeRepository repository, ForgeRequest request, string? title, string? body, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, request.Number,
            new GiteaChange(title is null || !request.IsDraft ? title : DraftPrefix + title, body), cancellation));

    public async Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var page in client.PagesAsync($"repos/{Path(repository.Path)}/labels?limit=50", cancellation))
        {
            foreach (var label in Accepted(page).Json(GiteaJson.Default.IReadOnlyListGiteaLabel))
                known.TryAdd(label.Name, label.Id);
        }
        foreach (var name in labels.Where(name => !known.ContainsKey(name)))
        {
            var created = await client.WriteAsync(
                HttpMethod.Post, $"repos/{Path(repository.Path)}/labels",
                    JsonSerializer.Serialize(new GiteaNewLabel(name, LabelColor), GiteaJson.Default.GiteaNewLabel), notifies: false,
                    cancellation);
            known[name] = Accepted(created).Json(GiteaJson.Default.GiteaLabel).Id;
        }
        var ids = new GiteaLabels([.. labels.Select(name => known[name])]);
        Accepted(await client.WriteAsync(HttpMethod.Post, $"{Issue(repository, number)}/labels",
            JsonSerializer.Serialize(ids, GiteaJson.Default.GiteaLabels), notifies: false, cancellation));
    }

    public async Task<IReadOnlyList<string>> CommentsAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        [.. (await ReadAsync($"{Issue(repository, number)}/comments", cancellation)).Json(GiteaJson.Default.IReadOnlyListGiteaComment)
            .Select(comment => comment.Body)];

    public async Task CommentAsync(ForgeRepository repository, long number, string text, CancellationToken cancellation) => Accepted(await client.WriteAsync(
        HttpMethod.Post, $"{Issue(repository, number)}/comments",
            JsonSerializer.Serialize(new GiteaComment(text), GiteaJson.Default.GiteaComment), notifies: true, cancellation));

    public async Task CloseAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Accepted(await ChangeAsync(repository, number, new GiteaChange(State: "closed"), cancellation));

    public async Task ReopenAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var answer = await ChangeAsync(repository, number, new GiteaChange(State: "open"), cancellation);
        if (answer.Status is 409 or 412 or 422)
            throw new ForgeException(Reasons.Declined, ForgeMessages.NotReopened(client.Quote(answer))) { Status = answer.Status };
        Accepted(answer);
    }

    public async Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        var answer = await client.GetAsync($"repos/{Path(repository.Path)}/commits/{request.Head}/status", cancellation);
        if (answer.Status is 403 or 404)
            return ChecksState.Unknown;
        var statuses = Accepted(answer).Json(GiteaJson.Default.GiteaStatuses);
        return ForgeChecks.Join(
            [.. (statuses.Statuses ?? []).Select(status => Check(status.Status)), .. IsCut(statuses) ? [Check(statuses.State)]
            : Array.Empty<ChecksState>()]);
    }

    public async Task<IReadOnlyList<ForgeReview>> ReviewsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        var last = new Dictionary<string, ForgeReview>(StringComparer.Ordinal);
        await foreach (var page in client.PagesAsync($"{Pull(repository, request.Number)}/reviews?limit=50", cancellation))
        {
            foreach (var review in Accepted(page).Json(GiteaJson.Default.IReadOnlyListGiteaReview)
                .Where(review => review.State is "APPROVED" or "REQUEST_CHANGES"))
            {
                var reviewer = review.User?.Login ?? review.Team?.Name ?? "";
                if (review.Dismissed == true)
                    last.Remove(reviewer);
                else
                    last[reviewer] = new ForgeReview(reviewer, review.State == "APPROVED" ? ReviewVerdict.Approved
                        : ReviewVerdict.ChangesRequested, review.CommitId ?? "");
            }
        }
        return [.. last.Values];
    }

    public async Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        (await ReadAsync($"{Pull(repository, request.Number)}/commits?limit=2", cancellation)).Json(GiteaJson.Default.IReadOnlyListGiteaCommit).Count;

    public async Task<byte[]?> FileAsync(ForgeRepository repository, string path, string revision, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(
            $"repos/{Path(repository.Path)}/contents/{Uri.EscapeDataString(path)}?ref={Uri.EscapeDataString(revision)}", cancellation);
        if (answer.Status == 404)
            return null;
        return Accepted(answer).Text.StartsWith('[') ? null : ForgeContent.Decode(answer.Json(ForgeContentJson.Default.ForgeContent), path);
    }

    public async Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation)
    {
        var method = order.Method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase", _ => "merge" };
        var title = order.Method == MergeMethod.Squash ? order.Title : null;
        // Servers read the names in either case; each description has its own, and refuses the other's.
        var body = host.Kind == ForgeKind.Forgejo
            ? JsonSerializer.Serialize(new ForgejoMerge(method, order.Commit, title), GiteaJson.Default.ForgejoMerge)
            : JsonSerializer.Serialize(new GiteaMerge(method, order.Commit, title), GiteaJson.Default.GiteaMerge);
        var answer = await client.WriteAsync(HttpMethod.Post, $"{Pull(repository, request.Number)}/merge", body, notifies: true, cancellation, once: true);
        switch (answer.Status)
        {
            case 409 when answer.Words.Contains("head", StringComparison.OrdinalIgnoreCase):
                throw new ForgeException(Reasons.Changed, ForgeMessages.HeadMoved(client.Quote(answer))) { Status = 409 };
            case 405 or 409 or 413:
                throw new ForgeException(Reasons.NotMergeable, ForgeMessages.NotMerged(client.Quote(answer))) { Status = answer.Status };
            default:
                Accepted(answer);
                break;
        }
    }

    /// <summary>The head of a request whose branch was deleted is called <c>refs/pull/N/head</c>; its label keeps the name.</summary>
    private static string BranchName(GiteaEnd head) =>
        head.Ref.StartsWith("refs/pull/", StringComparison.Ordinal) && head.Label is { } label
            ? label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..] : head.Ref;

    private static bool IsCut(GiteaStatuses statuses) => statuses.State is { Length: > 0 } && statuses.TotalCount > (statuses.Statuses?.Count ?? 0);

    private static ChecksState Check(string? state) => state switch
    {
        "success" => ChecksState.Passed,
        "failure" or "error" => ChecksState.Failed,
        "pending" or "warning" => state == "pending" ? ChecksState.Running : ChecksState.Failed,
        "skipped" => ChecksState.None,
        _ => ChecksState.Unknown,
    };

    private static ForgeRequest Request(GiteaPull pull)
    {
        var isDraft = pull.Draft ?? pull.Title.StartsWith(DraftPrefix, StringComparison.OrdinalIgnoreCase);
        return new ForgeRequest
        {
            Number = pull.Number,
            Address = pull.HtmlUrl,
            Phase = pull.Merged == true || pull.MergedAt is not null ? RequestPhase.Merged : pull.State == "open" ? RequestPhase.Open : RequestPhase.Closed,
            IsDraft = isDraft,
            Title = isDraft && pull.Title.StartsWith(DraftPrefix, StringComparison.OrdinalIgnoreCase) ? pull.Title[DraftPrefix.Length..] : pull.Title,
            Body = pull.Body ?? "",
            Author = pull.User?.Login ?? "",
            Head = pull.Head.Sha,
            Base = pull.Base.Ref,
            MergeCommit = pull.MergedAt is null && pull.Merged != true ? null : pull.MergeCommitSha,
            Labels = [.. (pull.Labels ?? []).Select(label => label.Name)],
            Created = pull.CreatedAt,
            Updated = pull.UpdatedAt,
            // False stands for "not yet known" as well.
            CanMerge = pull.Mergeable is true ? true : null,
            MergeWord = pull.Mergeable is true ? "mergeable" : "not mergeable, or not yet known",
        };
    }

    private static string Pull(ForgeRepository repository, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"repos/{Path(repository.Path)}/pulls/{number}");

    private static string Issue(ForgeRepository repository, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"repos/{Path(repository.Path)}/issues/{number}");

    private static string Path(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private Task<ForgeAnswer> ChangeAsync(ForgeRepository repository, long number, GiteaChange change, CancellationToken cancellation) =>
        client.WriteAsync(HttpMethod.Patch, Pull(repository, number), JsonSerializer.Serialize(change, GiteaJson.Default.GiteaChange),
            notifies: false, cancellation);

    private async Task<ForgeAnswer> ReadAsync(string path, CancellationToken cancellation) => Accepted(await client.GetAsync(path, cancellation));

    private ForgeAnswer Accepted(ForgeAnswer answer) => answer.IsSuccess ? answer : throw client.Refused(answer);
}

internal sealed record GiteaUser(string Login);

internal sealed record GiteaRepository(
    long Id, string FullName, string HtmlUrl, bool Archived = false, bool? AllowMergeCommits = null, bool? AllowSquashMerge = null, bool? AllowRebase = null);

internal sealed record GiteaBranch(GiteaBranchCommit Commit);

internal sealed record GiteaBranchCommit(string Id);

internal sealed record GiteaPull(
    long Number,
    string State,
    string Title,
    string HtmlUrl,
    GiteaEnd Head,
    GiteaEnd Base,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Body = null,
    GiteaUser? User = null,
    IReadOnlyList<GiteaLabel>? Labels = null,
    bool? Draft = null,
    bool? Merged = null,
    DateTimeOffset? MergedAt = null,
    string? MergeCommitSha = null,
    bool? Mergeable = null);

internal sealed record GiteaEnd(string Ref, string Sha, string? Label = null, long? RepoId = null, GiteaRepositoryId? Repo = null);

internal sealed record GiteaRepositoryId(long Id);

internal sealed record GiteaLabel(long Id, string Name);

internal sealed record GiteaNewLabel(string Name, string Color);

internal sealed record GiteaLabels(IReadOnlyList<long> Labels);

internal sealed record GiteaComment(string Body);

internal sealed record GiteaNewPull(string Title, string Head, string Base, string Body);

internal sealed record GiteaChange(string? Title = null, string? Body = null, string? State = null);

internal sealed record GiteaMerge(string Do, string HeadCommitId, string? MergeTitleField);

internal sealed record ForgejoMerge(
    [property: JsonPropertyName("Do")] string Do,
    [property: JsonPropertyName("head_commit_id")] string HeadCommitId,
    [property: JsonPropertyName("MergeTitleField")] string? MergeTitleField);

internal sealed record GiteaReview(string State, GiteaUser? User = null, GiteaTeam? Team = null, string? CommitId = null, bool? Dismissed = null);

internal sealed record GiteaTeam(string Name);

internal sealed record GiteaCommit(string Sha);

internal sealed record GiteaStatuses(string? State = null, int? TotalCount = null, IReadOnlyList<GiteaStatus>? Statuses = null);

internal sealed record GiteaStatus(string? Status = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GiteaUser))]
[JsonSerializable(typeof(GiteaRepository))]
[JsonSerializable(typeof(GiteaBranch))]
[JsonSerializable(typeof(GiteaPull))]
[JsonSerializable(typeof(GiteaLabel))]
[JsonSerializable(typeof(IReadOnlyList<GiteaPull>))]
[JsonSerializable(typeof(IReadOnlyList<GiteaLabel>))]
[JsonSerializable(typeof(IReadOnlyList<GiteaComment>))]
[JsonSerializable(typeof(IReadOnlyList<GiteaReview>))]
[JsonSerializable(typeof(IReadOnlyList<GiteaCommit>))]
[JsonSerializable(typeof(GiteaStatuses))]
[JsonSerializable(typeof(GiteaNewLabel))]
[JsonSerializable(typeof(GiteaLabels))]
[JsonSerializable(typeof(GiteaComment))]
[JsonSerializable(typeof(GiteaNewPull))]
[JsonSerializable(typeof(GiteaChange))]
[JsonSerializable(typeof(GiteaMerge))]
[JsonSerializable(typeof(ForgejoMerge))]
internal sealed partial class GiteaJson : JsonSerializerContext;
