using System.Buffers;
using System.Text;
using System.Text.Json;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary><c>run.json</c>, the truth about a run: header, repositories and totals. Every other file is made from it.</summary>
public static class RunJson
{
    public const string FileName = "run.json";

    internal const string Repositories = "repositories";
    internal const string Totals = "totals";

    /// <summary>Begins the file; see <see cref="ReportFile"/>.</summary>
    public static IReport Begin(TextWriter text, RunHeader header)
    {
        var report = new Report(text);
        report.Begin(header);
        return report;
    }

    /// <summary>Writes some repositories alone, as an array. Holds one at a time.</summary>
    public static void WriteParts(TextWriter text, IEnumerable<RepositoryResult> parts)
    {
        var separator = '[';
        foreach (var part in parts)
        {
            text.Write(separator);
            WritePart(text, part);
            separator = ',';
        }
        text.Write(separator == '[' ? "[]\n" : "]\n");
    }

    /// <summary>Writes one header, repository or state of a delivery alone, as it would stand in the file.</summary>
    public static void WritePart<TPart>(TextWriter text, TPart part)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, RunJsonContract.Writer))
            JsonSerializer.Serialize(json, part, RunJsonContract.Get<TPart>());
        text.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        text.Write('\n');
    }

    private sealed class Report : IReport, IDisposable
    {
        private readonly TextWriter _text;
        private readonly ArrayBufferWriter<byte> _buffer = new();
        private readonly Utf8JsonWriter _json;

        public Report(TextWriter text)
        {
            _text = text;
            _json = new Utf8JsonWriter(_buffer, RunJsonContract.Writer);
        }

        public void Begin(RunHeader header)
        {
            _json.WriteStartObject();
            foreach (var member in JsonSerializer.SerializeToElement(header, RunJsonContract.Get<RunHeader>()).EnumerateObject())
                member.WriteTo(_json);
            _json.WriteStartArray(Repositories);
            Flush();
        }

        public void Add(RepositoryResult repository)
        {
            JsonSerializer.Serialize(_json, repository, RunJsonContract.Get<RepositoryResult>());
            Flush();
        }

        public void Complete(RunTotals totals)
        {
            _json.WriteEndArray();
            _json.WritePropertyName(Totals);
            JsonSerializer.Serialize(_json, totals, RunJsonContract.Get<RunTotals>());
            _json.WriteEndObject();
            Flush();
            Dispose();
            _text.Write('\n');
        }

        public void Dispose() => _json.Dispose();

        private void Flush()
        {
            _json.Flush();
            _text.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
            _buffer.ResetWrittenCount();
        }
    }
}
