using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>Says what keeps a file from being a valid version 2 manifest.</summary>
public static class ManifestCheck
{
    /// <summary>The findings in the order of the text; without an error the manifest is valid.</summary>
    /// <param name="content">The whole file.</param>
    public static IReadOnlyList<Finding> Findings(ReadOnlySpan<byte> content)
    {
        var source = SourceText.Decode(content, out var undecodable);
        if (undecodable is not null)
            return [PlanFindings.NotJson(source.Text, undecodable)];

        var document = SyntaxTree.Parse(source.Text);
        return document.Problems.Count > 0
            ? PlanFindings.NotJson(document)
            : [.. ManifestValidator.Validate(document)];
    }
}
