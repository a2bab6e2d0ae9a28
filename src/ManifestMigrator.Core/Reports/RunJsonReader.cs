using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Reads <c>run.json</c> back, one repository after another.</summary>
/// <remarks>What is wrong with a file is told as <c>file:line:column: problem</c>, the message of an <see cref="InvalidDataException"/>.</remarks>
public sealed class RunJsonReader : IDisposable
{
    private readonly JsonTokens _json;
    private readonly string _file;

    /// <summary>Reads the header and stops before the first repository.</summary>
    /// <param name="text">The content; closed with the reader.</param>
    /// <param name="file">What error messages call the file.</param>
    /// <exception cref="InvalidDataException">It does not begin like a run, or a newer version of the tool wrote it.</exception>
    public RunJsonReader(TextReader text, string file)
    {
        _json = new JsonTokens(text);
        _file = file;
        Header = Guarded(_file, ReadHeader);
    }

    public RunHeader Header { get; }

    /// <summary>The repositories in the order of the file. Can be asked for once; only one of them is held at a time.</summary>
    /// <exception cref="InvalidDataException">While they are taken: the file is malformed there, or ends too early.</exception>
    public IEnumerable<RepositoryResult> Repositories()
    {
        while (Guarded(_file, NextRepository) is { } repository)
            yield return repository;

        Guarded(_file, ReadToEnd);
    }

    /// <summary>Reads what <see cref="RunJson.WritePart"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text is malformed.</exception>
    public static TPart Part<TPart>(TextReader text, string file)
        where TPart : class
    {
        using var json = new JsonTokens(text);
        return Guarded(file, () => json.ReadValue<TPart>() ?? throw json.Unexpected());
    }

    /// <summary>Reads what <see cref="RunJson.WriteParts"/> wrote. Holds one at a time.</summary>
    /// <exception cref="InvalidDataException">While they are taken: the text is malformed there, or ends too early.</exception>
    public static IEnumerable<RepositoryResult> Parts(TextReader text, string file)
    {
        using var json = new JsonTokens(text);
        Guarded(file, () =>
        {
            json.Expect(JsonTokenType.StartArray);
            return true;
        });
        while (Guarded(file, json.ReadItem<RepositoryResult>) is { } repository)
            yield return repository;
    }

    public void Dispose() => _json.Dispose();

    private RunHeader ReadHeader()
    {
        _json.Expect(JsonTokenType.StartObject);
        using var header = new MemoryStream();
        using (var members = new Utf8JsonWriter(header))
        {
            members.WriteStartObject();
            while (_json.ExpectName() is var name && name != RunJson.Repositories)
            {
                var value = _json.ReadValue<JsonElement>();
                if (name == "format")
                    RefuseNewerFormat(value);
                members.WritePropertyName(name);
                value.WriteTo(members);
            }
            members.WriteEndObject();
        }

        _json.Expect(JsonTokenType.StartArray);
        try
        {
            return JsonSerializer.Deserialize(header.ToArray(), RunJsonContract.Get<RunHeader>())!;
        }
        catch (JsonException exception)
        {
            // The members were written anew, so their places are not those of the file.
            throw _json.Wrong(exception.Message);
        }
    }

    private void RefuseNewerFormat(JsonElement format)
    {
        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt64(out var version) || version < 1)
            throw _json.WrongValue("the format version is not a positive number");

        if (version > RunHeader.CurrentFormat)
        {
            throw _json.WrongValue(string.Create(
                CultureInfo.InvariantCulture,
                $"the run has format {version}, and this version of the tool knows formats up to {RunHeader.CurrentFormat}: take a newer one"));
        }
    }

    /// <returns><see langword="null"/> behind the last one.</returns>
    private RepositoryResult? NextRepository() => _json.ReadItem<RepositoryResult>();

    private bool ReadToEnd()
    {
        if (_json.ExpectName() != RunJson.Totals)
            throw _json.Unexpected();

        _json.ReadValue<JsonElement>();
        _json.Expect(JsonTokenType.EndObject);
        return _json.IsAtEnd() ? true : throw _json.Unexpected();
    }

    private static TValue Guarded<TValue>(string file, Func<TValue> read)
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
                    $"{file}:{(exception.LineNumber ?? 0) + 1}:{(exception.BytePositionInLine ?? 0) + 1}: {WithoutPlace(exception.Message)}"),
                exception);
        }
    }

    /// <summary>The JSON library says the place once more, in its own way, at the end.</summary>
    private static string WithoutPlace(string message)
    {
        foreach (var mark in new[] { " Path: ", " LineNumber: " })
        {
            if (message.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var place)
                message = message[..place];
        }
        return message;
    }
}

/// <summary>The tokens of a JSON text of any length, which is read piece by piece, and the values that stand in it. None is ever null.</summary>
/// <param name="text">The text; closed with this.</param>
internal sealed class JsonTokens(TextReader text) : IDisposable
{
    private const int PieceLength = 1 << 15;

    private static readonly SearchValues<byte> BetweenValues = SearchValues.Create(" \t\r\n,:"u8);

    private readonly char[] _piece = new char[PieceLength];
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private byte[] _buffer = new byte[PieceLength];
    private int _start;
    private int _end;
    private bool _isWhole;
    private JsonReaderState _state;
    private JsonTokenType _last;

    /// <summary>Zero-based line and byte in it of what is read next.</summary>
    private (long Line, long Byte) _place;
    private (long Line, long Byte) _value;

    public void Expect(JsonTokenType token)
    {
        if (!Read(out _) || _last != token)
            throw Unexpected();
    }

    public string ExpectName() => Read(out var name) && _last == JsonTokenType.PropertyName ? name : throw Unexpected();

    /// <summary>Whether nothing but white space follows.</summary>
    public bool IsAtEnd() => !Read(out _);

    /// <summary>The next value.</summary>
    public TValue ReadValue<TValue>() => Read<TValue>(out var value) ? value! : throw Unexpected();

    /// <summary>The next value of an array; the default behind the last one, whose bracket is then read.</summary>
    public TValue? ReadItem<TValue>() => Read<TValue>(out var value) ? value : default;

    public JsonException Unexpected() => Wrong(_last == JsonTokenType.None ? "the file ends too early" : $"this is not what a run has here: {_last}");

    public JsonException Wrong(string problem) => new(problem, path: null, _place.Line, _place.Byte);

    /// <summary>An error at the beginning of the value that was read last.</summary>
    public JsonException WrongValue(string problem) => new(problem, path: null, _value.Line, _value.Byte);

    public void Dispose() => text.Dispose();

    /// <summary>Reads one token.</summary>
    /// <param name="name">Its text, when it is the name of a member.</param>
    /// <returns>False at the end of the text.</returns>
    private bool Read(out string name)
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                _last = reader.TokenType;
                name = _last == JsonTokenType.PropertyName ? reader.GetString()! : "";
                Consume(reader);
                return true;
            }
            if (!Fill())
            {
                (_last, name) = (JsonTokenType.None, "");
                return false;
            }
        }
    }

    /// <summary>Reads one value.</summary>
    /// <returns>False when an array ends there.</returns>
    private bool Read<TValue>(out TValue? value)
    {
        var reader = Reader();
        while (!IsWhole(ref reader, out _last))
        {
            if (!FillTwice())
                throw EndsTooEarly();
            reader = Reader();
        }
        value = _last == JsonTokenType.EndArray ? default : Value<TValue>((int)reader.BytesConsumed);
        Consume(reader);
        return _last != JsonTokenType.EndArray;
    }

    private TValue? Value<TValue>(int length)
    {
        var bytes = _buffer.AsSpan(_start, length);
        var lead = bytes.IndexOfAnyExcept(BetweenValues);
        _value = Place(lead);
        try
        {
            return typeof(TValue) == typeof(JsonElement)
                ? (TValue)(object)JsonElement.Parse(bytes[lead..])
                : JsonSerializer.Deserialize(bytes[lead..], RunJsonContract.Get<TValue>());
        }
        catch (JsonException exception)
        {
            // The places are those in the value.
            var (line, inLine) = _value;
            var lines = exception.LineNumber ?? 0;
            throw new JsonException(exception.Message, path: null, line + lines, (lines == 0 ? inLine : 0) + (exception.BytePositionInLine ?? 0), exception);
        }
    }

    /// <summary>Whether a whole value is in the buffer, or the end of an array. Refuses null anywhere in it.</summary>
    private bool IsWhole(ref Utf8JsonReader reader, out JsonTokenType first)
    {
        first = JsonTokenType.None;
        if (!reader.Read())
            return false;
        first = reader.TokenType;
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                _place = Place((int)reader.TokenStartIndex);
                throw Wrong("null stands where a value belongs");
            }
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName) && reader.CurrentDepth <= depth)
                return true;
        }
        while (reader.Read());
        return false;
    }

    private JsonException EndsTooEarly()
    {
        _place = Place(_end - _start);
        _last = JsonTokenType.None;
        return Unexpected();
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);

    private void Consume(Utf8JsonReader reader)
    {
        var length = (int)reader.BytesConsumed;
        _place = Place(length);
        _start += length;
        _state = reader.CurrentState;
    }

    /// <summary>The place of an offset from the start of what is not consumed.</summary>
    private (long Line, long Byte) Place(int offset)
    {
        var bytes = _buffer.AsSpan(_start, offset);
        var lines = bytes.Count((byte)'\n');
        return lines == 0 ? (_place.Line, _place.Byte + offset) : (_place.Line + lines, offset - bytes.LastIndexOf((byte)'\n') - 1);
    }

    /// <summary>Reads as much again as is not consumed yet, so that a long value is not looked through for each of its pieces.</summary>
    /// <returns>False when there is nothing more.</returns>
    private bool FillTwice()
    {
        var wanted = 2 * (_end - _start);
        var isLonger = false;
        while ((!isLonger || _end - _start < wanted) && Fill())
            isLonger = true;
        return isLonger;
    }

    /// <summary>Reads another piece behind what is not consumed yet.</summary>
    /// <returns>False when there is none.</returns>
    private bool Fill()
    {
        if (_isWhole)
            return false;
        var read = text.Read(_piece);
        _isWhole = read == 0;
        var needed = _encoder.GetByteCount(_piece, 0, read, _isWhole);
        var kept = _end - _start;
        if (_buffer.Length - kept < needed)
        {
            var larger = new byte[Math.Max(_buffer.Length * 2, kept + needed)];
            _buffer.AsSpan(_start, kept).CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }
        (_start, _end) = (0, kept + _encoder.GetBytes(_piece.AsSpan(0, read), _buffer.AsSpan(kept), _isWhole));
        return read > 0;
    }
}
