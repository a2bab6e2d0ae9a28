using ManifestMigrator.Plans;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Reports;

/// <summary><c>run.json</c>, the truth about a run: header, repositories and totals. Every other file is made from it.</summary>
public static class RunJson
{
    public const string FileName = "run.json";

    /// <summary>Begins the file; see <see cref="ReportFile"/>.</summary>
    public static IReport Begin(TextWriter text, RunHeader header)
    {
        var serializer = RunJsonShape.Serializer();
        var json = Writer(text);
        json.WriteStartObject();
        foreach (var property in JObject.FromObject(header, serializer).Properties())
            property.WriteTo(json);

        json.WritePropertyName(RunJsonShape.Repositories);
        json.WriteStartArray();
        return new Report(json, serializer);
    }

    /// <summary>Writes one header or one repository alone, as it would stand in the file.</summary>
    public static void WritePart<TPart>(TextWriter text, TPart part)
    {
        var json = Writer(text);
        RunJsonShape.Serializer().Serialize(json, part);
        json.WriteWhitespace("\n");
        json.Flush();
    }

    private static JsonTextWriter Writer(TextWriter text)
    {
        text.NewLine = "\n";
        return new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false, AutoCompleteOnClose = false };
    }

    private sealed class Report(JsonTextWriter json, JsonSerializer serializer) : IReport
    {
        public void Add(RepositoryResult repository) => serializer.Serialize(json, repository);

        public void Complete(RunTotals totals)
        {
            json.WriteEndArray();
            json.WritePropertyName(RunJsonShape.Totals);
            serializer.Serialize(json, totals);
            json.WriteEndObject();
            json.WriteWhitespace("\n");
            json.Flush();
        }
    }
}
