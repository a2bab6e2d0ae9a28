using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Read;

/// <summary>The bytes of a tar archive. Long names and attributes, which a reader takes into memory whole, have a limit.</summary>
/// <remarks>It must see the same entries as that reader, so whatever two readers may understand differently is refused.</remarks>
/// <param name="inner">Is closed with this.</param>
/// <param name="maximum">Bytes that it may give.</param>
internal sealed partial class TarStream(Stream inner, long maximum) : LimitedStream(inner, maximum)
{
    private const int BlockSize = 512;
    private const int TypePlace = 156;
    private const int SizePlace = 124;
    private const int SizeLength = 12;
    private const int ChecksumPlace = 148;
    private const int ChecksumLength = 8;
    private const long LongestAttributes = 64 * 1024;

    /// <summary>The longest name of an entry, in bytes: what every system can unpack.</summary>
    public const int LongestName = 1024;

    /// <summary>Whether the mark of the end has been given.</summary>
    public bool IsWhole { get; private set; }

    private readonly byte[] _header = new byte[BlockSize];
    private readonly MemoryStream _attributes = new();
    private int _filled;
    private long _content;
    private bool _hasAttributes;

    protected override void Given(ReadOnlySpan<byte> bytes)
    {
        base.Given(bytes);
        while (bytes.Length > 0 && !IsWhole)
        {
            if (_content > 0)
            {
                var skipped = (int)Math.Min(_content, bytes.Length);
                if (_hasAttributes)
                    _attributes.Write(bytes[..skipped]);
                _content -= skipped;
                bytes = bytes[skipped..];
                if (_content == 0 && _hasAttributes)
                    RefuseSize();
                continue;
            }
            var count = Math.Min(BlockSize - _filled, bytes.Length);
            bytes[..count].CopyTo(_header.AsSpan(_filled));
            _filled += count;
            bytes = bytes[count..];
            if (_filled == BlockSize)
                ReadHeader();
        }
    }

    private void ReadHeader()
    {
        _filled = 0;
        IsWhole = _header.AsSpan().IndexOfAnyExcept((byte)0) < 0;
        if (!IsWhole && !HasItsChecksum())
            throw new RepositoryException(Reasons.MalformedRepository, Messages.TarballMalformed);
        var size = Size(_header.AsSpan(SizePlace, SizeLength));
        var most = (char)_header[TypePlace] switch
        {
            'L' or 'K' => LongestName + 1,
            'x' or 'g' => LongestAttributes,
            _ => long.MaxValue,
        };
        if (size < 0 || size > most)
            throw new RepositoryException(Reasons.MalformedRepository, Messages.TarballName);
        _hasAttributes = (char)_header[TypePlace] is 'x' or 'g';
        // Of a link or a folder the size is of no content.
        _content = (char)_header[TypePlace] is '1' or '2' or '3' or '4' or '5' or '6' ? 0 : checked((size + BlockSize - 1) / BlockSize * BlockSize);
    }

    /// <summary>
    /// Refuses attributes that give an entry another size than its header does, as only files of more than 8 GB need: with it, headers could be
    /// hidden from us in what looks like content.
    /// </summary>
    private void RefuseSize()
    {
        var text = Encoding.Latin1.GetString(_attributes.GetBuffer(), 0, (int)_attributes.Length);
        _attributes.SetLength(0);
        if (SizeAttribute().IsMatch(text))
            throw new RepositoryException(Reasons.MalformedRepository, Messages.TarballMalformed);
    }

    [GeneratedRegex(@"(^|\n)[^ \n]* size=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeAttribute();

    /// <summary>The sum of all bytes, with blanks for the checksum itself. Old programs took the bytes for signed.</summary>
    private bool HasItsChecksum()
    {
        var (unsigned, signed) = (0L, 0L);
        for (var place = 0; place < BlockSize; place++)
        {
            var value = place is >= ChecksumPlace and < ChecksumPlace + ChecksumLength ? (byte)' ' : _header[place];
            unsigned += value;
            signed += (sbyte)value;
        }
        var stated = Size(_header.AsSpan(ChecksumPlace, ChecksumLength));
        return stated == unsigned || stated == signed;
    }

    /// <summary>Octal digits with blanks or zeros around them, or behind a set bit a number of eight bytes; -1 for anything else.</summary>
    private static long Size(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return BinaryPrimitives.ReadInt64BigEndian(field[4..]) is >= 0 and < long.MaxValue - BlockSize and var large ? large : -1;
        var size = 0L;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return -1;
            size = (size * 8) + (digit - '0');
        }
        return size;
    }
}

/// <summary>A stream that is read once, from its beginning, and gives no more than a number of bytes.</summary>
/// <param name="inner">Is closed with this.</param>
/// <param name="maximum">Bytes that it may give.</param>
internal class LimitedStream(Stream inner, long maximum) : Stream
{
    private long _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _given;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Given(buffer[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Given(buffer.Span[..count]);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Sees the bytes before they are given.</summary>
    /// <exception cref="RepositoryException">They are too many.</exception>
    protected virtual void Given(ReadOnlySpan<byte> bytes)
    {
        _given += bytes.Length;
        if (_given > maximum)
            throw new RepositoryException(Reasons.RepositoryTooLarge, Messages.TarballTooLarge(maximum));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
