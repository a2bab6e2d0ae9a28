using System.Buffers;
using System.Globalization;
using System.Text;

namespace ManifestMigrator.Git.Http;

/// <summary>An answer that is not what was expected. Nothing is wrong yet: git asks, once, and what it says counts.</summary>
/// <param name="what">What was unexpected, as a sentence for people.</param>
/// <param name="cause">What raised it.</param>
internal class UnexpectedAnswerException(string what, Exception? cause = null) : Exception(what, cause);

/// <summary>An answer is longer than it may be. Git, which knows no such limit, is not asked for it.</summary>
/// <param name="limit">Bytes that it may have.</param>
internal sealed class AnswerTooLongException(long limit) : Exception(HttpMessages.TooLong(limit));

/// <summary>What a pkt-line is.</summary>
internal enum PktKind
{
    Line,
    Flush,
    Delimiter,

    /// <summary>The answer is over.</summary>
    End,
}

/// <summary>Writes pkt-lines.</summary>
internal static class PktCommand
{
    /// <summary>A command of protocol 2: its name, a delimiter, its arguments, a flush.</summary>
    public static byte[] Write(string name, params string[] arguments) => Encoding.ASCII.GetBytes(
        $"{Line($"command={name}")}0001{string.Concat(arguments.Select(Line))}0000");

    private static string Line(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length + 5:x4}{text}\n");
}

/// <summary>Reads pkt-lines: four hex digits with the length of the whole, then the payload (gitprotocol-common).</summary>
/// <param name="stream">The answer, decompressed.</param>
/// <param name="limit">Bytes that it may have.</param>
/// <param name="silence">Ends the reading when the server is silent for too long.</param>
internal sealed class PktReader(Stream stream, long limit, CancellationTokenSource silence)
{
    private const int HeaderLength = 4;
    private const int LongestLine = 65520;

    /// <summary>How long a server may be silent, as <c>http.lowSpeedTime</c> has it for git.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(8192);
    private int _start;
    private int _end;
    private long _read;

    /// <summary>The payload of the last line; good until the next is read.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>The payload as text, without a line feed at its end.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span is [.. var line, (byte)'\n'] ? line : Payload.Span);

    /// <summary>Lets others use the memory. Not to be called after a failure: then a reader that was given up may still write to it.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <exception cref="UnexpectedAnswerException">It is no pkt-line, is cut off, or the answer is longer than it may be.</exception>
    public async Task<PktKind> ReadAsync()
    {
        if (_end == _start && await FillAsync() == 0)
            return PktKind.End;
        var header = await TakeAsync(HeaderLength);
        if (!int.TryParse(header.Span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
            throw new UnexpectedAnswerException(HttpMessages.NotGit);
        switch (length)
        {
            case 0:
                return PktKind.Flush;
            case 1:
                return PktKind.Delimiter;
            case > HeaderLength and <= LongestLine:
                Payload = await TakeAsync(length - HeaderLength);
                return PktKind.Line;
            default:
                throw new UnexpectedAnswerException(HttpMessages.OddLength);
        }
    }

    /// <summary>Reads the line that has to be here.</summary>
    /// <exception cref="UnexpectedAnswerException">There is none.</exception>
    public async Task<string> ExpectLineAsync() =>
        await ReadAsync() == PktKind.Line ? Text : throw new UnexpectedAnswerException(HttpMessages.EndsEarly);

    /// <exception cref="UnexpectedAnswerException">Something else stands here.</exception>
    public async Task ExpectAsync(PktKind kind)
    {
        if (await ReadAsync() != kind)
            throw new UnexpectedAnswerException(HttpMessages.OddEnd);
    }

    private async ValueTask<ReadOnlyMemory<byte>> TakeAsync(int count)
    {
        if (count > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(LongestLine);
            _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
            (_start, _end) = (0, _end - _start);
            Release();
            _buffer = larger;
        }
        while (_end - _start < count)
        {
            if (await FillAsync() == 0)
                throw new UnexpectedAnswerException(HttpMessages.CutOff);
        }
        _start += count;
        return _buffer.AsMemory(_start - count, count);
    }

    private async ValueTask<int> FillAsync()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        silence.CancelAfter(LongestSilence);
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), silence.Token);
        silence.CancelAfter(Timeout.InfiniteTimeSpan);
        _end += count;
        _read += count;
        return _read <= limit ? count : throw new AnswerTooLongException(limit);
    }
}
