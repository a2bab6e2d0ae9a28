using ManifestMigrator.Manifest;
using ManifestMigrator.Readers;

namespace ManifestMigrator.Plans;

/// <summary>The result for one manifest file; the row of <c>manifests.csv</c> and an entry of <c>run.json</c>.</summary>
public sealed record ManifestResult
{
    /// <summary>Path inside the repository, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The manifest's <c>slug</c>; empty when it is missing or not a string.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The manifest's <c>name</c>; empty when it is missing or not a string.</summary>
    public string Name { get; init; } = "";

    /// <summary>The UUID the manifest has after the migration, 32 lower-case hex digits; empty when it has none.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>The generation it was written in.</summary>
    public ManifestForm Form { get; init; }

    public required ManifestStatus Status { get; init; }

    public Impact Impact { get; init; } = Impact.None;

    /// <summary>Whether today's readers see the same konnector before and after.</summary>
    public EffectiveChange Effective { get; init; }

    /// <summary>Whether a change was possible and is left out because of its impact; nothing of it is delivered or told.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>When it runs; <see langword="null"/> for a file that was not planned.</summary>
    public BeforeAfter<Schedule>? Schedule { get; init; }

    /// <summary>The inputs of its account form, in their order; <see langword="null"/> for a file that was not planned.</summary>
    public BeforeAfter<IReadOnlyList<AccountField>>? AccountForm { get; init; }

    public IReadOnlyList<Change> Changes { get; init; } = [];

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Lines of the unified diff that begin with <c>+</c>.</summary>
    public int LinesAdded { get; init; }

    /// <summary>Lines of the unified diff that begin with <c>-</c>.</summary>
    public int LinesRemoved { get; init; }

    /// <summary>SHA-256 of the file as it was read, 64 lower-case hex digits.</summary>
    public required string Sha256Before { get; init; }

    /// <summary>SHA-256 of the planned bytes; equal to <see cref="Sha256Before"/> when nothing is planned.</summary>
    public required string Sha256After { get; init; }

    /// <summary>What a catalogue knew of the konnector when it was planned, as a version 2 manifest; empty for nothing. The plan depends on it.</summary>
    public string Supplement { get; init; } = "";

    /// <summary>
    /// The UUID that the ledger had for it when it was planned; empty for none, <see langword="null"/> in runs of versions that did not
    /// record it. The plan depends on it.
    /// </summary>
    public string? LedgerUuid { get; init; }

    /// <summary>Git's file mode in octal, e.g. <c>100644</c>.</summary>
    public string Mode { get; init; } = "100644";

    /// <summary>The hunks of the unified diff from the text as read to the planned text, without file headers; empty when nothing is planned.</summary>
    public string Hunks { get; init; } = "";
}
