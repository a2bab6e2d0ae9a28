namespace ManifestMigrator.Manifest;

/// <summary>Something the tool noticed and did not change.</summary>
/// <param name="Severity">Its weight.</param>
/// <param name="Code">Stable identifier in kebab-case, e.g. <c>duplicate-key</c>; other programs filter by it.</param>
/// <param name="Pointer">RFC 6901 JSON Pointer of the place in the manifest; empty for the file as a whole.</param>
/// <param name="Message">One sentence: what is there.</param>
/// <param name="Hint">One sentence: what a person can do about it; may be empty.</param>
public sealed record Finding(Severity Severity, string Code, string Pointer, string Message, string Hint)
{
    /// <summary>Path of the file in the repository that the line is of; empty for the manifest itself.</summary>
    public string Path { get; init; } = "";

    /// <summary>One-based line in the file as it was read; 0 when the finding is about no place in it.</summary>
    public int Line { get; init; }

    /// <summary>One-based column in UTF-16 code units, as editors and the Language Server Protocol count; 0 when <see cref="Line"/> is 0.</summary>
    public int Column { get; init; }

    /// <summary>What it asks of a person.</summary>
    public FindingAction Action => FindingActions.Find(this);

    /// <summary>Identifier of the rule that raised it; empty when no rule did.</summary>
    public string Rule { get; init; } = "";
}

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing has to be done.</summary>
    Info,

    /// <summary>A person should look at it; it does not stop the delivery.</summary>
    Warning,

    /// <summary>Blocks: the manifest is not delivered, or is not a valid version 2 manifest.</summary>
    Error,
}

/// <summary>A finding whose place is an offset, as long as the text that it is about is at hand.</summary>
/// <param name="Finding">The finding, without line and column.</param>
/// <param name="Offset">Zero-based offset in UTF-16 code units.</param>
internal sealed record PlacedFinding(Finding Finding, int Offset);
