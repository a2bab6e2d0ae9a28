namespace ManifestMigrator.SourceCode.Fields;

/// <summary>A place where code depends on a configured field.</summary>
/// <param name="Name">The field; empty for a computed one.</param>
/// <param name="Use">How.</param>
/// <param name="Offset">Where.</param>
internal sealed record FieldRead(string Name, FieldUse Use, int Offset);
