using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest.Validation;

/// <summary>What is common to all objects with known properties.</summary>
internal static class Properties
{
    /// <summary>Properties of an older form, and known ones of the wrong shape.</summary>
    public static IEnumerable<Finding> WrongValues(
        ObjectNode parent, IReadOnlyDictionary<string, Shape> known, IReadOnlyDictionary<string, string>? legacy = null)
    {
        foreach (var member in parent.Members)
        {
            if (legacy is not null && legacy.TryGetValue(member.Key, out var successor))
                yield return ManifestFindings.Legacy(member, successor);
            else if (known.TryGetValue(member.Key, out var shape) && !shape.Fits(member.Value))
                yield return ManifestFindings.WrongType(member.Value, member.Key, shape);
        }
    }

    /// <summary>Properties that are neither known nor of an older form.</summary>
    public static IEnumerable<Finding> Unknown(
        ObjectNode parent, IReadOnlyDictionary<string, Shape> known, IReadOnlyDictionary<string, string>? legacy = null)
    {
        var names = new WordList([.. known.Keys]);
        return parent.Members
            .Where(member => !known.ContainsKey(member.Key) && legacy?.ContainsKey(member.Key) is not true)
            .Select(member => ManifestFindings.UnknownProperty(member, names.Nearest(member.Key)));
    }

    /// <summary>Members of an object of objects that are no objects.</summary>
    public static IEnumerable<Finding> NoObjects(ObjectNode parent) =>
        parent.Members.Where(member => member.Value is not ObjectNode).Select(member => ManifestFindings.WrongType(member.Value, member.Key, Shape.Object));

    /// <summary>Strings of an array that are not in a list.</summary>
    public static IEnumerable<Finding> UnknownWords(SyntaxNode? array, WordList words, string code, string what) =>
        ((array as ArrayNode)?.Items ?? []).SelectMany(item => UnknownWord(item, words, code, what));

    /// <summary>A string that is not in a list.</summary>
    public static IEnumerable<Finding> UnknownWord(SyntaxNode? node, WordList words, string code, string what) =>
        node?.AsString() is { } word && !words.Has(word) ? [ManifestFindings.UnknownWord(node, code, what, word, words.Nearest(word))] : [];
}
