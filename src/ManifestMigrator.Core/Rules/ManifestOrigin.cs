using ManifestMigrator.Json;

namespace ManifestMigrator.Rules;

/// <summary>Where a manifest comes from, as far as a rule may know it.</summary>
/// <param name="Repository">Identity <c>host/owner/name</c> in lower case; <see langword="null"/> for a file whose repository is not known.</param>
/// <param name="Path">Path inside the repository, with forward slashes.</param>
public sealed record ManifestOrigin(string? Repository, string Path)
{
    /// <summary>The UUID a ledger holds for this manifest; it wins over a computed one.</summary>
    public string? LedgerUuid { get; init; }

    /// <summary>What a catalogue knows of the konnector, as a version 2 manifest; <see langword="null"/> for nothing.</summary>
    public ObjectNode? Supplement { get; init; }
}
