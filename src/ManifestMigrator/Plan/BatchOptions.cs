using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Plan;

/// <summary>What the user asked for.</summary>
internal sealed record BatchOptions
{
    public required Mappings Mappings { get; init; }

    /// <summary>Path of the run folder; <see langword="null"/> for one that is named after the time.</summary>
    public string? RunFolder { get; init; }

    /// <summary>Repositories read at a time, at least 1.</summary>
    public required int Jobs { get; init; }

    /// <summary>The branch to read where a source names none; <see langword="null"/> for the repository's own.</summary>
    public string? Branch { get; init; }

    /// <summary>Whether text that is not strict JSON is mended first, where nobody could doubt what was meant.</summary>
    public bool Repairs { get; init; }

    /// <summary>UUIDs of earlier runs.</summary>
    public UuidLedger Ledger { get; init; } = UuidLedger.Empty;

    /// <summary>Decisions about earlier plans; they count where the same is planned.</summary>
    public Decisions Decisions { get; init; } = Decisions.None;

    /// <summary>Names under which decisions may be about repositories of an earlier run that are left out of this one.</summary>
    public IReadOnlySet<string> DecidedElsewhere { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What a catalogue supplies; <see langword="null"/> without a catalogue.</summary>
    public CatalogueSupplements? Supplements { get; init; }

    /// <summary>Findings that block and that somebody has looked at and accepts.</summary>
    public IReadOnlyList<Acceptance> Accepted { get; init; } = [];

    /// <summary>The impact whose changes are left out; <see langword="null"/> for none.</summary>
    public Impact? Without { get; init; }

    /// <summary>The identity of the one local source; <see langword="null"/> for that of its remote.</summary>
    public string? Repository { get; init; }

    /// <summary>Whether references to shared modules are listed that stay as they are.</summary>
    public bool AllReferences { get; init; }

    /// <summary>Whether nothing is taken from what earlier plans have kept.</summary>
    public bool Replans { get; init; }

    /// <summary>How remote repositories are reached.</summary>
    public required RemoteAccess Access { get; init; }

    /// <summary>Options as given, by their long names, for <c>run.json</c>.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <returns>The run folder, locked until its reports are written.</returns>
    /// <exception cref="Output.UsageException">The folder holds something that is no run, or another process works on it.</exception>
    public Task<RunFolder> CreateRunFolderAsync(CancellationToken cancellation)
    {
        var header = new RunHeader
        {
            ToolVersion = BuiltIn.Version,
            ToolSha256 = BuiltIn.ToolSha256,
            MappingsSha256 = Mappings.Sha256,
            Started = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Options = Typed,
            Rules = Mappings.Rules.Select(rule => KeyValuePair.Create(rule.Id, rule.Why))
                .Prepend(KeyValuePair.Create(RepairStep.Id, RepairStep.Why))
                .ToDictionary(StringComparer.Ordinal),
        };
        return Runs.RunFolder.NewAsync(RunFolder, header, new CarriedOver(Decisions, []), cancellation);
    }
}
