using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads where the files of a new connection go.</summary>
internal static class FolderReading
{
    private const string Default = "$administrative/$konnector/$account";

    public static Trait Trait(Reading reading) => new(Aspect.Other, "the destination folder", Text(reading), "folders", "fields");

    private static string Text(Reading reading)
    {
        if (reading["folders"] is { } folders)
            return (folders is ArrayNode { Count: > 0 } array ? array.Items[0] as ObjectNode : null)?["defaultDir"]?.AsString() ?? Default;
        var fields = reading["fields"] as ObjectNode;
        return HasPath(fields?["advancedFields"]) || HasPath(fields?["advanced_fields"]) || reading.Causes.Has("folder-path") ? Default : "none";
    }

    private static bool HasPath(SyntaxNode? advanced) => advanced is ObjectNode group && group["folderPath"] is not null;
}
