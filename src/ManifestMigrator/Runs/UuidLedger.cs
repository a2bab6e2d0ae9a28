using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ManifestMigrator.Output;
using ManifestMigrator.Reports.Csv;

namespace ManifestMigrator.Runs;

/// <summary>UUIDs that konnectors have already: <c>uuid,slug,repository,path</c>, as <c>uuids.csv</c> of a run has them.</summary>
internal sealed class UuidLedger
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
        var line = 1;
        try
        {
            using var reader = new CsvReader(new StreamReader(file.FullName, Utf8), new CsvConfiguration(CultureInfo.InvariantCulture));
            foreach (var row in Rows(reader, begins => line = begins))
            {
                if (row.Uuid.Length != 32 || !row.Uuid.All(char.IsAsciiHexDigitLower))
                    throw new UsageException(Messages.LedgerUuid(file.ToString(), line, row.Uuid));
                var (repository, path) = (HarmlessText.Original(row.Repository).ToLowerInvariant(), HarmlessText.Original(row.Path));
                if (!uuids.TryAdd((repository, path), row.Uuid) && uuids[(repository, path)] != row.Uuid)
                    throw new UsageException(Messages.LedgerTwice(file.ToString(), line, repository, path));
            }
        }
        catch (Exception exception) when (exception is CsvHelperException or DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Messages.LedgerUnreadable(file.ToString(), line, Cause(exception)));
        }
        return new UuidLedger(uuids);
    }

    /// <summary>The UUID of a manifest, or <see langword="null"/>.</summary>
    public string? Uuid(string repository, string path) => _uuids.GetValueOrDefault((repository, path));

    private static IEnumerable<Row> Rows(CsvReader reader, Action<int> atLine)
    {
        reader.Read();
        reader.ReadHeader();
        reader.ValidateHeader<Row>();
        while (true)
        {
            // The line a row begins in; where a quote is not closed the reader is at the end of the file when it finds out.
            atLine(reader.Parser.RawRow + 1);
            if (!reader.Read())
                yield break;
            yield return reader.GetRecord<Row>();
        }
    }

    private static string Cause(Exception exception) => exception switch
    {
        BadDataException => "A cell has a quote that is not closed, or not doubled.",
        CsvHelper.MissingFieldException => "The row has too few cells.",
        HeaderValidationException => "A column is missing.",
        ReaderException => "It has no header.",
        DecoderFallbackException => "It is not UTF-8.",
        _ => exception.Message.Split('\n')[0],
    };

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
