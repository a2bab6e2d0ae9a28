using Newtonsoft.Json;

namespace ManifestMigrator.Commands;

/// <summary>An entry of <c>corpus/repositories/fleet.json</c>.</summary>
internal sealed record DemoRepository
{
    /// <summary><c>owner/name</c>, the folder in the corpus that holds its files.</summary>
    [JsonProperty("repository", Required = Required.Always)]
    public required string Repository { get; init; }

    /// <summary>Its default branch.</summary>
    [JsonProperty("branch")]
    public string Branch { get; init; } = "main";

    /// <summary>Paths of files that are executable.</summary>
    [JsonProperty("executable")]
    public IReadOnlyList<string> Executable { get; init; } = [];

    /// <summary>Other branches, and the folders in the corpus that hold their files.</summary>
    [JsonProperty("branches")]
    public IReadOnlyDictionary<string, string> Branches { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it has no commit.</summary>
    [JsonProperty("empty")]
    public bool Empty { get; init; }
}
