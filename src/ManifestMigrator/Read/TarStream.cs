using System.Buffers.Binary;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Read;

/// <summary>The bytes of a tar archive. Long names and attributes, which a reader takes into memory whole, are refused when they are long beyond sense.</summary>
/// <param name="inner">Is closed with this.</param>
/// <param name="maximum">Bytes that it may give.</param>
internal sealed class TarStream(Stream inner, long maximum) : LimitedStream(inner, maximum)
{
    private const int BlockSize = 512;
    private const int TypePlace = 156;
    private const int SizePlace = 124;
    private const int SizeLength = 12;
    private const long LongestAttributes = 1024 * 1024;

    /// <summary>Whether the mark of the end has been given.</summary>
    public bool IsWhole { get; private set; }

    private readonly byte[] _header = new byte[BlockSize];
    private int _filled;
    private long _content;

    protected override void Given(ReadOnlySpan<byte> bytes)
    {
        base.Given(bytes);
        while (bytes.Length > 0 && !IsWhole)
        {
            if (_content > 0)
            {
                var skipped = (int)Math.Min(_content, bytes.Length);
                _content -= skipped;
                bytes = bytes[skipped..];
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
        var size = Size(_header.AsSpan(SizePlace, SizeLength));
        if (size < 0 || ((char)_header[TypePlace] is 'x' or 'g' or 'L' or 'K' && size > LongestAttributes))
            throw new RepositoryException(Plans.Reasons.MalformedRepository, Messages.TarballName);
        // Of a link or a folder the size is of no content.
        _content = (char)_header[TypePlace] is '1' or '2' or '3' or '4' or '5' or '6' ? 0 : checked((size + BlockSize - 1) / BlockSize * BlockSize);
    }

    /// <summary>Octal digits, or behind a set bit a number of eight bytes.</summary>
    private static long Size(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return BinaryPrimitives.ReadInt64BigEndian(field[4..]) is >= 0 and < long.MaxValue - BlockSize and var large ? large : -1;
        var size = 0L;
        foreach (var digit in field)
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
                size = (size * 8) + (digit - '0');
        }
        return size;
    }
}
