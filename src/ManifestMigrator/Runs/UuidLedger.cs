using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using ManifestMigrator.Output;

namespace ManifestMigrator.Runs;

/// <summary>UUIDs that konnectors have already: <c>uuid,slug,repository,path</c>, as <c>uuids.csv</c> of a run has them.</summary>
internal sealed class UuidLedger
{
    private readonly Dictionary<(string Repository, string Path), string> _uuids;

    private UuidLedger(Dictionary<(string Repository, string Path), string> uuids) => _uuids = uuids;

    public static UuidLedger Empty { get; } = new([]);

    /// <param name="file">Path of the ledger; <see langword="null"/> for an empty one.</param>
    /// <exception cref="UsageException">A row cannot be read, or two rows say different things of one manifest.</exception>
    public static UuidLedger Read(FileInfo? file)
    {
        if (file is null)
            return Empty;

        var uuids = new Dictionary<(string Repository, string Path), string>();
        using var reader = new CsvReader(file.OpenText(), new CsvConfiguration(CultureInfo.InvariantCulture));
        try
        {
            foreach (var row in reader.GetRecords<Row>())
            {
                if (row.Uuid.Length != 32 || !row.Uuid.All(char.IsAsciiHexDigitLower))
                    throw new UsageException(Messages.LedgerUuid(file.ToString(), reader.Parser.RawRow, row.Uuid));
                var key = (row.Repository.ToLowerInvariant(), row.Path);
                if (!uuids.TryAdd(key, row.Uuid) && uuids[key] != row.Uuid)
                    throw new UsageException(Messages.LedgerTwice(file.ToString(), reader.Parser.RawRow, row.Repository, row.Path));
            }
        }
        catch (CsvHelperException exception)
        {
            throw new UsageException(Messages.LedgerUnreadable(file.ToString(), reader.Parser.RawRow, exception.Message.Split('\n')[0]));
        }
        return new UuidLedger(uuids);
    }

    /// <summary>The UUID of a manifest, or <see langword="null"/>.</summary>
    public string? Uuid(string repository, string path) => _uuids.GetValueOrDefault((repository, path));

    private sealed record Row
    {
        [CsvHelper.Configuration.Attributes.Name("uuid")]
        public required string Uuid { get; init; }

        [CsvHelper.Configuration.Attributes.Name("slug")]
        public string Slug { get; init; } = "";

        [CsvHelper.Configuration.Attributes.Name("repository")]
        public required string Repository { get; init; }

        [CsvHelper.Configuration.Attributes.Name("path")]
        public required string Path { get; init; }
    }
}
