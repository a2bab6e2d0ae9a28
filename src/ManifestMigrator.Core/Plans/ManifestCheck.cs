using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>Says what readers refuse or misread in a file, and what the specification asks for.</summary>
public static class ManifestCheck
{
    /// <summary>The findings in the order of the text; without an error, today's readers understand the manifest.</summary>
    /// <param name="content">The whole file.</param>
    public static IReadOnlyList<Finding> Findings(ReadOnlySpan<byte> content)
    {
        var source = SourceText.Decode(content, out var undecodable);
        if (undecodable is not null)
            return [PlanFindings.NotJson(new LineMap(source.Text), undecodable)];

        var document = SyntaxTree.Parse(source.Text);
        return document.Problems.Count > 0
            ? PlanFindings.NotJson(document)
            : [.. ManifestValidator.Validate(document).Select(placed => Place(document, placed))];
    }

    /// <summary>Whether a file is named like a manifest but is not one: it has no slug, name or version.</summary>
    public static bool IsOther(ReadOnlySpan<byte> content) =>
        SourceText.Decode(content, out var undecodable) is var source && undecodable is null
        && SyntaxTree.Parse(source.Text) is { Problems.Count: 0, Root: ObjectNode root } && Migrator.IsOther(root);

    /// <summary>A finding with the line and column of its offset.</summary>
    internal static Finding Place(SyntaxTree document, PlacedFinding placed)
    {
        var position = document.PositionOf(placed.Offset);
        return placed.Finding with { Line = position.Line, Column = position.Column };
    }
}
