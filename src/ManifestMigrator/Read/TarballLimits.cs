namespace ManifestMigrator.Read;

/// <summary>What a tarball may cost.</summary>
/// <param name="Bytes">Bytes that are downloaded, and bytes that they may unpack to.</param>
internal sealed record TarballLimits(long Bytes)
{
    /// <summary>Files, folders and links in it.</summary>
    public int Entries { get; init; } = 200_000;
}
