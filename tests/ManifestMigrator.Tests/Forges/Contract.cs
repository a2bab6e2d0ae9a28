using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Forges;

/// <summary>The calls we make to a family of forges: method, path, members with their types, statuses. Both sides of every exchange are
/// held against it.</summary>
internal sealed class Contract
{
    private static readonly ConcurrentDictionary<ForgeKind, Contract> Read = new();

    private readonly JsonNode _root;
    private readonly List<(string Method, string[] Segments, string Name)> _calls;

    private Contract(JsonNode root)
    {
        _root = root;
        _calls = [.. Calls.Select(call => (call.Key.Split(' ')[0], call.Key.Split(' ')[1].Split('/')[1..], call.Key))];
    }

    public JsonObject Calls => _root["calls"]!.AsObject();

    public static Contract For(ForgeKind kind) => Read.GetOrAdd(kind, key => new Contract(JsonNode.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "ManifestMigrator.Tests", "Forges", "contracts", $"{key.ToString().ToLowerInvariant()}.json")))!));

    /// <summary>The shape that a node of the contract stands for.</summary>
    public JsonNode Resolve(JsonNode shape) =>
        shape is JsonValue value && value.TryGetValue(out string? text) && text.StartsWith('@') ? _root["shapes"]![text[1..]]! : shape;

    /// <summary>What is wrong with an exchange; nothing when it is as it should be.</summary>
    public IEnumerable<string> Check(string method, string path, IReadOnlyDictionary<string, string> query, string body, FakeAnswer answer)
    {
        var segments = path.Split('/');
        var name = _calls.Where(call => call.Method == method && call.Segments.Length == segments.Length)
            .FirstOrDefault(call =>
                call.Segments.Zip(segments).All(pair =>
                pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second)).Name;
        if (name is null)
            return ["no such call"];
        var call = Calls[name]!;
        var problems = new List<string>();
        var known = call["query"]?.AsArray().Select(item => (string)item!).ToList() ?? [];
        problems.AddRange(query.Keys.Except(known, StringComparer.Ordinal).Select(key => $"unknown query {key}"));
        if (call["request"] is { } request)
            Compare(request, body.Length == 0 ? null : JsonNode.Parse(body), "request", isClosed: true, problems);
        else if (body.Length > 0)
            problems.Add("no body is expected");
        if (call["answers"]?[answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is { } shape)
            Compare(shape, answer.Body, "answer", isClosed: false, problems);
        // A token that is refused, a limit and a fault of the server may come to any call.
        else if (answer.Status is not (401 or 403 or 429 or >= 500))
            problems.Add($"answers no {answer.Status}");
        return problems;
    }

    private void Compare(JsonNode shape, JsonNode? value, string place, bool isClosed, List<string> problems)
    {
        shape = Resolve(shape);
        switch (shape)
        {
            case JsonObject members when value is JsonObject actual:
                foreach (var (key, member) in members)
                {
                    var name = key.TrimEnd('?');
                    if (actual.ContainsKey(name))
                        Compare(member!, actual[name], $"{place}.{name}", isClosed, problems);
                    else if (!key.EndsWith('?'))
                        problems.Add($"{place} lacks {name}");
                }
                if (isClosed)
                    problems.AddRange(actual.Select(entry => entry.Key)
                        .Where(key => !members.ContainsKey(key) && !members.ContainsKey(key + "?"))
                        .Select(key => $"{place} has an unknown {key}"));
                break;
            case JsonArray items when value is JsonArray actual:
                for (var index = 0; index < actual.Count; index++)
                    Compare(items[0]!, actual[index], $"{place}[{index}]", isClosed, problems);
                break;
            case JsonValue type when type.TryGetValue(out string? word) && IsA(word, value):
                break;
            default:
                problems.Add($"{place} is {value?.ToJsonString() ?? "missing"}, not {shape.ToJsonString()}");
                break;
        }
    }

    private static bool IsA(string type, JsonNode? value) => type switch
    {
        "any" => true,
        _ when value is null => type.EndsWith('?'),
        _ => (type.TrimEnd('?'), value.GetValueKind()) switch
        {
            ("string", System.Text.Json.JsonValueKind.String) => true,
            ("integer", System.Text.Json.JsonValueKind.Number) => true,
            ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
            ("object", System.Text.Json.JsonValueKind.Object) => true,
            _ => false,
        },
    };
}
