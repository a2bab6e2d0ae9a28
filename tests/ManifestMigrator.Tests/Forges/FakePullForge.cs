using System.Globalization;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Forges;

/// <summary>What GitHub, Gitea and Forgejo have in common: pull requests under <c>repos/owner/name</c>, which are issues as well.</summary>
internal abstract class FakePullForge(ForgeKind kind) : FakeForge(kind)
{
    /// <summary>What a write to an archived repository is told.</summary>
    protected abstract FakeAnswer Archived { get; }

    protected override FakeAnswer Answer(string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (segments)
        {
            case ["user"]:
                return Account.Length == 0 ? FakeAnswer.Message(403, "Resource not accessible by integration") : new(200, User(Account));
            case ["repositories", var id] when Kind == ForgeKind.GitHub:
                return Repositories.Find(repository => repository.Id.ToString(CultureInfo.InvariantCulture) == id) is { } byId
                    ? new(200, Shape(byId)) : NotFound();
            case ["repos", var owner, var name, .. var rest] when Renamed.TryGetValue($"{owner}/{name}", out var renamed):
                var location = $"{Moved(renamed)}{string.Concat(rest.Select(segment => $"/{segment}"))}";
                return FakeAnswer.Message(method == "GET" ? 301 : 307, "Moved") with { Headers = new(StringComparer.Ordinal) { ["Location"] = location } };
            case ["repos", var owner, var name, .. var rest] when Repositories.Find(repository => repository.Path == $"{owner}/{name}") is { } found:
                return method != "GET" && found.IsArchived ? Archived : Answer(found, method, rest, query, body);
            default:
                return NotFound();
        }
    }

    /// <summary>Where a renamed repository is said to be.</summary>
    protected abstract string Moved(FakeRepository repository);

    protected abstract JsonObject Shape(FakeRepository repository);

    protected virtual FakeAnswer Answer(FakeRepository repository, string method, string[] segments, IQueryCollection query, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, Shape(repository));
            case ("GET", ["contents", var path]):
                return Content(repository, path, query["ref"].ToString(), (blob, content) => new JsonObject
                {
                    ["type"] = "file",
                    ["sha"] = blob,
                    ["size"] = content.Length,
                    ["name"] = path,
                    ["path"] = path,
                    ["content"] = Encoded(content),
                });
            case ("GET", ["commits", var commit, "status"]):
                var statuses = repository.Statuses.GetValueOrDefault(commit) ?? [];
                return new(200, new JsonObject
                {
                    ["state"] = statuses.Count == 0 ? NoStatus : statuses[0],
                    ["sha"] = commit,
                    ["total_count"] = statuses.Count,
                    ["statuses"] = List(statuses, state => new JsonObject { [StatusMember] = state, ["context"] = "ci" }),
                });
            case ("POST", ["pulls"]):
                return Create(repository, body!);
            case (_, ["pulls" or "issues", var number, .. var rest]) when repository.Find(long.Parse(number, CultureInfo.InvariantCulture)) is { } request:
                return Answer(repository, request, method, rest, body);
            default:
                return NotFound();
        }
    }

    protected virtual FakeAnswer Answer(FakeRepository repository, FakeRequest request, string method, string[] segments, JsonNode? body)
    {
        switch (method, segments)
        {
            case ("GET", []):
                return new(200, Shape(repository, request, isDetailed: true));
            case ("GET", ["commits"]):
                return new(200, List(Commits(repository, request), commit => new JsonObject { ["sha"] = commit }));
            case ("GET", ["reviews"]):
                return new(200, List(request.Reviews, review => new JsonObject
                {
                    ["state"] = Spelled(review.State),
                    ["user"] = User(review.User),
                    ["commit_id"] = review.Commit,
                    ["dismissed"] = false,
                    ["author_association"] = review.User == "stranger" ? "NONE" : "MEMBER",
                    ["official"] = review.User != "stranger",
                }));
            case ("GET" or "POST", ["comments"]):
                return Comments(method, request, body, comment => new JsonObject { ["body"] = comment.Body, ["user"] = User(comment.Author), ["created_at"] = Time8601(comment.At) });
            case ("POST" or "PUT", ["merge"]):
                return Merge(repository, request, body!);
            default:
                return NotFound();
        }
    }

    /// <summary>The combined state of a commit on which nothing reports.</summary>
    protected abstract string NoStatus { get; }

    protected abstract string StatusMember { get; }

    protected virtual string Spelled(string review) => review;

    protected virtual string Encoded(byte[] content) => Convert.ToBase64String(content);

    protected abstract FakeAnswer Create(FakeRepository repository, JsonNode body);

    protected abstract FakeAnswer Merge(FakeRepository repository, FakeRequest request, JsonNode body);

    protected abstract JsonObject Shape(FakeRepository repository, FakeRequest request, bool isDetailed);

    protected static JsonObject User(string login) => new() { ["login"] = login };

    protected static FakeAnswer NotFound() => FakeAnswer.Message(404, "Not Found");
}
