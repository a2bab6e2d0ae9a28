using System.Text.Json.Serialization;

namespace ManifestMigrator.Reports;

/// <summary>What is known about a run before its first repository.</summary>
public sealed record RunHeader
{
    /// <summary>Version of the run folder's format; a reader refuses a higher one.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Version of the tool that made the plan.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Digest of the assemblies that made the plan, 64 lower-case hex digits; empty in runs of versions that did not record it.</summary>
    public string ToolSha256 { get; init; } = "";

    /// <summary>SHA-256 of the mappings file's bytes, 64 lower-case hex digits.</summary>
    public required string MappingsSha256 { get; init; }

    /// <summary>UTC time at which the run began, ISO 8601 with seconds; stands in <c>run.json</c> alone.</summary>
    public required string Started { get; init; }

    /// <summary>The options the run was started with, by their long names without dashes; no secrets.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why each rule exists, by rule identifier, in the order of the mappings file.</summary>
    public IReadOnlyDictionary<string, string> Rules { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How the tool is started where the reports are written, as a shell takes it; stands on the review page alone.</summary>
    [JsonIgnore]
    public string Program { get; init; } = "manifest-migrator";
}
