using System.Text.Json.Serialization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>Gitea and Forgejo: REST, version 1. They differ in how a merge is spelled and in what a list can be filtered by.</summary>
internal sealed class GiteaForge(ForgeHost host, ForgeClient client) : PullForge(host, client), IForge
{
    private const string LabelColor = "#ededed";

    protected override string DraftPrefix => "WIP: ";

    protected override string LongPages => "limit=50";

    public static IReadOnlyList<(string Name, string Value)> Headers(string token) => [("Authorization", $"token {token}"), ("Accept", "application/json")];

    public async Task<ForgeRepository> RepositoryAsync(string path, CancellationToken cancellation)
    {
        var repository = await ReadAsync(Repository(path), GiteaJson.Default.GiteaRepository, cancellation);
        return new ForgeRepository(repository.Id, repository.FullName, repository.Archived,
            Permitted(repository.AllowMergeCommits, repository.AllowSquashMerge, repository.AllowRebase, repository.DefaultMergeStyle ?? ""));
    }

    public async Task<string?> BranchTipAsync(ForgeRepository repository, string branch, CancellationToken cancellation) =>
        (await FindAsync($"{Repository(repository.Path)}/branches/{Uri.EscapeDataString(branch)}", GiteaJson.Default.GiteaBranch, cancellation))?.Commit.Id;

    public async Task<IReadOnlyList<ForgeRequest>> RequestsAsync(ForgeRepository repository, string branch, CancellationToken cancellation)
    {
        // No filter by branch is common to both and known to find what is closed.
        var pulls = await ListAsync($"{Repository(repository.Path)}/pulls?state=all&{LongPages}", GiteaJson.Default.ListGiteaPull, cancellation);
        return
        [
            .. pulls.Where(pull => BranchName(pull.Head) == branch && (pull.Head.RepoId ?? pull.Head.Repo?.Id) == repository.Id)
                .Select(Request).OrderByDescending(request => request.Number),
        ];
    }

    public async Task<ForgeRequest> RequestAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Request(await ReadAsync(Pull(repository, number), GiteaJson.Default.GiteaPull, cancellation));

    public async Task<ForgeRequest> CreateAsync(ForgeRepository repository, NewRequest request, CancellationToken cancellation)
    {
        var body = new GiteaNewPull(Titled(request.Title, request.IsDraft), request.Branch, request.Base, request.Body);
        var answer = await SendAsync(HttpMethod.Post, $"{Repository(repository.Path)}/pulls", body, GiteaJson.Default.GiteaNewPull, cancellation, notifies: true);
        return answer.Status switch
        {
            409 => throw new ForgeException(Reasons.RequestExists, ForgeMessages.NotCreated(Client.Quote(answer))) { Status = 409 },
            413 or 422 => throw new ForgeException(Reasons.Forbidden, ForgeMessages.NotCreated(Client.Quote(answer))) { Status = answer.Status },
            _ => Request(Client.Accepted(answer).Json(GiteaJson.Default.GiteaPull)),
        };
    }

    public async Task LabelAsync(ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var label in await ListAsync($"{Repository(repository.Path)}/labels?{LongPages}", GiteaJson.Default.ListGiteaLabel, cancellation))
            known.TryAdd(label.Name, label.Id);
        foreach (var name in labels.Where(name => !known.ContainsKey(name)))
        {
            var created = await SendAsync(HttpMethod.Post, $"{Repository(repository.Path)}/labels", new GiteaNewLabel(name, LabelColor),
                GiteaJson.Default.GiteaNewLabel, cancellation);
            known[name] = Client.Accepted(created).Json(GiteaJson.Default.GiteaLabel).Id;
        }
        var ids = new GiteaLabels([.. labels.Select(name => known[name])]);
        Client.Accepted(await SendAsync(HttpMethod.Post, $"{Issue(repository, number)}/labels", ids, GiteaJson.Default.GiteaLabels, cancellation));
    }

    public async Task<ChecksState> ChecksAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) => Join(
        await ChecksAsync($"{Repository(repository.Path)}/commits/{request.Head}/status?{LongPages}", answer =>
        {
            var page = answer.Json(GiteaJson.Default.GiteaStatuses);
            return (page.TotalCount, (page.Statuses ?? []).Select(status => Check(status.Status)));
        }, cancellation));

    public async Task<int> CommitsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        (await ReadAsync($"{Pull(repository, request.Number)}/commits?limit=2", RestJson.Default.ListPullCommit, cancellation)).Count;

    public async Task MergeAsync(ForgeRepository repository, ForgeRequest request, MergeOrder order, CancellationToken cancellation)
    {
        var method = Word(order.Method);
        var title = order.Method == MergeMethod.Squash ? order.Title : null;
        var address = $"{Pull(repository, request.Number)}/merge";
        // Servers read the names in either case; each description has its own, and refuses the other's.
        var answer = Host.Kind == ForgeKind.Forgejo
            ? await SendAsync(HttpMethod.Post, address, new ForgejoMerge(method, order.Commit, title), GiteaJson.Default.ForgejoMerge, cancellation, notifies: true, once: true)
            : await SendAsync(HttpMethod.Post, address, new GiteaMerge(method, order.Commit, title), GiteaJson.Default.GiteaMerge, cancellation, notifies: true, once: true);
        // That the head has moved and that the branches conflict are both a 409: a look at the request tells which.
        if (answer.Status is 405 or 409 or 413)
            throw new ForgeException(Reasons.NotMergeable, ForgeMessages.NotMerged(Client.Quote(answer))) { Status = answer.Status };
        Client.Accepted(answer);
    }

    /// <summary>The head of a request whose branch was deleted is called <c>refs/pull/N/head</c>; its label keeps the name.</summary>
    private static string BranchName(GiteaEnd head) =>
        head.Ref.StartsWith("refs/pull/", StringComparison.Ordinal) && head.Label is { } label
            ? label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..] : head.Ref;

    private static ChecksState Check(string? state) => state switch
    {
        "success" => ChecksState.Passed,
        "failure" or "error" or "warning" => ChecksState.Failed,
        "pending" => ChecksState.Running,
        "skipped" => ChecksState.None,
        _ => ChecksState.Unknown,
    };

    private ForgeRequest Request(GiteaPull pull)
    {
        var isDraft = IsDraft(pull.Title, pull.Draft);
        return new ForgeRequest
        {
            Number = pull.Number,
            Address = pull.HtmlUrl,
            Phase = pull.Merged == true || pull.MergedAt is not null ? RequestPhase.Merged : pull.State == "open" ? RequestPhase.Open : RequestPhase.Closed,
            IsDraft = isDraft,
            Title = Untitled(pull.Title, isDraft),
            Body = pull.Body ?? "",
            Author = pull.User?.Login ?? "",
            Head = pull.Head.Sha,
            Base = pull.Base.Ref,
            MergeCommit = pull.MergedAt is null && pull.Merged != true ? null : pull.MergeCommitSha,
            Labels = [.. (pull.Labels ?? []).Select(label => label.Name)],
            Created = pull.CreatedAt,
            Closed = pull.ClosedAt,
            Updated = pull.UpdatedAt,
            // False stands for "not yet known" as well.
            CanMerge = pull.Mergeable is true ? true : null,
            MergeWord = pull.Mergeable is true ? "mergeable" : "not mergeable, or not yet known",
        };
    }
}

internal sealed record GiteaRepository(
    long Id, string FullName, bool Archived = false, bool? AllowMergeCommits = null, bool? AllowSquashMerge = null, bool? AllowRebase = null,
    string? DefaultMergeStyle = null);

internal sealed record GiteaBranch(GiteaBranchCommit Commit);

internal sealed record GiteaBranchCommit(string Id);

internal sealed record GiteaPull(
    long Number,
    string State,
    string Title,
    string HtmlUrl,
    GiteaEnd Head,
    GiteaEnd Base,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? ClosedAt = null,
    DateTimeOffset? UpdatedAt = null,
    string? Body = null,
    PullUser? User = null,
    IReadOnlyList<GiteaLabel>? Labels = null,
    bool? Draft = null,
    bool? Merged = null,
    DateTimeOffset? MergedAt = null,
    string? MergeCommitSha = null,
    bool? Mergeable = null);

internal sealed record GiteaEnd(string Ref, string Sha, string? Label = null, long? RepoId = null, PullRepositoryId? Repo = null);

internal sealed record GiteaLabel(long Id, string Name);

internal sealed record GiteaNewLabel(string Name, string Color);

internal sealed record GiteaLabels(IReadOnlyList<long> Labels);

internal sealed record GiteaNewPull(string Title, string Head, string Base, string Body);

internal sealed record GiteaMerge(string Do, string HeadCommitId, string? MergeTitleField);

internal sealed record ForgejoMerge(
    [property: JsonPropertyName("Do")] string Do,
    [property: JsonPropertyName("head_commit_id")] string HeadCommitId,
    [property: JsonPropertyName("MergeTitleField")] string? MergeTitleField);

internal sealed record GiteaStatuses(int? TotalCount = null, IReadOnlyList<GiteaStatus>? Statuses = null);

internal sealed record GiteaStatus(string? Status = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GiteaRepository))]
[JsonSerializable(typeof(GiteaBranch))]
[JsonSerializable(typeof(GiteaPull))]
[JsonSerializable(typeof(GiteaLabel))]
[JsonSerializable(typeof(List<GiteaPull>))]
[JsonSerializable(typeof(List<GiteaLabel>))]
[JsonSerializable(typeof(GiteaStatuses))]
[JsonSerializable(typeof(GiteaNewLabel))]
[JsonSerializable(typeof(GiteaLabels))]
[JsonSerializable(typeof(GiteaNewPull))]
[JsonSerializable(typeof(GiteaMerge))]
[JsonSerializable(typeof(ForgejoMerge))]
internal sealed partial class GiteaJson : JsonSerializerContext;
