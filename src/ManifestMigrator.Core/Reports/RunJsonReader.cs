using System.Globalization;
using ManifestMigrator.Plans;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Reports;

/// <summary>Reads <c>run.json</c> back, one repository after another.</summary>
/// <remarks>What is wrong with a file is told as <c>file:line:column: problem</c>, the message of an <see cref="InvalidDataException"/>.</remarks>
public sealed class RunJsonReader : IDisposable
{
    private readonly NoNullReader _json;
    private readonly JsonSerializer _serializer = RunJsonShape.Serializer();
    private readonly string _file;

    /// <summary>Reads the header and stops before the first repository.</summary>
    /// <param name="text">The content; closed with the reader.</param>
    /// <param name="file">What error messages call the file.</param>
    /// <exception cref="InvalidDataException">It does not begin like a run, or a newer version of the tool wrote it.</exception>
    public RunJsonReader(TextReader text, string file)
    {
        _json = new NoNullReader(text) { DateParseHandling = DateParseHandling.None };
        _file = file;
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

    public void Dispose() => _json.Close();

    private RunHeader ReadHeader()
    {
        Expect(JsonToken.StartObject);
        var header = new JObject();
        while (NextProperty() is var name && name != RunJsonShape.Repositories)
        {
            _json.Read();
            header[name] = JToken.ReadFrom(_json);
            if (name == "format")
                RefuseNewerFormat(header[name]!);
        }

        Expect(JsonToken.StartArray);
        return header.ToObject<RunHeader>(_serializer)!;
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
        _json.Read();
        return _json.TokenType == JsonToken.EndArray ? null : _serializer.Deserialize<RepositoryResult>(_json) ?? throw Unexpected(_json);
    }

    private bool ReadToEnd()
    {
        if (NextProperty() != RunJsonShape.Totals)
            throw Unexpected(_json);

        _json.Read();
        _json.Skip();
        Expect(JsonToken.EndObject);
        return _json.Read() ? throw Unexpected(_json) : true;
    }

    private string NextProperty()
    {
        Expect(JsonToken.PropertyName);
        return (string)_json.Value!;
    }

    private void Expect(JsonToken token)
    {
        if (!_json.Read() || _json.TokenType != token)
            throw Unexpected(_json);
    }

    private static JsonSerializationException Unexpected(JsonTextReader json) =>
        new(json.TokenType == JsonToken.None ? "the file ends too early" : $"this is not what a run has here: {json.TokenType}");

    private TValue Guarded<TValue>(Func<TValue> read) => Guarded(_json, _file, read);

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
