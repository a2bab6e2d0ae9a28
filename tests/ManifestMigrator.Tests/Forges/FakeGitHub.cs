using System.Globalization;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Forges;

internal sealed class FakeGitHub() : FakeForge(ForgeKind.GitHub)
{
    protected override string Root => "/api/v3/";

    protected override bool IsAuthorized(HttpRequest request) =>
        (request.Headers.Authorization == $"Bearer {Token}" || request.Headers.Authorization == $"token {Token}")
            && request.Headers.UserAgent.Count > 0 && request.Headers["X-GitHub-Api-Version"].ToString() is "" or "2022-11-28";

    protected override FakeAnswer Answer(string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (segments)
        {
            case ["user"]:
                return Account.Length == 0 ? FakeAnswer.Message(403, "Resource not accessible by integration")
                    : new(200, new JsonObject { ["login"] = Account });
            case ["repositories", var id]:
                return Repositories.Find(repository => repository.Id.ToString(CultureInfo.InvariantCulture) == id) is { } byId
                    ? new(200, Shape(byId)) : NotFound();
            case ["repos", var owner, var name, .. var rest]:
                if (Renamed.TryGetValue($"{owner}/{name}", out var renamed))
                {
                    var location = $"{Address}repositories/{renamed.Id}{string.Concat(rest.Select(segment => $"/{segment}"))}";
                    return FakeAnswer.Message(method == "GET" ? 301 : 307, "Moved") with { Headers = new(StringComparer.Ordinal) { ["Location"] = location } };
                }
                return Repositories.Find(repository => repository.Path == $"{owner}/{name}") is { } found
                    ? Answer(found, method, rest, query, body) : NotFound();
            default:
                return NotFound();
        }
    }

    private FakeAnswer Answer(FakeRepository repository, string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        if (method != "GET" && repository.IsArchived)
            return FakeAnswer.Message(403, "Repository was archived so is read-only.");
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, Shape(repository));
            case ("GET", ["git", "ref", var reference]):
                return repository.Tip(reference["heads/".Length..]) is { } tip
                    ? new(200, new JsonObject { ["ref"] = $"refs/{reference}", ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = tip } })
                    : NotFound();
            case ("GET", ["pulls"]):
                // A filter without an owner is ignored, and not an error.
                var filter = query["head"].ToString();
                var taken = repository.Requests
                    .Where(request => !filter.Contains(':', StringComparison.Ordinal)
                    || filter == $"{repository.Path.Split('/')[0]}:{request.Branch}")
                    .Where(request => query["state"] == "all" || (query["state"] == "closed") == (request.State != "open"));
                return new(200, new JsonArray([.. taken.Reverse().Select(request => (JsonNode)Shape(repository, request, isDetailed: false))]));
            case ("POST", ["pulls"]):
                return Create(repository, body!);
            case ("GET", ["contents", var path]):
                return !Exists(repository, query["ref"].ToString()) || File(repository, path, query["ref"].ToString()) is not var (blob, content)
                    ? NotFound()
                    : new(200, new JsonObject
                    {
                        ["type"] = "file",
                        ["encoding"] = "base64",
                        ["sha"] = blob,
                        ["size"] = content.Length,
                        ["name"] = path,
                        ["path"] = path,
                        ["content"] = Wrapped(content)
                    });
            case ("GET", ["commits", var commit, "status"]):
                var statuses = repository.Statuses.GetValueOrDefault(commit) ?? [];
                return new(200, new JsonObject
                {
                    // Where nothing ever reports it says "pending".
                    ["state"] = statuses.Count == 0 ? "pending" : statuses[0],
                    ["sha"] = commit,
                    ["total_count"] = statuses.Count,
                    ["statuses"] = new JsonArray([.. statuses.Select(state => (JsonNode)new JsonObject { ["state"] = state, ["context"] = "ci" })]),
                });
            case ("GET", ["commits", var commit, "check-runs"]):
                var runs = repository.CheckRuns.GetValueOrDefault(commit) ?? [];
                return new(200, new JsonObject
                {
                    ["total_count"] = runs.Count,
                    ["check_runs"] = new JsonArray(
                        [.. runs.Select(run =>
                        (JsonNode)new JsonObject { ["name"] = "build", ["status"] = run.Status, ["conclusion"] = run.Conclusion })]),
                });
            case (_, ["pulls" or "issues", var number, .. var rest]) when repository.Find(long.Parse(number, CultureInfo.InvariantCulture)) is { } request:
                return Answer(repository, request, method, rest, body);
            default:
                return NotFound();
        }
    }

    private FakeAnswer Answer(FakeRepository repository, FakeRequest request, string method, string[] segments, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, Shape(repository, request, isDetailed: true));
            case ("GET", ["commits"]):
                return new(200, new JsonArray([.. Commits(repository, request).Select(commit => (JsonNode)new JsonObject { ["sha"] = commit })]));
            case ("GET", ["reviews"]):
                return new(200, new JsonArray(
                    [.. request.Reviews.Select(review =>
                    (JsonNode)new JsonObject { ["state"] = review.State, ["user"] = User(review.User), ["commit_id"] = review.Commit })]));
            case ("GET", ["comments"]):
                return new(200, new JsonArray([.. request.Comments.Select(comment => (JsonNode)new JsonObject { ["body"] = comment })]));
            case ("POST", ["comments"]):
                request.Comments.Add((string)body!["body"]!);
                return new(201, new JsonObject { ["body"] = request.Comments[^1] });
            case ("POST", ["labels"]):
                request.Labels.AddRange(body!["labels"]!.AsArray().Select(label => (string)label!).Except(request.Labels, StringComparer.Ordinal));
                return new(200, Labels(request));
            case ("PATCH", []):
                return Change(repository, request, body!.AsObject());
            case ("PUT", ["merge"]):
                return Merge(repository, request, body!);
            default:
                return NotFound();
        }
    }

    private FakeAnswer Create(FakeRepository repository, JsonNode body)
    {
        var (branch, @base) = ((string)body["head"]!, (string)body["base"]!);
        if (repository.Tip(branch) is not { } tip || repository.Tip(@base) is null)
            return Invalid("head", code: "invalid");
        if (repository.Requests.Exists(request => request.State == "open" && request.Branch == branch && request.Base == @base))
            return Invalid($"A pull request already exists for {repository.Path.Split('/')[0]}:{branch}.");
        var request = Open(repository, branch, @base, (string)body["title"]!, (string?)body["body"], Account, (bool?)body["draft"] ?? false);
        if (Commits(repository, request).Count > 0 && tip == request.Head)
            return new(201, Shape(repository, request, isDetailed: true));
        repository.Requests.Remove(request);
        return Invalid($"No commits between {@base} and {branch}");
    }

    private FakeAnswer Change(FakeRepository repository, FakeRequest request, JsonObject body)
    {
        if ((string?)body["state"] == "open" && request.State == "closed" && repository.Tip(request.Branch) != request.Head)
            return Invalid($"state cannot be changed. The {request.Branch} branch has been deleted.", field: "state");
        request.Title = (string?)body["title"] ?? request.Title;
        request.Body = (string?)body["body"] ?? request.Body;
        if (request.State != "merged")
            request.State = (string?)body["state"] ?? request.State;
        request.Updated = Time.GetUtcNow();
        return new(200, Shape(repository, request, isDetailed: true));
    }

    private FakeAnswer Merge(FakeRepository repository, FakeRequest request, JsonNode body)
    {
        if (!repository.MayMerge)
            return FakeAnswer.Message(403,
                "Resource not accessible by personal access token") with
            {
                Headers =
                new(StringComparer.Ordinal) { ["X-Accepted-GitHub-Permissions"] = "contents=write" }
            };
        if ((string?)body["sha"] is { } pin && pin != request.Head)
            return FakeAnswer.Message(409, "Head branch was modified. Review and try the merge again.");
        if (request.State != "open" || request.IsDraft || repository.MergeState is "dirty")
            return FakeAnswer.Message(405, "Pull Request is not mergeable");
        // Whoever holds an administrator's token merges past rules: that it works is no permission.
        Land(repository, request, (string?)body["merge_method"] ?? "merge");
        return new(200, new JsonObject { ["sha"] = request.MergeCommit, ["merged"] = true, ["message"] = "Pull Request successfully merged" });
    }

    private static JsonObject Shape(FakeRepository repository) => new()
    {
        ["id"] = repository.Id,
        ["full_name"] = repository.Path,
        ["html_url"] = $"https://github.example/{repository.Path}",
        ["archived"] = repository.IsArchived,
        ["default_branch"] = "main",
        ["allow_merge_commit"] = true,
        ["allow_squash_merge"] = true,
        ["allow_rebase_merge"] = false,
    };

    private static JsonObject Shape(FakeRepository repository, FakeRequest request, bool isDetailed)
    {
        var end = new JsonObject { ["id"] = repository.Id, ["full_name"] = repository.Path };
        var pull = new JsonObject
        {
            ["number"] = request.Number,
            ["state"] = request.State == "open" ? "open" : "closed",
            ["title"] = request.Title,
            ["html_url"] = $"https://github.example/{repository.Path}/pull/{request.Number}",
            ["head"] = new JsonObject { ["ref"] = request.Branch, ["sha"] = request.Head, ["repo"] = end },
            ["base"] = new JsonObject { ["ref"] = request.Base, ["sha"] = repository.Tip(request.Base), ["repo"] = end.DeepClone() },
            ["created_at"] = Time8601(request.Created),
            ["updated_at"] = Time8601(request.Updated),
            ["merged_at"] = request.State == "merged" ? Time8601(request.Updated) : null,
            // While it is open this is a test merge.
            ["merge_commit_sha"] = request.MergeCommit ?? new string('f', 40),
            ["body"] = request.Body,
            ["user"] = User(request.Author),
            ["labels"] = Labels(request),
            ["draft"] = request.IsDraft,
        };
        if (!isDetailed)
            return pull;
        var canMerge = request.State == "open" ? CanMerge(repository, request) : null;
        pull["commits"] = Commits(repository, request).Count;
        pull["merged"] = request.State == "merged";
        pull["mergeable"] = canMerge;
        pull["mergeable_state"] = canMerge is null ? "unknown" : request.IsDraft ? "draft" : repository.MergeState;
        return pull;
    }

    private static JsonArray Labels(FakeRequest request) => new([.. request.Labels.Select(label => (JsonNode)new JsonObject { ["name"] = label })]);

    private static JsonObject User(string login) => new() { ["login"] = login };

    private static string Wrapped(byte[] content) =>
        Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).Replace("\r", "", StringComparison.Ordinal) + "\n";

    private static FakeAnswer NotFound() => FakeAnswer.Message(404, "Not Found");

    private static FakeAnswer Invalid(string message, string code = "custom", string? field = null)
    {
        var error = new JsonObject { ["resource"] = "PullRequest", ["code"] = code, ["message"] = message };
        if (field is not null)
            error["field"] = field;
        return new(422, new JsonObject
        {
            ["message"] = "Validation Failed",
            ["errors"] = new JsonArray(error),
            ["documentation_url"] = "https://docs.example"
        });
    }
}
