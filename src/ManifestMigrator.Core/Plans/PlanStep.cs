using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>One application of a rule that changed something.</summary>
/// <param name="Before">The text the rule was applied to.</param>
/// <param name="Edits">Its edits of that text.</param>
/// <param name="After">The text it left, parsed anew.</param>
internal sealed record PlanStep(SyntaxTree Before, IReadOnlyList<TextEdit> Edits, SyntaxTree After);
