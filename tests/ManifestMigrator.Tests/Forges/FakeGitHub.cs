using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Forges;

internal sealed class FakeGitHub() : FakePullForge(ForgeKind.GitHub)
{
    protected override string Root => "/api/v3/";

    protected override FakeAnswer Archived => FakeAnswer.Message(403, "Repository was archived so is read-only.");

    /// <summary>Where nothing ever reports it says "pending".</summary>
    protected override string NoStatus => "pending";

    protected override string StatusMember => "state";

    protected override bool IsAuthorized(HttpRequest request) =>
        (request.Headers.Authorization == $"Bearer {Token}" || request.Headers.Authorization == $"token {Token}")
            && request.Headers.UserAgent.Count > 0 && request.Headers["X-GitHub-Api-Version"].ToString() is "" or "2022-11-28";

    protected override string Moved(FakeRepository repository) => $"{Address}repositories/{repository.Id}";

    /// <summary>Of GraphQL only what it alone tells.</summary>
    protected override FakeAnswer Query(string path, string text)
    {
        if (path != "/api/graphql" || !text.Contains("mergeQueue(branch: $b)", StringComparison.Ordinal))
            return new(404);
        var variables = JsonNode.Parse(text)!["variables"]!;
        var repository = Repositories.Find(repository => repository.Path == $"{variables["o"]}/{variables["n"]}");
        var queue = repository is { HasQueueByRule: true } or { HasQueueByProtection: true } ? new JsonObject { ["id"] = "MQ_1" } : null;
        return new(200, new JsonObject { ["data"] = new JsonObject { ["repository"] = new JsonObject { ["nameWithOwner"] = repository?.Path, ["mergeQueue"] = queue } } });
    }

    protected override FakeAnswer Answer(FakeRepository repository, string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("GET", ["git", "ref", var reference]):
                return repository.Tip(reference["heads/".Length..]) is { } tip
                    ? new(200, new JsonObject { ["ref"] = $"refs/{reference}", ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = tip } })
                    : NotFound();
            case ("GET", ["pulls"]):
                // A filter without an owner is ignored, and not an error.
                var filter = query["head"].ToString();
                var taken = repository.Requests
                    .Where(request => !filter.Contains(':', StringComparison.Ordinal) || filter == $"{repository.Path.Split('/')[0]}:{request.Branch}")
                    .Where(request => query["state"] == "all" || (query["state"] == "closed") == (request.State != "open"));
                return new(200, List(taken.Reverse(), request => Shape(repository, request, isDetailed: false)));
            case ("GET", ["rules", "branches", _]):
                return new(200, List(repository.HasQueueByRule ? ["deletion", "merge_queue"] : Array.Empty<string>(), type => new JsonObject { ["type"] = type }));
            case ("GET", ["commits", var commit, "check-runs"]):
                var runs = repository.CheckRuns.GetValueOrDefault(commit) ?? [];
                return new(200, new JsonObject
                {
                    ["total_count"] = runs.Count,
                    ["check_runs"] = List(runs, run => new JsonObject { ["name"] = "build", ["status"] = run.Status, ["conclusion"] = run.Conclusion }),
                });
            default:
                return base.Answer(repository, method, segments, query, body);
        }
    }

    protected override FakeAnswer Answer(FakeRepository repository, FakeRequest request, string method, string[] segments, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("POST", ["labels"]):
                request.Labels.AddRange(body!["labels"]!.AsArray().Select(label => (string)label!).Except(request.Labels, StringComparer.Ordinal));
                return new(200, Labels(request));
            case ("PATCH", []):
                return Change(repository, request, body!.AsObject());
            default:
                return base.Answer(repository, request, method, segments, body);
        }
    }

    protected override FakeAnswer Create(FakeRepository repository, JsonNode body)
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

    protected override FakeAnswer Merge(FakeRepository repository, FakeRequest request, JsonNode body)
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

    protected override JsonObject Shape(FakeRepository repository) => new()
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

    protected override JsonObject Shape(FakeRepository repository, FakeRequest request, bool isDetailed)
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
            ["closed_at"] = request.State is "closed" ? Time8601(request.Updated) : null,
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

    private static JsonArray Labels(FakeRequest request) => List(request.Labels, label => new JsonObject { ["name"] = label });

    protected override string Encoded(byte[] content) =>
        Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).Replace("\r", "", StringComparison.Ordinal) + "\n";

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
