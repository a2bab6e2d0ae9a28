using ManifestMigrator.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Plans;

/// <summary>Newtonsoft.Json as a second opinion: where do two texts differ in meaning?</summary>
internal static class SecondReader
{
    /// <summary>RFC 6901 pointers of all scalars and empty containers that are in one text only or differ, and of objects whose common keys changed their order.</summary>
    /// <param name="before">The one text.</param>
    /// <param name="after">The other text.</param>
    /// <param name="moved">Pointers of members that may stand in another place: one that was taken out may come back elsewhere.</param>
    /// <exception cref="JsonException">Newtonsoft.Json cannot read one of the texts.</exception>
    public static IEnumerable<string> Compare(string before, string after, IReadOnlySet<string> moved) => Compare("", Read(before), Read(after), moved);

    private static JToken Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = Json.SyntaxTree.MaximumDepth,
        };
        return JToken.ReadFrom(reader);
    }

    private static IEnumerable<string> Compare(string pointer, JToken before, JToken after, IReadOnlySet<string> moved) => (before, after) switch
    {
        (JObject a, JObject b) => CompareObjects(pointer, a, b, moved),
        (JArray a, JArray b) => CompareArrays(pointer, a, b, moved),
        (JValue a, JValue b) when JToken.DeepEquals(a, b) => [],
        _ => [pointer],
    };

    private static IEnumerable<string> CompareObjects(string pointer, JObject before, JObject after, IReadOnlySet<string> moved)
    {
        var commonBefore = before.Properties().Select(property => property.Name).Where(after.ContainsKey).ToList();
        var commonAfter = after.Properties().Select(property => property.Name).Where(before.ContainsKey);
        if (!commonBefore.Where(IsFixed).SequenceEqual(commonAfter.Where(IsFixed), StringComparer.Ordinal))
            yield return pointer;

        foreach (var property in before.Properties())
        {
            var inner = JsonPointer.Append(pointer, property.Name);
            var other = after.Property(property.Name, StringComparison.Ordinal);
            foreach (var difference in other is null ? Leaves(inner, property.Value) : Compare(inner, property.Value, other.Value, moved))
                yield return difference;
        }
        foreach (var property in after.Properties().Where(property => !before.ContainsKey(property.Name)))
        {
            foreach (var leaf in Leaves(JsonPointer.Append(pointer, property.Name), property.Value))
                yield return leaf;
        }

        bool IsFixed(string name) => moved.Count == 0 || !moved.Contains(JsonPointer.Append(pointer, name));
    }

    private static IEnumerable<string> CompareArrays(string pointer, JArray before, JArray after, IReadOnlySet<string> moved) => before.Count == after.Count
        ? Enumerable.Range(0, before.Count).SelectMany(i => Compare(JsonPointer.Append(pointer, i), before[i], after[i], moved))
        : [pointer];

    private static IEnumerable<string> Leaves(string pointer, JToken token) => token switch
    {
        JObject { Count: > 0 } @object => @object.Properties().SelectMany(property => Leaves(JsonPointer.Append(pointer, property.Name), property.Value)),
        JArray { Count: > 0 } array => Enumerable.Range(0, array.Count).SelectMany(i => Leaves(JsonPointer.Append(pointer, i), array[i])),
        _ => [pointer],
    };
}
