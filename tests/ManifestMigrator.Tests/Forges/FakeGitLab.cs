using System.Globalization;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Written by hand from GitLab's documentation: its description has a licence of its own.</summary>
internal sealed class FakeGitLab() : FakeForge(ForgeKind.GitLab)
{
    protected override string Root => "/api/v4/";

    protected override bool IsAuthorized(HttpRequest request) => request.Headers["PRIVATE-TOKEN"] == Token;

    protected override FakeAnswer Answer(string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (segments)
        {
            case ["user"]:
                return new(200, new JsonObject { ["username"] = Account });
            case ["projects", var id, .. var rest]:
                var found = Repositories.Find(repository =>
                    repository.Path == id || repository.Id.ToString(CultureInfo.InvariantCulture) == id) ?? Renamed.GetValueOrDefault(id);
                return found is null ? NotFound() : Answer(found, method, rest, query, body);
            default:
                return NotFound();
        }
    }

    private FakeAnswer Answer(FakeRepository repository, string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        if (method != "GET" && repository.IsArchived)
            return FakeAnswer.Message(403, "403 Forbidden - archived");
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, new JsonObject
                {
                    ["id"] = repository.Id,
                    ["path_with_namespace"] = repository.Path,
                    ["web_url"] = $"https://gitlab.example/{repository.Path}",
                    ["archived"] = repository.IsArchived,
                    ["default_branch"] = "main",
                    ["merge_method"] = "merge",
                    ["squash_option"] = "default_off",
                    ["merge_trains_enabled"] = repository.HasQueueByRule,
                });
            case ("GET", ["repository", "branches", var branch]):
                return repository.Tip(branch) is { } tip
                    ? new(200, new JsonObject { ["name"] = branch, ["commit"] = new JsonObject { ["id"] = tip } }) : NotFound();
            case ("GET", ["repository", "files", var path]):
                return Content(repository, path, query["ref"].ToString(), (blob, content) => new JsonObject
                {
                    ["file_path"] = path,
                    ["blob_id"] = blob,
                    ["content"] = Convert.ToBase64String(content),
                });
            case ("GET", ["merge_requests"]):
                var taken = repository.Requests.Where(request => request.Branch == query["source_branch"]);
                return new(200, List(taken.Reverse(), request => Shape(repository, request, isDetailed: false)));
            case ("POST", ["merge_requests"]):
                return Create(repository, body!);
            case (_, ["merge_requests", var number, .. var rest]) when repository.Find(long.Parse(number, CultureInfo.InvariantCulture)) is { } request:
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
                return new(200, List(Commits(repository, request), commit => new JsonObject { ["id"] = commit }));
            case ("GET", ["reviewers"]):
                return new(200, List(request.Reviews, review => new JsonObject
                {
                    ["user"] = User(review.User),
                    ["state"] = review.State == "CHANGES_REQUESTED" ? "requested_changes" : "reviewed",
                }));
            case ("GET", ["approvals"]):
                var approvals = request.Reviews.Where(review => review.State == "APPROVED");
                return new(200, new JsonObject
                {
                    ["approved_by"] = List(approvals, review => new JsonObject { ["user"] = User(review.User), ["approved_at"] = Time8601(Time.GetUtcNow()) }),
                });
            case ("GET", ["versions"]):
                var versions = request.Versions.Count > 0 ? request.Versions : [(request.Head, request.Created)];
                return new(200, List(versions.AsEnumerable().Reverse(), version =>
                    new JsonObject { ["head_commit_sha"] = version.Head, ["created_at"] = Time8601(version.At) }));
            case ("GET" or "POST", ["notes"]):
                return Comments(method, request, body, note => new JsonObject { ["body"] = note.Body, ["author"] = User(note.Author), ["created_at"] = Time8601(note.At) });
            case ("PUT", []):
                return Change(repository, request, body!);
            case ("PUT", ["merge"]):
                return Merge(repository, request, body!);
            default:
                return NotFound();
        }
    }

    private FakeAnswer Create(FakeRepository repository, JsonNode body)
    {
        var (branch, target) = ((string)body["source_branch"]!, (string)body["target_branch"]!);
        if (repository.Requests.Find(request => request.State == "open" && request.Branch == branch && request.Base == target) is { } open)
            return Messages(409, $"Another open merge request already exists for this source branch: !{open.Number}");
        if (repository.Tip(branch) is null)
            return Messages(400, "Source branch does not exist");
        var title = (string)body["title"]!;
        return new(201, Shape(repository, Open(repository, branch, target, title, (string?)body["description"], Account, IsDraft(title)), isDetailed: true));
    }

    private FakeAnswer Change(FakeRepository repository, FakeRequest request, JsonNode body)
    {
        request.Title = (string?)body["title"] ?? request.Title;
        request.Body = (string?)body["description"] ?? request.Body;
        request.IsDraft = IsDraft(request.Title);
        if ((string?)body["add_labels"] is { } labels)
            request.Labels.AddRange(labels.Split(',').Except(request.Labels, StringComparer.Ordinal));
        request.State = (string?)body["state_event"] switch { "close" => "closed", "reopen" => "open", _ => request.State };
        request.Updated = Time.GetUtcNow();
        return new(200, Shape(repository, request, isDetailed: true));
    }

    private FakeAnswer Merge(FakeRepository repository, FakeRequest request, JsonNode body)
    {
        if (!repository.MayMerge)
            return FakeAnswer.Message(401, "401 Unauthorized");
        if ((string?)body["sha"] is { } pin && pin != request.Head)
            return FakeAnswer.Message(409, "SHA does not match HEAD of source branch");
        if (request.State != "open" || request.IsDraft)
            return FakeAnswer.Message(405, "405 Method Not Allowed");
        Land(repository, request, (bool?)body["squash"] == true ? "squash" : "merge");
        return new(200, Shape(repository, request, isDetailed: true));
    }

    private static JsonObject Shape(FakeRepository repository, FakeRequest request, bool isDetailed)
    {
        var status = request.State != "open" ? "not_open" : request.IsDraft ? "draft_status" : CanMerge(repository, request) switch
        {
            null => "checking",
            true when repository.MergeState == "clean" => "mergeable",
            true => "not_approved",
            _ => "conflict",
        };
        var shape = new JsonObject
        {
            ["iid"] = request.Number,
            ["state"] = request.State == "open" ? "opened" : request.State,
            ["title"] = request.Title,
            ["description"] = request.Body,
            ["web_url"] = $"https://gitlab.example/{repository.Path}/-/merge_requests/{request.Number}",
            ["source_branch"] = request.Branch,
            ["target_branch"] = request.Base,
            ["source_project_id"] = repository.Id,
            ["author"] = User(request.Author),
            ["sha"] = request.Head,
            ["draft"] = request.IsDraft,
            ["labels"] = new JsonArray([.. request.Labels.Select(label => (JsonNode)label)]),
            ["merge_commit_sha"] = request.MergeCommit,
            ["squash_commit_sha"] = null,
            ["detailed_merge_status"] = status,
            ["created_at"] = Time8601(request.Created),
            ["closed_at"] = request.State is "closed" ? Time8601(request.Updated) : null,
            ["updated_at"] = Time8601(request.Updated),
        };
        if (isDetailed)
        {
            shape["head_pipeline"] = repository.Statuses.GetValueOrDefault(request.Head) is [var state, ..]
                ? new JsonObject
                {
                    ["id"] = 1,
                    ["sha"] = request.Head,
                    ["ref"] = request.Branch,
                    ["status"] = state switch { "failure" => "failed", "pending" => "running", _ => state }
                }
                : null;
        }
        return shape;
    }

    private static bool IsDraft(string title) => title.StartsWith("Draft: ", StringComparison.Ordinal);

    private static JsonObject User(string name) => new() { ["username"] = name };

    private static FakeAnswer NotFound() => FakeAnswer.Message(404, "404 Not Found");

    private static FakeAnswer Messages(int status, string message) => new(status, new JsonObject { ["message"] = new JsonArray(message) });
}
