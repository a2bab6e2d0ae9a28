namespace ManifestMigrator.Json;

/// <summary>Compares values by meaning: white space and escapes do not count, the order of members neither, the spelling of numbers does.</summary>
public static class JsonEquality
{
    public static bool AreEqual(SyntaxNode? left, SyntaxNode? right) => (left, right) switch
    {
        (null, null) => true,
        (ScalarNode a, ScalarNode b) => a.Kind == b.Kind && (a.Kind == JsonScalarKind.String ? a.AsString() == b.AsString() : a.IsWritten(b.Text)),
        (ArrayNode a, ArrayNode b) => a.Count == b.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (ObjectNode a, ObjectNode b) => a.Count == b.Count && a.Members.All(member => b.Find(member.Key) is { } other && AreEqual(member.Value, other.Value)),
        _ => false,
    };
}
