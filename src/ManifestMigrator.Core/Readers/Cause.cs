namespace ManifestMigrator.Readers;

/// <summary>What a rule says that it changed.</summary>
/// <param name="Rule">Identifier of the rule.</param>
/// <param name="PointerBefore">Place before; empty for an insertion.</param>
/// <param name="PointerAfter">Place after; empty for a removal.</param>
/// <param name="ValueBefore">JSON text before; empty for an insertion.</param>
public sealed record Cause(string Rule, string PointerBefore, string PointerAfter, string ValueBefore);
