using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest.Validation;

/// <summary>The permissions. Their names are free.</summary>
internal static class Permissions
{
    private const string Files = "io.cozy.files";

    public static IEnumerable<Finding> WrongValues(ObjectNode manifest)
    {
        if (manifest["permissions"] is not ObjectNode permissions)
            return [];
        return
        [
            .. Properties.NoObjects(permissions),
            .. Objects(permissions).SelectMany(permission => Properties.WrongValues(permission, PermissionProperties.Known)),
            .. Objects(permissions).SelectMany(permission => Properties.UnknownWords(permission["verbs"], Vocabulary.Verbs, "unknown-verb", "verb")),
            .. manifest.Find("folders") is { } folders && !Objects(permissions).Any(AllowsFiles) ? [ManifestFindings.FilesPermission(folders)] : Array.Empty<Finding>(),
        ];
    }

    public static IEnumerable<Finding> Advice(ObjectNode? permissions) => permissions is null
        ? []
        :
        [
            .. Objects(permissions).Where(permission => permission.Find("type") is null).Select(permission => ManifestFindings.Missing(permission, "type")),
            .. Objects(permissions).SelectMany(permission => Properties.Unknown(permission, PermissionProperties.Known)),
        ];

    private static IEnumerable<ObjectNode> Objects(ObjectNode permissions) => permissions.Members.Select(member => member.Value).OfType<ObjectNode>();

    private static bool AllowsFiles(ObjectNode permission) => permission["type"]?.AsString() is { } type && (type == Files || type.StartsWith(Files + ".", StringComparison.Ordinal));
}
