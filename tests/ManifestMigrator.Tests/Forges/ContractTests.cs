using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Whether what we think of the forges is what they say themselves.</summary>
public sealed class ContractTests
{
    private static readonly string[] Described = ["GitHub", "Gitea", "Forgejo"];

    private static readonly string[] Families = [.. Described, "GitLab"];

    [TestCaseSource(nameof(Families))]
    public void Every_shape_that_a_contract_names_is_in_it(string family)
    {
        var contract = Contract.For(Enum.Parse<ForgeKind>(family));

        Assert.Multiple(() =>
        {
            foreach (var (name, call) in contract.Calls)
            {
                Assert.That(name, Does.Match("^(GET|POST|PUT|PATCH) (/([a-z_-]+|[{][a-z_]+[}]))+$"));
                Assert.That(call!["answers"]!.AsObject().Select(answer => contract.Resolve(answer.Value!)), Has.All.Not.Null, name);
            }
        });
    }

    /// <remarks>The official descriptions are no part of the project. Where they lie beside the checkout they are the judge; else the
    /// contract is at least held against itself, above.</remarks>
    [TestCaseSource(nameof(Described))]
    public void Every_call_of_a_contract_is_in_the_official_description_where_that_is_at_hand(string family)
    {
        var contract = Contract.For(Enum.Parse<ForgeKind>(family));
        if (Description(family) is not { } description)
        {
            Assert.That(contract.Calls, Is.Not.Empty);
            return;
        }

        var problems = contract.Calls.Where(call => call.Value!["outside"] is null)
            .SelectMany(call => Problems(contract, call.Key, call.Value!, description)).ToList();

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void A_wrong_exchange_is_found()
    {
        var contract = Contract.For(ForgeKind.GitHub);
        IEnumerable<string> Check(string method, string path, string body, int status, string answer) =>
            contract.Check(method, path, new Dictionary<string, string>(StringComparer.Ordinal), body, new FakeAnswer(status, JsonNode.Parse(answer)));

        Assert.Multiple(() =>
        {
            Assert.That(Check("POST", "repos/o/r/pulls", """{"title":"t","base":"main"}""", 422, """{"message":"m"}"""), Has.Some.Contains("lacks head"));
            Assert.That(Check("POST", "repos/o/r/pulls", """{"head":"b","base":"main","draft":"yes"}""", 422, """{"message":"m"}"""),
                Has.Some.Contains("draft"));
            Assert.That(Check("POST", "repos/o/r/pulls", """{"head":"b","base":"main","drafft":true}""", 422, """{"message":"m"}"""),
                Has.Some.Contains("drafft"));
            Assert.That(Check("POST", "repos/o/r/pulls", """{"head":"b","base":"main"}""", 201, """{"number":1}"""), Has.Some.Contains("lacks title"));
            Assert.That(Check("GET", "repos/o/r/git/ref/heads/x", "", 200, "{}"), Is.EqualTo(new[] { "no such call" }));
            Assert.That(Check("GET", "repos/o/r/pulls/1", "", 418, "{}"), Is.EqualTo(new[] { "answers no 418" }));
        });
    }

    private static JsonNode? Description(string family)
    {
        // Beside the checkout, or beside the folder of several work trees.
        var file = new[] { "..", "../.." }
            .Select(above => Path.Combine(Repository.Root, above, "shared", "forges", $"{family.ToLowerInvariant()}.excerpt.json"))
            .FirstOrDefault(File.Exists);
        return file is null ? null : JsonNode.Parse(File.ReadAllText(file));
    }

    private static List<string> Problems(Contract contract, string name, JsonNode call, JsonNode description)
    {
        var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
        var entry = description["paths"]!.AsObject().FirstOrDefault(entry => Nameless(entry.Key) == Nameless(path)).Value;
        if (entry?[method.ToLowerInvariant()] is not { } operation)
            return [$"{name}: not described"];

        var problems = new List<string>();
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(parameter => Follow(parameter!, description)).ToList();
        problems.AddRange((call["query"]?.AsArray() ?? []).Select(query => (string)query!)
            .Where(query => !parameters.Exists(parameter => (string)parameter["in"]! == "query" && (string)parameter["name"]! == query))
            .Select(query => $"{name}: no query {query}"));

        var request = operation["requestBody"]?["content"]?["application/json"]?["schema"]
            ?? parameters.Find(parameter => (string)parameter["in"]! == "body")?["schema"];
        if (call["request"] is { } sent)
            Compare(contract, sent, request, description, $"{name} request", isRequest: true, problems);
        foreach (var (status, shape) in call["answers"]!.AsObject())
        {
            if (operation["responses"]![status] is { } answer)
            {
                answer = Follow(answer, description);
                if (status[0] == '2' && shape!.ToJsonString() != "\"any\"")
                    Compare(contract, shape, answer["content"]?["application/json"]?["schema"]
                        ?? answer["schema"], description, $"{name} {status}", isRequest: false, problems);
            }
            else if (call["beyond"]?[status] is null)
            {
                problems.Add($"{name}: {status} is not described");
            }
        }
        return problems;
    }

    private static void Compare(Contract contract, JsonNode shape, JsonNode? schema, JsonNode description, string place, bool isRequest, List<string> problems)
    {
        shape = contract.Resolve(shape);
        var choices = Choices(schema, description);
        if (choices.Count == 0)
        {
            problems.Add($"{place}: not described");
            return;
        }
        switch (shape)
        {
            case JsonArray items:
                if (choices.Find(choice => (string?)choice["type"] == "array") is { } array)
                    Compare(contract, items[0]!, array["items"], description, $"{place}[]", isRequest, problems);
                else
                    problems.Add($"{place}: is no array");
                break;
            case JsonObject members:
                var found = choices.Where(choice => choice["properties"] is not null).ToList();
                // Of several kinds of answers ours is the one that has what we read.
                var best = found.OrderByDescending(choice =>
                    members.Count(member => choice["properties"]![member.Key.TrimEnd('?')] is not null)).FirstOrDefault();
                if (best is null)
                {
                    problems.Add($"{place}: is no object");
                    break;
                }
                var required = best["required"]?.AsArray().Select(key => (string)key!).ToList();
                foreach (var (key, member) in members)
                {
                    var property = key.TrimEnd('?');
                    if (best["properties"]![property] is not { } described)
                        problems.Add($"{place}: no member {property}");
                    else
                        Compare(contract, member!, described, description, $"{place}.{property}", isRequest, problems);
                    if (!isRequest && required is not null && !key.EndsWith('?') && !required.Contains(property) && best["properties"]![property] is not null)
                        problems.Add($"{place}: {property} may be missing");
                }
                if (isRequest)
                    problems.AddRange((required ?? []).Where(key => !members.ContainsKey(key)).Select(key => $"{place}: {key} is required"));
                break;
            default:
                var type = ((string)shape!).TrimEnd('?');
                if (type != "any" && !choices.Exists(choice =>
                    (string?)choice["type"] == type || choice.AsObject().Count == 0
                    || (type == "object" && choice["properties"] is not null)))
                    problems.Add($"{place}: is no {type}");
                if (!isRequest && !((string)shape!).EndsWith('?') && choices.Exists(choice => (bool?)choice["nullable"] == true))
                    problems.Add($"{place}: may be null");
                break;
        }
    }

    private static List<JsonNode> Choices(JsonNode? schema, JsonNode description)
    {
        if (schema is null)
            return [];
        schema = Follow(schema, description);
        var nested = new[] { "oneOf", "anyOf", "allOf" }.SelectMany(word => schema[word]?.AsArray() ?? []).ToList();
        return nested.Count > 0 ? [.. nested.SelectMany(choice => Choices(choice, description))] : [schema];
    }

    private static JsonNode Follow(JsonNode node, JsonNode description)
    {
        while ((string?)node["$ref"] is { } reference)
            node = reference.Split('/')[1..].Aggregate(description, (at, step) => at[step]!);
        return node;
    }

    private static string Nameless(string path) =>
        System.Text.RegularExpressions.Regex
        .Replace(path, "[{][a-z_]+[}]", "{}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
