using System.Globalization;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Forges;

internal sealed class FakeGitea(ForgeKind kind) : FakeForge(kind)
{
    protected override string Root => "/api/v1/";

    protected override bool IsAuthorized(HttpRequest request) => request.Headers.Authorization == $"token {Token}";

    protected override FakeAnswer Answer(string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (segments)
        {
            case ["user"]:
                return new(200, new JsonObject { ["login"] = Account });
            case ["repos", var owner, var name, .. var rest]:
                if (Renamed.TryGetValue($"{owner}/{name}", out var renamed))
                    return new(method == "GET" ? 301
                        : 307)
                    {
                        Headers = new(StringComparer.Ordinal)
                        {
                            ["Location"] =
                        $"{Root}repos/{renamed.Path}{string.Concat(rest.Select(segment => $"/{segment}"))}"
                        }
                    };
                return Repositories.Find(repository => repository.Path == $"{owner}/{name}") is { } found
                    ? Answer(found, method, rest, query, body) : NotFound();
            default:
                return NotFound();
        }
    }

    private FakeAnswer Answer(FakeRepository repository, string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        if (method != "GET" && repository.IsArchived)
            return FakeAnswer.Message(423, "Repo is archived");
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, new JsonObject
                {
                    ["id"] = repository.Id,
                    ["full_name"] = repository.Path,
                    ["html_url"] = $"https://gitea.example/{repository.Path}",
                    ["archived"] = repository.IsArchived,
                    ["default_branch"] = "main",
                    ["allow_merge_commits"] = true,
                    ["allow_squash_merge"] = true,
                    ["allow_rebase"] = false,
                });
            case ("GET", ["branches", var branch]):
                return repository.Tip(branch) is { } tip
                    ? new(200, new JsonObject { ["name"] = branch, ["commit"] = new JsonObject { ["id"] = tip } }) : NotFound();
            case ("GET", ["contents", var path]):
                return !Exists(repository, query["ref"].ToString()) || File(repository, path, query["ref"].ToString()) is not var (blob, content)
                    ? NotFound()
                    : new(200, new JsonObject
                    {
                        ["type"] = "file",
                        ["encoding"] = "base64",
                        ["sha"] = blob,
                        ["content"] = Convert.ToBase64String(content),
                        ["path"] = path
                    });
            case ("GET", ["commits", var commit, "status"]):
                var statuses = repository.Statuses.GetValueOrDefault(commit) ?? [];
                return new(200, new JsonObject
                {
                    ["state"] = statuses.Count == 0 ? "" : statuses[0],
                    ["sha"] = commit,
                    ["total_count"] = statuses.Count,
                    ["statuses"] = new JsonArray([.. statuses.Select(state => (JsonNode)new JsonObject { ["status"] = state })]),
                });
            case ("GET", ["labels"]):
                return new(200, new JsonArray([.. repository.Labels.Select(label => (JsonNode)new JsonObject { ["id"] = label.Id, ["name"] = label.Name })]));
            case ("POST", ["labels"]):
                repository.Labels.Add((repository.Labels.Count + 100, (string)body!["name"]!));
                return new(201, new JsonObject { ["id"] = repository.Labels[^1].Id, ["name"] = repository.Labels[^1].Name });
            case ("GET", ["pulls"]):
                return Page(repository, query);
            case ("POST", ["pulls"]):
                return Create(repository, body!);
            case (_, ["pulls" or "issues", var number, .. var rest]) when repository.Find(long.Parse(number, CultureInfo.InvariantCulture)) is { } request:
                return Answer(repository, request, method, rest, body);
            default:
                return NotFound();
        }
    }

    /// <summary>Never more than 50 at a time, whatever was asked for.</summary>
    private FakeAnswer Page(FakeRepository repository, IQueryCollection query)
    {
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        var size = Math.Min(50, int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) ? limit : 30);
        var all = repository.Requests.AsEnumerable().Reverse().ToList();
        var answer = new FakeAnswer(200, new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(request => (JsonNode)Shape(repository, request))]));
        return all.Count <= page * size
            ? answer
            : answer with { Headers = new(StringComparer.Ordinal) { ["Link"] = $"<{Address}repos/{repository.Path}/pulls?state=all&limit={size}&page={page + 1}>; rel=\"next\"" } };
    }

    private FakeAnswer Answer(FakeRepository repository, FakeRequest request, string method, string[] segments, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, Shape(repository, request));
            case ("GET", ["commits"]):
                return new(200, new JsonArray([.. Commits(repository, request).Select(commit => (JsonNode)new JsonObject { ["sha"] = commit })]));
            case ("GET", ["reviews"]):
                return new(200, new JsonArray([.. request.Reviews.Select(review => (JsonNode)new JsonObject
                {
                    ["state"] = review.State == "CHANGES_REQUESTED" ? "REQUEST_CHANGES"
                        : review.State, ["user"] = User(review.User), ["commit_id"] = review.Commit, ["dismissed"] = false,
                })]));
            case ("GET", ["comments"]):
                return new(200, new JsonArray([.. request.Comments.Select(comment => (JsonNode)new JsonObject { ["body"] = comment })]));
            case ("POST", ["comments"]):
                request.Comments.Add((string)body!["body"]!);
                return new(201, new JsonObject { ["body"] = request.Comments[^1] });
            case ("POST", ["labels"]):
                request.Labels.AddRange(body!["labels"]!.AsArray()
                    .Select(id => repository.Labels.Find(label => label.Id == (long)id!).Name).Except(request.Labels, StringComparer.Ordinal));
                return new(200, Labels(repository, request));
            case ("PATCH", []):
                request.Title = (string?)body!["title"] ?? request.Title;
                request.Body = (string?)body["body"] ?? request.Body;
                request.IsDraft = IsDraft(request.Title);
                if ((string?)body["state"] == "open" && repository.Tip(request.Branch) is null)
                    return FakeAnswer.Message(412, "pull request head branch is gone");
                request.State = (string?)body["state"] ?? request.State;
                request.Updated = Time.GetUtcNow();
                return new(201, Shape(repository, request));
            case ("POST", ["merge"]):
                return Merge(repository, request, body!);
            default:
                return NotFound();
        }
    }

    private FakeAnswer Create(FakeRepository repository, JsonNode body)
    {
        var (branch, @base) = ((string)body["head"]!, (string)body["base"]!);
        if (repository.Requests.Exists(request => request.State == "open" && request.Branch == branch && request.Base == @base))
            return FakeAnswer.Message(409, "pull request already exists for these targets");
        if (repository.Tip(branch) is null)
            return NotFound();
        var title = (string)body["title"]!;
        return new(201, Shape(repository, Open(repository, branch, @base, title, (string?)body["body"], Account, IsDraft(title))));
    }

    private FakeAnswer Merge(FakeRepository repository, FakeRequest request, JsonNode body)
    {
        if (!repository.MayMerge)
            return new(405);
        if ((string?)body["head_commit_id"] is { } pin && pin != request.Head)
            return FakeAnswer.Message(409, "head out of date");
        if (request.State != "open" || request.IsDraft || repository.MergeState != "clean")
            return FakeAnswer.Message(405, "Please try again later");
        Land(repository, request, ((string?)body["do"] ?? (string?)body["Do"])!);
        return new(200);
    }

    private static JsonObject Shape(FakeRepository repository, FakeRequest request)
    {
        var isGone = request.State != "open" && repository.Tip(request.Branch) is null;
        return new JsonObject
        {
            ["number"] = request.Number,
            ["state"] = request.State == "open" ? "open" : "closed",
            ["title"] = request.Title,
            ["html_url"] = $"https://gitea.example/{repository.Path}/pulls/{request.Number}",
            // The name of a branch that was deleted stands in the label alone.
            ["head"] = new JsonObject
            {
                ["label"] = request.Branch,
                ["ref"] = isGone ? $"refs/pull/{request.Number}/head"
                : request.Branch,
                ["sha"] = request.Head,
                ["repo_id"] = repository.Id
            },
            ["base"] = new JsonObject { ["label"] = request.Base, ["ref"] = request.Base, ["sha"] = repository.Tip(request.Base), ["repo_id"] = repository.Id },
            ["created_at"] = Time8601(request.Created),
            ["updated_at"] = Time8601(request.Updated),
            ["merged"] = request.State == "merged",
            ["merged_at"] = request.State == "merged" ? Time8601(request.Updated) : null,
            ["merge_commit_sha"] = request.MergeCommit,
            ["body"] = request.Body,
            ["user"] = User(request.Author),
            ["labels"] = Labels(repository, request),
            ["draft"] = request.IsDraft,
            ["mergeable"] = request.State == "open" && CanMerge(repository, request) == true,
        };
    }

    private static bool IsDraft(string title) => title.StartsWith("WIP: ", StringComparison.Ordinal);

    private static JsonArray Labels(FakeRepository repository, FakeRequest request) =>
        new([.. request.Labels.Select(name => (JsonNode)new JsonObject { ["id"] = repository.Labels.Find(label => label.Name == name).Id, ["name"] = name })]);

    private static JsonObject User(string name) => new() { ["login"] = name };

    private static FakeAnswer NotFound() => FakeAnswer.Message(404, "Not Found");
}
