using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Reports.Csv;

namespace ManifestMigrator.Runs;

/// <summary>UUIDs that konnectors already have: the columns <c>uuid</c>, <c>repository</c> and <c>path</c>, as in <c>uuids.csv</c> of a run.</summary>
internal sealed class UuidLedger
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SortedDictionary<string, string> None = new(StringComparer.Ordinal);

    private readonly Dictionary<string, SortedDictionary<string, string>> _uuids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Repository, string Path)> _manifests = new(StringComparer.Ordinal);

    private UuidLedger()
    {
    }

    public static UuidLedger Empty { get; } = new();

    /// <param name="file">Path of the ledger; <see langword="null"/> for an empty one.</param>
    /// <exception cref="UsageException">The file is damaged, or two rows contradict each other.</exception>
    public static UuidLedger Read(FileInfo? file)
    {
        if (file is null)
            return Empty;

        var ledger = new UuidLedger();
        try
        {
            ledger.Add(CsvText.Read(Text(file)));
        }
        catch (CsvException exception)
        {
            throw new UsageException(Messages.LedgerDamaged(file.ToString(), exception.Line, exception.Message));
        }
        return ledger;
    }

    /// <summary>The UUIDs of a repository's manifests, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Uuids(string repository) => _uuids.GetValueOrDefault(repository, None);

    private static string Text(FileInfo file)
    {
        var bytes = InputFile.ReadAllBytes(file.FullName);
        try
        {
            return Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            throw new CsvException(1 + bytes.AsSpan(0, exception.Index).Count((byte)'\n'), Messages.NotUtf8);
        }
    }

    private void Add(IEnumerable<CsvRow> rows)
    {
        var (uuid, repository, path, columns) = (-1, -1, -1, 0);
        foreach (var row in rows)
        {
            if (columns == 0)
            {
                columns = row.Cells.Count;
                (uuid, repository, path) = (Column(row, "uuid"), Column(row, "repository"), Column(row, "path"));
            }
            else if (row.Cells.Count != columns)
            {
                throw new CsvException(row.Line, Messages.LedgerRow(row.Cells.Count, columns));
            }
            else
            {
                Add(row.Line, row.Cells[uuid], row.Cells[repository], row.Cells[path]);
            }
        }
        if (columns == 0)
            throw new CsvException(1, Messages.LedgerColumns);
    }

    private static int Column(CsvRow header, string name)
    {
        var places = header.Cells.Index().Where(cell => cell.Item == name).ToList();
        return places switch
        {
            [var only] => only.Index,
            [] => throw new CsvException(header.Line, Messages.LedgerColumns),
            _ => throw new CsvException(header.Line, Messages.LedgerColumnTwice(name)),
        };
    }

    private void Add(int line, string uuid, string repository, string path)
    {
        if (uuid.Length != 32 || !uuid.All(char.IsAsciiHexDigitLower))
            throw new CsvException(line, Messages.LedgerUuid(uuid));
        if (repository.Split('/') is not { Length: > 1 } names || !names.All(IsName))
            throw new CsvException(line, Messages.LedgerRepository(repository));
        if (!path.Split('/').All(IsName))
            throw new CsvException(line, Messages.LedgerPath(path));
        var key = repository.ToLowerInvariant();
        if (!_uuids.TryGetValue(key, out var uuids))
            _uuids.Add(key, uuids = new SortedDictionary<string, string>(StringComparer.Ordinal));
        if (!uuids.TryAdd(path, uuid) && uuids[path] != uuid)
            throw new CsvException(line, Messages.LedgerTwice(repository, path));
        // A repository that was read at two revisions stands there twice.
        var manifest = (key.Split('#')[0], path);
        if (!_manifests.TryAdd(uuid, manifest) && _manifests[uuid] != manifest)
            throw new CsvException(line, Messages.LedgerShared(uuid, _manifests[uuid].Repository, _manifests[uuid].Path));
    }

    private static bool IsName(string part) => part is not ("" or "." or "..");
}
