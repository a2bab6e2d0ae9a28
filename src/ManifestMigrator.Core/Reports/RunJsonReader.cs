using System.Globalization;
using ManifestMigrator.Migration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Reports;

/// <summary>Reads <c>run.json</c> back, one repository after another.</summary>
/// <remarks>What is wrong with a file is told as <c>file:line:column: problem</c>, the message of an <see cref="InvalidDataException"/>.</remarks>
public sealed class RunJsonReader : IDisposable
{
    private readonly NoNullReader json;
    private readonly JsonSerializer serializer = RunJsonShape.Serializer();
    private readonly string file;

    /// <summary>Reads the header and stops before the first repository.</summary>
    /// <param name="text">The content; closed with the reader.</param>
    /// <param name="file">What error messages call the file.</param>
    /// <exception cref="InvalidDataException">It does not begin like a run, or a newer version of the tool wrote it.</exception>
    public RunJsonReader(TextReader text, string file)
    {
        json = new NoNullReader(text) { DateParseHandling = DateParseHandling.None };
        this.file = file;
        Header = Guarded(ReadHeader);
    }

    public RunHeader Header { get; }

    /// <summary>The repositories in the order of the file. Can be asked for once; only one of them is held at a time.</summary>
    /// <exception cref="InvalidDataException">While they are taken: the file is malformed there, or ends too early.</exception>
    public IEnumerable<RepositoryResult> Repositories()
    {
        while (Guarded(NextRepository) is { } repository)
            yield return repository;

        Guarded(ReadToEnd);
    }

    /// <summary>Reads what <see cref="RunJson.WritePart"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text is malformed.</exception>
    public static TPart Part<TPart>(TextReader text, string file)
        where TPart : class
    {
        using var reader = new NoNullReader(text) { DateParseHandling = DateParseHandling.None };
        return Guarded(reader, file, () => RunJsonShape.Serializer().Deserialize<TPart>(reader) ?? throw Unexpected(reader));
    }

    public void Dispose() => json.Close();

    private RunHeader ReadHeader()
    {
        Expect(JsonToken.StartObject);
        var header = new JObject();
        while (NextProperty() is var name && name != RunJsonShape.Repositories)
        {
            json.Read();
            header[name] = JToken.ReadFrom(json);
            if (name == "format")
                RefuseNewerFormat(header[name]!);
        }

        Expect(JsonToken.StartArray);
        return header.ToObject<RunHeader>(serializer)!;
    }

    private static void RefuseNewerFormat(JToken format)
    {
        if (format.Type != JTokenType.Integer || (long)format is var version && version < 1)
            throw new JsonSerializationException("the format version is not a positive number");

        if (version > RunHeader.CurrentFormat)
        {
            throw new JsonSerializationException(string.Create(
                CultureInfo.InvariantCulture,
                $"the run has format {version}, and this version of the tool knows formats up to {RunHeader.CurrentFormat}: take a newer one"));
        }
    }

    private RepositoryResult? NextRepository()
    {
        json.Read();
        return json.TokenType == JsonToken.EndArray ? null : serializer.Deserialize<RepositoryResult>(json) ?? throw Unexpected(json);
    }

    private bool ReadToEnd()
    {
        if (NextProperty() != RunJsonShape.Totals)
            throw Unexpected(json);

        json.Read();
        json.Skip();
        Expect(JsonToken.EndObject);
        return json.Read() ? throw Unexpected(json) : true;
    }

    private string NextProperty()
    {
        Expect(JsonToken.PropertyName);
        return (string)json.Value!;
    }

    private void Expect(JsonToken token)
    {
        if (!json.Read() || json.TokenType != token)
            throw Unexpected(json);
    }

    private static JsonSerializationException Unexpected(JsonTextReader json) =>
        new(json.TokenType == JsonToken.None ? "the file ends too early" : $"this is not what a run has here: {json.TokenType}");

    private TValue Guarded<TValue>(Func<TValue> read) => Guarded(json, file, read);

    private static TValue Guarded<TValue>(JsonTextReader json, string file, Func<TValue> read)
    {
        try
        {
            return read();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}:{Math.Max(json.LineNumber, 1)}:{Math.Max(json.LinePosition, 1)}: {WithoutPlace(exception.Message)}"),
                exception);
        }
    }

    /// <summary>The JSON library says the place once more, in its own way, at the end.</summary>
    private static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" Path '", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    /// <summary>No value of a run is ever null, so none needs to be looked for behind this reader. A text that ends early is an error.</summary>
    private sealed class NoNullReader(TextReader text) : JsonTextReader(text)
    {
        public override bool Read()
        {
            if (!base.Read())
                return Depth == 0 ? false : throw new JsonSerializationException("the file ends too early");

            return TokenType == JsonToken.Null ? throw new JsonSerializationException("null stands where a value belongs") : true;
        }
    }
}
