using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Plans;

/// <summary>Newtonsoft.Json as a second opinion: where do two texts differ in meaning, and did the rules report it?</summary>
internal static class SecondReader
{
    /// <summary>RFC 6901 pointers at which the last text differs from the first although no change covers the place.</summary>
    /// <param name="texts">Every text of a plan, in order, from the one that the first rule was applied to.</param>
    /// <param name="changes">What the rules reported.</param>
    /// <exception cref="JsonException">Newtonsoft.Json cannot read one of the two.</exception>
    public static IEnumerable<string> Unreported(IReadOnlyList<SyntaxTree> texts, IReadOnlyList<Change> changes)
    {
        var gone = changes.Where(change => change.Kind is ChangeKind.Remove or ChangeKind.Rename or ChangeKind.Move)
            .Select(change => change.PointerBefore)
            .ToHashSet(StringComparer.Ordinal);
        var reported = changes.SelectMany(change => ReportedPointers(change, texts)).ToHashSet(StringComparer.Ordinal);
        return Compare(texts[0].Text, texts[^1].Text, gone).Where(pointer => !IsReported(pointer, reported));
    }

    /// <summary>The places a change covers. Inserting or removing an item moves the items after it, so such a change covers the whole array.</summary>
    private static IEnumerable<string> ReportedPointers(Change change, IReadOnlyList<SyntaxTree> texts) =>
        from pointer in new[] { change.PointerBefore, change.PointerAfter }
        where pointer.Length > 0
        select change.Kind is ChangeKind.Insert or ChangeKind.Remove && IsItem(pointer, texts) ? JsonPointer.Parent(pointer) : pointer;

    /// <summary>Whether a pointer names an item of an array; a member of an object may be called by a number, too.</summary>
    private static bool IsItem(string pointer, IReadOnlyList<SyntaxTree> texts) =>
        JsonPointer.Index(pointer[(pointer.LastIndexOf('/') + 1)..]) is not null && texts.Any(text => text.Find(JsonPointer.Parent(pointer)) is ArrayNode);

    private static bool IsReported(string pointer, HashSet<string> reported)
    {
        while (!reported.Contains(pointer))
        {
            if (pointer.Length == 0)
                return false;
            pointer = JsonPointer.Parent(pointer);
        }
        return true;
    }

    /// <summary>RFC 6901 pointers of all scalars and empty containers that are in one text only or differ, and of objects whose common keys changed their order.</summary>
    /// <param name="before">The one text.</param>
    /// <param name="after">The other text.</param>
    /// <param name="moved">Pointers of members that may stand in another place: one that was removed, renamed or moved may come back elsewhere.</param>
    /// <exception cref="JsonException">Newtonsoft.Json cannot read one of the texts.</exception>
    public static IEnumerable<string> Compare(string before, string after, IReadOnlySet<string> moved) => Compare("", Read(before), Read(after), moved);

    internal static JToken Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = SyntaxTree.MaximumDepth,
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
        ? before.SelectMany((item, i) => Compare(JsonPointer.Append(pointer, i), item, after[i], moved))
        : [pointer];

    private static IEnumerable<string> Leaves(string pointer, JToken token) => token switch
    {
        JObject { Count: > 0 } @object => @object.Properties().SelectMany(property => Leaves(JsonPointer.Append(pointer, property.Name), property.Value)),
        JArray { Count: > 0 } array => array.SelectMany((item, i) => Leaves(JsonPointer.Append(pointer, i), item)),
        _ => [pointer],
    };
}
