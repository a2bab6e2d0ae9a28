using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode.Beside;

/// <summary>The icon that a manifest names. The name is its path in the build, which takes it from any folder of the sources.</summary>
internal static class Icon
{
    public static IEnumerable<Finding> Findings(Konnector konnector, IReadOnlyList<string> pictures)
    {
        if (konnector.Manifest["icon"]?.AsString() is not { Length: > 0 } icon || icon.Contains(':', StringComparison.Ordinal))
            return [];

        var path = icon.StartsWith("./", StringComparison.Ordinal) ? icon[2..] : icon.TrimStart('/');
        return !SourceNames.IsPicture(path) || pictures.Any(picture => picture == path || picture.EndsWith($"/{path}", StringComparison.Ordinal))
            ? []
            : [SourceFindings.IconMissing(path)];
    }
}
