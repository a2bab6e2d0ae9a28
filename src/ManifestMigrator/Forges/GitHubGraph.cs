using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ManifestMigrator.Forges;

/// <summary>Reads many repositories of GitHub at a time by GraphQL: 50 a query, where REST takes from three to eight requests for each.</summary>
/// <remarks>It only accelerates. Whatever it does not tell whole is left out, and then read by REST: a host without GraphQL, a repository
/// that is gone, lists that are cut, a query that takes too long.</remarks>
internal sealed class GitHubGraph(ForgeClient client, Uri api)
{
    /// <summary>Up to so many repositories REST is as fast, and needs nothing but GET.</summary>
    private const int Few = 25;

    /// <summary>About eight points of GitHub's 5,000 an hour: five lists for each of five requests of fifty repositories.</summary>
    private const int Most = 50;

    private const string Fragment = """
        fragment R on Repository {
          databaseId nameWithOwner isArchived mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed
          ref(qualifiedName: $headRef) { target { oid } }
          pullRequests(headRefName: $head, first: 5, orderBy: { field: CREATED_AT, direction: DESC }) {
            totalCount
            nodes {
              number url title body state isDraft mergeable mergeStateStatus baseRefName headRefName headRefOid createdAt closedAt updatedAt
              headRepository { databaseId } author { __typename login } mergeCommit { oid } labels(first: 20) { nodes { name } }
              reviews(first: 50, states: [APPROVED, CHANGES_REQUESTED, DISMISSED]) { totalCount nodes { state authorAssociation author { login } commit { oid } } }
              commits(last: 1) {
                totalCount
                nodes { commit { statusCheckRollup { contexts(first: 50) {
                  totalCount nodes { __typename ... on CheckRun { status conclusion } ... on StatusContext { state } } } } } }
              }
            }
          }
        }
        """;

    private const string QueueQuery =
        "query($o: String!, $n: String!, $b: String!) { repository(owner: $o, name: $n) { nameWithOwner mergeQueue(branch: $b) { id } } }";

    /// <summary>Whether the host has said that it has no GraphQL.</summary>
    private bool _isAbsent;

    /// <returns>What is known, by the paths that were asked for; what is not in it has to be read by REST.</returns>
    public async Task<IReadOnlyDictionary<string, ForgeSnapshot>> ReadAsync(IReadOnlyList<ForgeQuestion> questions, CancellationToken cancellation)
    {
        var found = new Dictionary<string, ForgeSnapshot>(StringComparer.OrdinalIgnoreCase);
        if (questions.Count <= Few)
            return found;
        foreach (var branch in questions.GroupBy(question => question.Branch, StringComparer.Ordinal))
        {
            var all = branch.ToList();
            var size = Most;
            for (var done = 0; done < all.Count;)
            {
                var part = all.Skip(done).Take(size).ToList();
                if (await QueryAsync(part, found, cancellation) is not { } isWhole)
                    return found;
                if (isWhole)
                    done += part.Count;
                else if ((size /= 2) == 0)
                    return found;
            }
        }
        return found;
    }

    /// <summary>Whether a branch has a merge queue; false also where there is no GraphQL, or none that knows queues.</summary>
    public async Task<bool> HasMergeQueueAsync(string path, string branch, CancellationToken cancellation)
    {
        if (_isAbsent)
            return false;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["o"] = path.Split('/')[0], ["n"] = path.Split('/')[^1], ["b"] = branch };
        try
        {
            var answer = await client.QueryAsync(Address(), JsonSerializer.Serialize(new GraphQuery(QueueQuery, variables), GraphJson.Default.GraphQuery), cancellation);
            _isAbsent = answer.Status is 404;
            return answer.IsSuccess && answer.Json(GraphJson.Default.GraphAnswer).Data is { } data && data.TryGetValue("repository", out var json)
                && Parse(json) is { MergeQueue: not null };
        }
        catch (ForgeException)
        {
            return false;
        }
    }

    /// <returns>Whether it was answered; false when the query took too long, <see langword="null"/> when there is no GraphQL for us.</returns>
    private async Task<bool?> QueryAsync(List<ForgeQuestion> questions, Dictionary<string, ForgeSnapshot> found, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.QueryAsync(Address(), Compose(questions), cancellation);
            if (answer.Status is 502 or 503 or 504)
                return false;
            _isAbsent = answer.Status is 404;
            if (!answer.IsSuccess || answer.IsGraphQLLimit)
                return null;
            if (answer.Json(GraphJson.Default.GraphAnswer).Data is not { } data)
                return answer.Words.Contains("resource limits", StringComparison.OrdinalIgnoreCase) ? false : null;
            for (var index = 0; index < questions.Count; index++)
            {
                if (data.TryGetValue($"r{index}", out var json) && Parse(json) is { } repository && Snapshot(repository, questions[index]) is { } snapshot)
                    found[questions[index].Path] = snapshot;
            }
            return true;
        }
        catch (ForgeException)
        {
            // REST asks again, and says what is wrong.
            return null;
        }
    }

    private Uri Address() => api.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal) ? new Uri(api, "../graphql") : new Uri(api, "graphql");

    /// <summary>Names are variables: nothing of other people's is pasted into the query.</summary>
    private static string Compose(List<ForgeQuestion> questions)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["head"] = questions[0].Branch,
            ["headRef"] = $"refs/heads/{questions[0].Branch}",
        };
        var (declared, selected) = (new StringBuilder("$head: String!, $headRef: String!"), new StringBuilder());
        for (var index = 0; index < questions.Count; index++)
        {
            var question = questions[index];
            variables[$"o{index}"] = question.Path.Split('/')[0];
            variables[$"n{index}"] = question.Path.Split('/')[^1];
            declared.Append(CultureInfo.InvariantCulture, $", $o{index}: String!, $n{index}: String!");
            var file = "";
            if (question.File is { } path)
            {
                variables[$"e{index}"] = $"refs/heads/{question.Base}:{path}";
                declared.Append(CultureInfo.InvariantCulture, $", $e{index}: String!");
                file = string.Create(CultureInfo.InvariantCulture, $" file: object(expression: $e{index}) {{ ... on Blob {{ byteSize isBinary text }} }}");
            }
            selected.Append(CultureInfo.InvariantCulture, $"  r{index}: repository(owner: $o{index}, name: $n{index}) {{ ...R{file} }}\n");
        }
        return JsonSerializer.Serialize(new GraphQuery($"query({declared}) {{\n{selected}}}\n{Fragment}", variables), GraphJson.Default.GraphQuery);
    }

    private static GraphRepository? Parse(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object ? json.Deserialize(GraphJson.Default.GraphRepository) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns><see langword="null"/> when something of it is missing.</returns>
    private static ForgeSnapshot? Snapshot(GraphRepository repository, ForgeQuestion question)
    {
        if (repository is not { DatabaseId: { } id, PullRequests: { } pulls } || pulls.TotalCount > pulls.Nodes.Count)
            return null;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (question.File is { } path && repository.File is { IsBinary: false, Text: { } text } file && Encoding.UTF8.GetByteCount(text) == file.ByteSize)
            files[path] = Encoding.UTF8.GetBytes(text);
        return new ForgeSnapshot(
            new ForgeRepository(id, repository.NameWithOwner, repository.IsArchived, PullForge.Permitted(
                repository.MergeCommitAllowed, repository.SquashMergeAllowed, repository.RebaseMergeAllowed)),
            [.. pulls.Nodes.Where(pull => pull.HeadRefName == question.Branch && pull.HeadRepository?.DatabaseId == id).Select(Request)
                .OrderByDescending(request => request.Number)],
            repository.Ref?.Target.Oid,
            files);
    }

    private static ForgeRequest Request(GraphPull pull) => new()
    {
        Number = pull.Number,
        Address = pull.Url,
        Phase = pull.State switch { "MERGED" => RequestPhase.Merged, "OPEN" => RequestPhase.Open, _ => RequestPhase.Closed },
        IsDraft = pull.IsDraft,
        Title = pull.Title,
        Body = pull.Body ?? "",
        Author = pull.Author is { } author ? author.Typename == "Bot" ? $"{author.Login}[bot]" : author.Login : "",
        Head = pull.HeadRefOid,
        Base = pull.BaseRefName,
        MergeCommit = pull.State == "MERGED" ? pull.MergeCommit?.Oid : null,
        Labels = [.. (pull.Labels?.Nodes ?? []).Select(label => label.Name ?? "")],
        Created = pull.CreatedAt,
        Closed = pull.ClosedAt,
        Updated = pull.UpdatedAt,
        Commits = pull.Commits?.TotalCount,
        CanMerge = pull.Mergeable is not ("MERGEABLE" or "CONFLICTING") || pull.MergeStateStatus is null or "UNKNOWN" ? null
            : pull.Mergeable == "MERGEABLE" && pull.MergeStateStatus is "CLEAN" or "HAS_HOOKS",
        MergeWord = Lower(pull.MergeStateStatus),
        Checks = pull.Commits?.Nodes is [var only] ? Checks(only.Commit.StatusCheckRollup?.Contexts) : null,
        Reviews = pull.Reviews is { } reviews && reviews.TotalCount == reviews.Nodes.Count
            ? PullForge.Verdicts(reviews.Nodes.Select(review => new PullReview(
                review.State, review.Author is { } reviewer ? new PullUser(reviewer.Login) : null, CommitId: review.Commit?.Oid, AuthorAssociation: review.AuthorAssociation)))
            : null,
    };

    private static ChecksState Checks(GraphList<GraphCheck>? contexts)
    {
        if (contexts is null)
            return ChecksState.None;
        var states = contexts.Nodes.Select(check =>
            check.Typename == "StatusContext" ? GitHubForge.Status(Lower(check.State)) : GitHubForge.Check(Lower(check.Status), Lower(check.Conclusion)));
        return RestForge.Join([.. states, .. contexts.TotalCount > contexts.Nodes.Count ? [ChecksState.Unknown] : Array.Empty<ChecksState>()]);
    }

    private static string Lower(string? word) => (word ?? "").ToLowerInvariant();
}

internal sealed record GraphQuery(string Query, Dictionary<string, string> Variables);

internal sealed record GraphAnswer(Dictionary<string, JsonElement>? Data = null);

internal sealed record GraphRepository(
    string NameWithOwner,
    long? DatabaseId = null,
    bool IsArchived = false,
    bool? MergeCommitAllowed = null,
    bool? SquashMergeAllowed = null,
    bool? RebaseMergeAllowed = null,
    GraphReference? Ref = null,
    GraphList<GraphPull>? PullRequests = null,
    GraphBlob? File = null,
    GraphQueue? MergeQueue = null);

internal sealed record GraphQueue(string? Id = null);

internal sealed record GraphReference(GraphObject Target);

internal sealed record GraphObject(string Oid);

internal sealed record GraphBlob(long? ByteSize = null, bool? IsBinary = null, string? Text = null);

internal sealed record GraphList<TNode>(IReadOnlyList<TNode> Nodes, int TotalCount = 0);

internal sealed record GraphPull(
    long Number,
    string Url,
    string Title,
    string State,
    string BaseRefName,
    string HeadRefName,
    string HeadRefOid,
    bool IsDraft = false,
    string? Body = null,
    string? Mergeable = null,
    string? MergeStateStatus = null,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? ClosedAt = null,
    DateTimeOffset? UpdatedAt = null,
    GraphRepositoryId? HeadRepository = null,
    GraphUser? Author = null,
    GraphObject? MergeCommit = null,
    GraphList<GitHubLabel>? Labels = null,
    GraphList<GraphReview>? Reviews = null,
    GraphList<GraphCommitNode>? Commits = null);

internal sealed record GraphRepositoryId(long? DatabaseId = null);

internal sealed record GraphUser(string Login, [property: JsonPropertyName("__typename")] string? Typename = null);

internal sealed record GraphReview(string State, GraphUser? Author = null, GraphObject? Commit = null, string? AuthorAssociation = null);

internal sealed record GraphCommitNode(GraphCommit Commit);

internal sealed record GraphCommit(GraphRollup? StatusCheckRollup = null);

internal sealed record GraphRollup(GraphList<GraphCheck> Contexts);

internal sealed record GraphCheck(
    [property: JsonPropertyName("__typename")] string? Typename = null, string? Status = null, string? Conclusion = null, string? State = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GraphQuery))]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(GraphRepository))]
internal sealed partial class GraphJson : JsonSerializerContext;
