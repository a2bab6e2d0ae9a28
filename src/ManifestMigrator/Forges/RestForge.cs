using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>What all families of forges have in common: how they are asked, and what files, checks and drafts are.</summary>
internal abstract class RestForge(ForgeHost host, ForgeClient client)
{
    /// <summary>More pages of checks than this are not read: their state is then unknown.</summary>
    private const int PagesOfChecks = 20;

    public ForgeHost Host => host;

    public DateTimeOffset Now => client.Now;

    public bool IsRunningLow => client.IsRunningLow;

    protected ForgeClient Client => client;

    /// <summary>Most families have no way but one by one, and no limit that 10,000 repositories would meet.</summary>
    public virtual Task<IReadOnlyDictionary<string, ForgeSnapshot>> ReadManyAsync(IReadOnlyList<ForgeQuestion> questions, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, ForgeSnapshot>>(new Dictionary<string, ForgeSnapshot>(StringComparer.Ordinal));

    /// <summary>Only GitHub has a queue that a token with the right to bypass rules would merge past.</summary>
    public virtual Task<bool> HasMergeQueueAsync(ForgeRepository repository, string branch, CancellationToken cancellation) => Task.FromResult(false);

    /// <summary>What marks a draft at the beginning of a title; empty where drafts have a member of their own.</summary>
    protected virtual string DraftPrefix => "";

    /// <summary>A path of several segments, each escaped.</summary>
    protected static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    protected static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    protected string Titled(string title, bool isDraft) => isDraft ? DraftPrefix + title : title;

    protected string Untitled(string title, bool isDraft) =>
        isDraft && title.StartsWith(DraftPrefix, StringComparison.OrdinalIgnoreCase) ? title[DraftPrefix.Length..] : title;

    protected bool IsDraft(string title, bool? isDraft) =>
        isDraft ?? (DraftPrefix.Length > 0 && title.StartsWith(DraftPrefix, StringComparison.OrdinalIgnoreCase));

    protected async Task<TValue> ReadAsync<TValue>(string path, JsonTypeInfo<TValue> type, CancellationToken cancellation)
        where TValue : class => client.Accepted(await client.GetAsync(path, cancellation)).Json(type);

    /// <returns><see langword="null"/> when the forge says that there is no such thing.</returns>
    protected async Task<TValue?> FindAsync<TValue>(string path, JsonTypeInfo<TValue> type, CancellationToken cancellation)
        where TValue : class => await client.GetAsync(path, cancellation) is { Status: not 404 } answer ? client.Accepted(answer).Json(type) : null;

    protected Task<List<TItem>> ListAsync<TItem>(string path, JsonTypeInfo<List<TItem>> type, CancellationToken cancellation) =>
        client.ListAsync(path, type, cancellation);

    /// <summary>Login of the token's account; tokens of apps and projects may not ask.</summary>
    protected async Task<string> AccountAsync<TUser>(JsonTypeInfo<TUser> type, Func<TUser, string> login, CancellationToken cancellation)
        where TUser : class
    {
        var answer = await client.GetAsync("user", cancellation);
        return answer.Status is 403 or 404 ? "" : login(client.Accepted(answer).Json(type));
    }

    protected Task<ForgeAnswer> SendAsync<TBody>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellation, bool notifies = false, bool once = false) =>
        client.WriteAsync(method, path, JsonSerializer.Serialize(body, type), notifies, cancellation, once);

    /// <summary>A file's bytes; <see langword="null"/> for none, and for a folder, a link or a submodule.</summary>
    /// <exception cref="ForgeException">The forge keeps the content of so large a file to itself.</exception>
    protected async Task<byte[]?> FileAsync(string address, string path, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(address, cancellation);
        // A folder is answered by a list.
        if (answer.Status == 404 || client.Accepted(answer).Text.StartsWith('['))
            return null;
        var content = answer.Json(RestJson.Default.ForgeContent);
        if (content.Type is not (null or "file"))
            return null;
        if (content is not { Encoding: "base64", Content: { } text })
            throw new ForgeException(Reasons.ServerError, ForgeMessages.NoContent(path));
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw answer.NotUnderstood(exception.Message);
        }
    }

    /// <summary>The states of a list of checks that says how many there are. Those it does not show are unknown, and so are all that
    /// the token may not see: who may read the code need not be allowed to read its checks.</summary>
    protected async Task<IReadOnlyList<ChecksState>> ChecksAsync(
        string path, Func<ForgeAnswer, (int? Total, IEnumerable<ChecksState> States)> read, CancellationToken cancellation)
    {
        var states = new List<ChecksState>();
        for (var page = 1; page <= PagesOfChecks; page++)
        {
            var answer = await client.GetAsync(page == 1 ? path : Invariant($"{path}&page={page}"), cancellation);
            if (answer.Status is 403 or 404)
                return [ChecksState.Unknown];
            var before = states.Count;
            var (total, shown) = read(client.Accepted(answer));
            states.AddRange(shown);
            if (states.Count >= (total ?? answer.Total ?? 0) && answer.Next(Host.Api) is null)
                return states;
            if (states.Count == before)
                break;
        }
        return [.. states, ChecksState.Unknown];
    }

    /// <summary>One state for all checks of a commit: what failed weighs most, then what nobody knows, what still runs, what passed. Nothing is none.</summary>
    public static ChecksState Join(IReadOnlyCollection<ChecksState> states) =>
        new[] { ChecksState.Failed, ChecksState.Unknown, ChecksState.Running, ChecksState.Passed }
            .Where(states.Contains).DefaultIfEmpty(ChecksState.None).First();
}

/// <summary>What GitHub, Gitea and Forgejo have in common: pull requests under <c>repos/owner/name</c>.</summary>
internal abstract class PullForge(ForgeHost host, ForgeClient client) : RestForge(host, client)
{
    /// <summary>How a list is asked for the longest pages it has.</summary>
    protected abstract string LongPages { get; }

    public Task<string> AccountAsync(CancellationToken cancellation) => AccountAsync(RestJson.Default.PullUser, user => user.Login, cancellation);

    public async Task<IReadOnlyList<ForgeComment>> CommentsAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        [.. (await ListAsync($"{Issue(repository, number)}/comments{CommentPages}", RestJson.Default.ListPullComment, cancellation))
            .Select(comment => new ForgeComment(comment.User?.Login ?? "", comment.Body ?? "", comment.CreatedAt))];

    public async Task CommentAsync(ForgeRepository repository, long number, string text, CancellationToken cancellation) => Client.Accepted(
        await SendAsync(HttpMethod.Post, $"{Issue(repository, number)}/comments", new PullComment(text), RestJson.Default.PullComment, cancellation, notifies: true));

    public async Task UpdateTextAsync(ForgeRepository repository, ForgeRequest request, string? title, string? body, CancellationToken cancellation) =>
        Client.Accepted(await ChangeAsync(repository, request.Number,
            new PullChange(title is null ? null : Titled(title, request.IsDraft), body), cancellation));

    public async Task CloseAsync(ForgeRepository repository, long number, CancellationToken cancellation) =>
        Client.Accepted(await ChangeAsync(repository, number, new PullChange(State: "closed"), cancellation));

    public async Task ReopenAsync(ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var answer = await ChangeAsync(repository, number, new PullChange(State: "open"), cancellation);
        if (answer.Status is 409 or 412 or 422)
            throw new ForgeException(Reasons.Declined, ForgeMessages.NotReopened(Client.Quote(answer))) { Status = answer.Status };
        Client.Accepted(answer);
    }

    public async Task<IReadOnlyList<ForgeReview>> ReviewsAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        request.Reviews ?? Verdicts(await ListAsync($"{Pull(repository, request.Number)}/reviews?{LongPages}", RestJson.Default.ListPullReview, cancellation));

    /// <summary>
    /// The last verdict of each reviewer; the approval of somebody without a say is none. A later review that was dismissed withdraws an approval of the same reviewer, and takes back no wish for
    /// changes: whatever the forge makes of it, nothing is merged on a verdict that is in doubt.
    /// </summary>
    public static IReadOnlyList<ForgeReview> Verdicts(IEnumerable<PullReview> reviews)
    {
        var last = new Dictionary<string, ForgeReview>(StringComparer.Ordinal);
        foreach (var review in reviews)
        {
            var reviewer = review.User?.Login ?? review.Team?.Name ?? "";
            if (review.Dismissed == true || review.State == "DISMISSED")
            {
                if (last.GetValueOrDefault(reviewer)?.Verdict == ReviewVerdict.Approved)
                    last.Remove(reviewer);
                continue;
            }
            var isApproval = review.State == "APPROVED";
            if (isApproval && !review.Counts)
                continue;
            if (isApproval || review.State is "CHANGES_REQUESTED" or "REQUEST_CHANGES")
            {
                last[reviewer.Length > 0 ? reviewer : Invariant($"#{last.Count}")] =
                    new ForgeReview(reviewer, isApproval ? ReviewVerdict.Approved : ReviewVerdict.ChangesRequested, review.CommitId ?? "");
            }
        }
        return [.. last.Values];
    }

    public async Task<byte[]?> FileAsync(ForgeRepository repository, string path, string revision, CancellationToken cancellation) =>
        await FileAsync($"{Repository(repository.Path)}/contents/{Uri.EscapeDataString(path)}?ref={Uri.EscapeDataString(revision)}", path, cancellation);

    /// <summary>Gitea's comments have no pages.</summary>
    protected virtual string CommentPages => "";

    protected static string Repository(string path) => $"repos/{Escape(path)}";

    protected static string Pull(ForgeRepository repository, long number) => Invariant($"{Repository(repository.Path)}/pulls/{number}");

    protected static string Issue(ForgeRepository repository, long number) => Invariant($"{Repository(repository.Path)}/issues/{number}");

    /// <summary>A repository that does not say whether it permits a method is asked by merging.</summary>
    public static MergeMethod[] Permitted(bool? merge, bool? squash, bool? rebase, string preferred = "")
    {
        var permitted = new List<MergeMethod>();
        if (merge is not false)
            permitted.Add(MergeMethod.Merge);
        if (squash is not false)
            permitted.Add(MergeMethod.Squash);
        if (rebase is not false)
            permitted.Add(MergeMethod.Rebase);
        return [.. permitted.OrderByDescending(method => Word(method) == preferred)];
    }

    protected static string Word(MergeMethod method) => method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase", _ => "merge" };

    private Task<ForgeAnswer> ChangeAsync(ForgeRepository repository, long number, PullChange change, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Patch, Pull(repository, number), change, RestJson.Default.PullChange, cancellation);
}

/// <summary>A file as all families answer it.</summary>
internal sealed record ForgeContent(string? Content = null, string? Encoding = null, string? Type = null);

internal sealed record PullUser(string Login);

internal sealed record PullComment(string? Body, PullUser? User = null, DateTimeOffset? CreatedAt = null);

internal sealed record PullChange(string? Title = null, string? Body = null, string? State = null);

internal sealed record PullReview(string State, PullUser? User = null, PullTeam? Team = null, string? CommitId = null, bool? Dismissed = null,
    string? AuthorAssociation = null, bool? Official = null)
{
    /// <summary>Whether its author has a say in the repository, as far as the forge tells: on a public one, anybody may approve.</summary>
    public bool Counts => AuthorAssociation is (null or "OWNER" or "MEMBER" or "COLLABORATOR") && Official != false;
}

internal sealed record PullTeam(string Name);

internal sealed record PullCommit(string Sha);

internal sealed record PullRepositoryId(long? Id = null, string? FullName = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ForgeContent))]
[JsonSerializable(typeof(PullUser))]
[JsonSerializable(typeof(PullComment))]
[JsonSerializable(typeof(PullChange))]
[JsonSerializable(typeof(List<PullComment>))]
[JsonSerializable(typeof(List<PullReview>))]
[JsonSerializable(typeof(List<PullCommit>))]
internal sealed partial class RestJson : JsonSerializerContext;
