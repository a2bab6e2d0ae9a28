using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Read;

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
            throw new RepositoryException(Plans.Reasons.RepositoryTooLarge, Messages.TarballTooLarge(maximum));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
