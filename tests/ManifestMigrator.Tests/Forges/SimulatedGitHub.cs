using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ManifestMigrator.Tests.Forges;

/// <summary>GitHub with thousands of repositories, on a simulated clock and without a network: it counts what is asked, and refuses what is
/// over a documented limit. Whoever trips one finds it among the violations.</summary>
internal sealed class SimulatedGitHub(LeapingTime time, bool hasGraphQL) : HttpMessageHandler
{
    private const int AnHour = 5_000;
    private const int PointsAMinute = 900;
    private const int ContentAnHour = 500;

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, int Points)> _minute = new();
    private readonly Dictionary<string, string> _merged = new(StringComparer.Ordinal);
    private DateTimeOffset _reset = DateTimeOffset.MinValue;
    private int _used;

    public const string Before = "{ \"slug\": \"x\", \"dataType\": [] }\n";
    public const string After = "{ \"slug\": \"x\", \"data_types\": [] }\n";

    public List<string> Violations { get; } = [];

    /// <summary>Repositories whose checks fail as soon as they have a request.</summary>
    public HashSet<string> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary>When which request was opened.</summary>
    public Dictionary<string, DateTimeOffset> Opened { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Merged => _merged.Keys;

    /// <summary>When people were notified.</summary>
    public List<DateTimeOffset> Writes { get; } = [];

    public int Reads { get; private set; }

    public int Queries { get; private set; }

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The commit on the delivery branch of a repository.</summary>
    public static string Commit(string path) => Digest(path)[..40];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        lock (_gate)
        {
            // Four readers at a time wait a tenth of a second each.
            time.Leap(TimeSpan.FromMilliseconds(25));
            var (status, json) = Answer(request.Method.Method, request.RequestUri!, body);
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json") };
            response.Headers.Date = time.Now;
            response.Headers.Add("x-ratelimit-limit", AnHour.ToString(CultureInfo.InvariantCulture));
            response.Headers.Add("x-ratelimit-remaining", (AnHour - _used).ToString(CultureInfo.InvariantCulture));
            response.Headers.Add("x-ratelimit-reset", _reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            response.Headers.Add("x-ratelimit-resource", request.RequestUri!.AbsolutePath == "/graphql" ? "graphql" : "core");
            return response;
        }
    }

    private (int Status, JsonNode Body) Answer(string method, Uri address, JsonNode? body)
    {
        if (address.AbsolutePath == "/graphql")
        {
            Queries++;
            return hasGraphQL ? (200, Graph(body!["variables"]!.AsObject())) : (404, Message("Not Found"));
        }
        if (time.Now >= _reset)
            (_reset, _used) = (time.Now.AddHours(1), 0);
        if (++_used > AnHour)
            return Violate("the primary limit", "API rate limit exceeded");
        while (_minute.TryPeek(out var first) && time.Now - first.At >= TimeSpan.FromMinutes(1))
            _minute.Dequeue();
        _minute.Enqueue((time.Now, method == "GET" ? 1 : 5));
        if (_minute.Sum(entry => entry.Points) > PointsAMinute)
            return Violate("the points of a minute", "You have exceeded a secondary rate limit");
        if (method == "GET")
        {
            Reads++;
        }
        else
        {
            if (Writes.Count > 0 && time.Now - Writes[^1] < TimeSpan.FromSeconds(3))
                return Violate("three seconds between writes", "was submitted too quickly");
            Writes.Add(time.Now);
            if (Writes.AsEnumerable().Reverse().TakeWhile(write => time.Now - write < TimeSpan.FromHours(1)).Count() > ContentAnHour)
                return Violate("the content of an hour", "You have exceeded a secondary rate limit");
        }

        var segments = address.AbsolutePath.TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (segments is ["user"])
            return (200, new JsonObject { ["login"] = "ada" });
        if (segments is not ["repos", var owner, var name, .. var rest])
            return (404, Message("Not Found"));
        var path = $"{owner}/{name}";
        switch (method, rest)
        {
            case ("GET", []):
                return (200, new JsonObject { ["id"] = Id(path), ["full_name"] = path });
            case ("GET", ["pulls"]):
                return (200, Opened.ContainsKey(path) ? new JsonArray(Pull(path)) : []);
            case ("GET", ["pulls", _]):
                return (200, Pull(path));
            case ("GET", ["git", "ref", var reference]):
                var tip = reference == "heads/main" ? _merged.GetValueOrDefault(path) ?? Digest("main")[..40] : Commit(path);
                return (200, new JsonObject { ["object"] = new JsonObject { ["sha"] = tip } });
            case ("GET", ["contents", _]):
                var text = address.Query.Contains("ref=main", StringComparison.Ordinal) && !_merged.ContainsKey(path) ? Before : After;
                return (200, new JsonObject { ["type"] = "file", ["encoding"] = "base64", ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) });
            case ("GET", ["commits", _, "status"]):
                return (200, new JsonObject { ["total_count"] = 1, ["statuses"] = new JsonArray(new JsonObject { ["state"] = Failing.Contains(path) ? "failure" : "success" }) });
            case ("GET", ["commits", _, "check-runs"]):
                return (200, new JsonObject { ["total_count"] = 0, ["check_runs"] = new JsonArray() });
            case ("GET", ["pulls", _, "reviews"]):
                return (200, new JsonArray());
            case ("POST", ["pulls"]):
                if (!Opened.TryAdd(path, time.Now))
                    return Violate("one request for a branch", "A pull request already exists");
                return (201, Pull(path));
            case ("PUT", ["pulls", _, "merge"]):
                if ((string?)body!["sha"] != Commit(path))
                    return Violate("the pin", "Head branch was modified");
                _merged[path] = Digest($"merge of {path}")[..40];
                return (200, new JsonObject { ["merged"] = true });
            default:
                return (404, Message("Not Found"));
        }
    }

    private JsonObject Graph(JsonObject variables)
    {
        var data = new JsonObject();
        for (var index = 0; variables[$"n{index}"] is { } name; index++)
        {
            var path = $"{variables[$"o{index}"]}/{name}";
            var nodes = Opened.TryGetValue(path, out var at)
                ? new JsonArray(new JsonObject
                {
                    ["number"] = 1,
                    ["url"] = $"https://github.com/{path}/pull/1",
                    ["title"] = "t",
                    ["body"] = "b",
                    ["state"] = _merged.ContainsKey(path) ? "MERGED" : "OPEN",
                    ["isDraft"] = false,
                    ["mergeable"] = "MERGEABLE",
                    ["mergeStateStatus"] = "CLEAN",
                    ["baseRefName"] = "main",
                    ["headRefName"] = "manifest-v2",
                    ["headRefOid"] = Commit(path),
                    ["headRepository"] = new JsonObject { ["databaseId"] = Id(path) },
                    ["author"] = new JsonObject { ["__typename"] = "User", ["login"] = "ada" },
                    ["createdAt"] = at.ToString("o", CultureInfo.InvariantCulture),
                    ["updatedAt"] = at.ToString("o", CultureInfo.InvariantCulture),
                    ["mergeCommit"] = _merged.TryGetValue(path, out var commit) ? new JsonObject { ["oid"] = commit } : null,
                    ["reviews"] = new JsonObject { ["totalCount"] = 0, ["nodes"] = new JsonArray() },
                    ["commits"] = new JsonObject
                    {
                        ["totalCount"] = 1,
                        ["nodes"] = new JsonArray(new JsonObject
                        {
                            ["commit"] = new JsonObject
                            {
                                ["statusCheckRollup"] = new JsonObject
                                {
                                    ["contexts"] = new JsonObject
                                    {
                                        ["totalCount"] = 1,
                                        ["nodes"] = new JsonArray(new JsonObject { ["__typename"] = "StatusContext", ["state"] = Failing.Contains(path) ? "FAILURE" : "SUCCESS" }),
                                    },
                                },
                            },
                        }),
                    },
                })
                : new JsonArray();
            data[$"r{index}"] = new JsonObject
            {
                ["databaseId"] = Id(path),
                ["nameWithOwner"] = path,
                ["isArchived"] = false,
                ["mergeCommitAllowed"] = true,
                ["ref"] = new JsonObject { ["target"] = new JsonObject { ["oid"] = Commit(path) } },
                ["pullRequests"] = new JsonObject { ["totalCount"] = nodes.Count, ["nodes"] = nodes },
                ["file"] = new JsonObject { ["byteSize"] = Before.Length, ["isBinary"] = false, ["text"] = _merged.ContainsKey(path) ? After : Before },
            };
        }
        return new JsonObject { ["data"] = data };
    }

    private JsonObject Pull(string path) => new()
    {
        ["number"] = 1,
        ["state"] = _merged.ContainsKey(path) ? "closed" : "open",
        ["title"] = "t",
        ["body"] = "b",
        ["html_url"] = $"https://github.com/{path}/pull/1",
        ["user"] = new JsonObject { ["login"] = "ada" },
        ["head"] = new JsonObject { ["ref"] = "manifest-v2", ["sha"] = Commit(path), ["repo"] = new JsonObject { ["id"] = Id(path) } },
        ["base"] = new JsonObject { ["ref"] = "main", ["sha"] = Digest("main")[..40] },
        ["created_at"] = Opened.GetValueOrDefault(path).ToString("o", CultureInfo.InvariantCulture),
        ["updated_at"] = Opened.GetValueOrDefault(path).ToString("o", CultureInfo.InvariantCulture),
        ["merged_at"] = _merged.ContainsKey(path) ? time.Now.ToString("o", CultureInfo.InvariantCulture) : null,
        ["merge_commit_sha"] = _merged.GetValueOrDefault(path),
        ["mergeable"] = true,
        ["mergeable_state"] = "clean",
        ["commits"] = 1,
    };

    private static long Id(string path) => long.Parse(path[^5..], CultureInfo.InvariantCulture) + 1;

    private (int Status, JsonNode Body) Violate(string what, string words)
    {
        Violations.Add($"{what} at {time.Now:o}");
        return (403, Message(words));
    }

    private static JsonObject Message(string words) => new() { ["message"] = words };
}
