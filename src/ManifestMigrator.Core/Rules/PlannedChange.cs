using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules;

/// <summary>A change as a rule asks for it; its new value is read from the text that results.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Offset">Offset in the text of the step.</param>
/// <param name="PointerBefore">Place before; empty for an insertion.</param>
/// <param name="PointerAfter">Place after; empty for a removal.</param>
/// <param name="ValueBefore">JSON text before; empty for an insertion.</param>
internal sealed record PlannedChange(ChangeKind Kind, int Offset, string PointerBefore, string PointerAfter, string ValueBefore);
