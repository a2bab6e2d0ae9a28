using System.Globalization;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Forges;

internal sealed class FakeGitea(ForgeKind kind) : FakePullForge(kind)
{
    protected override string Root => "/api/v1/";

    protected override FakeAnswer Archived => FakeAnswer.Message(423, "Repo is archived");

    protected override string NoStatus => "";

    protected override string StatusMember => "status";

    protected override bool IsAuthorized(HttpRequest request) => request.Headers.Authorization == $"token {Token}";

    protected override string Moved(FakeRepository repository) => $"{Root}repos/{repository.Path}";

    protected override string Spelled(string review) => review == "CHANGES_REQUESTED" ? "REQUEST_CHANGES" : review;

    protected override JsonObject Shape(FakeRepository repository) => new()
    {
        ["id"] = repository.Id,
        ["full_name"] = repository.Path,
        ["html_url"] = $"https://gitea.example/{repository.Path}",
        ["archived"] = repository.IsArchived,
        ["default_branch"] = "main",
        ["allow_merge_commits"] = true,
        ["allow_squash_merge"] = true,
        ["allow_rebase"] = false,
    };

    protected override FakeAnswer Answer(FakeRepository repository, string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("GET", ["branches", var branch]):
                return repository.Tip(branch) is { } tip
                    ? new(200, new JsonObject { ["name"] = branch, ["commit"] = new JsonObject { ["id"] = tip } }) : NotFound();
            case ("GET", ["labels"]):
                return new(200, List(repository.Labels, Label));
            case ("POST", ["labels"]):
                repository.Labels.Add((repository.Labels.Count + 100, (string)body!["name"]!));
                return new(201, Label(repository.Labels[^1]));
            case ("GET", ["pulls"]):
                return Page(repository, query);
            default:
                return base.Answer(repository, method, segments, query, body);
        }
    }

    /// <summary>Never more than 50 at a time, whatever was asked for.</summary>
    private FakeAnswer Page(FakeRepository repository, IQueryCollection query)
    {
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        var size = Math.Min(50, int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) ? limit : 30);
        var all = repository.Requests.AsEnumerable().Reverse().ToList();
        var answer = new FakeAnswer(200, List(all.Skip((page - 1) * size).Take(size), request => Shape(repository, request, isDetailed: false)));
        return all.Count <= page * size
            ? answer
            : answer with { Headers = new(StringComparer.Ordinal) { ["Link"] = $"<{Address}repos/{repository.Path}/pulls?state=all&limit={size}&page={page + 1}>; rel=\"next\"" } };
    }

    protected override FakeAnswer Answer(FakeRepository repository, FakeRequest request, string method, string[] segments, JsonNode? body)
    {
        switch (method, segments)
        {
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
                return new(201, Shape(repository, request, isDetailed: true));
            default:
                return base.Answer(repository, request, method, segments, body);
        }
    }

    protected override FakeAnswer Create(FakeRepository repository, JsonNode body)
    {
        var (branch, @base) = ((string)body["head"]!, (string)body["base"]!);
        if (repository.Requests.Exists(request => request.State == "open" && request.Branch == branch && request.Base == @base))
            return FakeAnswer.Message(409, "pull request already exists for these targets");
        if (repository.Tip(branch) is null)
            return NotFound();
        var title = (string)body["title"]!;
        return new(201, Shape(repository, Open(repository, branch, @base, title, (string?)body["body"], Account, IsDraft(title)), isDetailed: true));
    }

    protected override FakeAnswer Merge(FakeRepository repository, FakeRequest request, JsonNode body)
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

    protected override JsonObject Shape(FakeRepository repository, FakeRequest request, bool isDetailed)
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
            ["closed_at"] = request.State is "closed" ? Time8601(request.Updated) : null,
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
        List(request.Labels, name => Label(repository.Labels.Find(label => label.Name == name)));

    private static JsonObject Label((long Id, string Name) label) => new() { ["id"] = label.Id, ["name"] = label.Name };
}
