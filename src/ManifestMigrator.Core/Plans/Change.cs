using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>One thing a rule did to a manifest, or a line that was repaired before any rule.</summary>
/// <param name="Rule">Identifier of the rule in <c>mappings.json</c>; <c>repair</c> for a repair.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Line">One-based line in the file as it was read; for an insertion the line after which it goes.</param>
/// <param name="PointerBefore">RFC 6901 JSON Pointer of what was there; empty for an insertion and for a repair.</param>
/// <param name="PointerAfter">RFC 6901 JSON Pointer of what is there now; empty for a removal.</param>
/// <param name="ValueBefore">JSON text that was there, as written in the file; empty for an insertion. Of a repair, the line.</param>
/// <param name="ValueAfter">JSON text that is there now; empty for a removal. Of a repair, the line.</param>
public sealed record Change(
    string Rule,
    ChangeKind Kind,
    int Line,
    string PointerBefore,
    string PointerAfter,
    string ValueBefore,
    string ValueAfter);
