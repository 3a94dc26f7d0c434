namespace Sferum.Files;

/// <summary>
/// A stored file as a stream that can be read from any place: opened at the first read, and asked about every half a minute, so that whoever loses the
/// right to a file does not finish a long download.
/// </summary>
/// <param name="store">Where it lies.</param>
/// <param name="key">Under which key.</param>
/// <param name="length">Its bytes.</param>
/// <param name="mayGoOn">Whether the reader still has the right.</param>
/// <param name="time">The clock.</param>
internal sealed class StoredStream(IFileStore store, FileKey key, long length, Func<CancellationToken, ValueTask<bool>> mayGoOn, TimeProvider time) : Stream
{
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(30);
    private Stream? _open;
    private long _position;
    private long _askedAt = time.GetTimestamp();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.Length == 0)
        {
            return 0;
        }

        if (time.GetElapsedTime(_askedAt) >= Asked)
        {
            if (!await mayGoOn(cancellationToken))
            {
                throw new IOException("The reader has lost the right to the file.");
            }

            _askedAt = time.GetTimestamp();
        }

        _open ??= await store.Open(key, _position, length - _position, cancellationToken) ?? throw new IOException("The bytes of a file are not where they should be.");
        var read = await _open.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            throw new IOException("There are fewer bytes of a file than there should be.");
        }

        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => length + offset };
        if (place != _position)
        {
            _open?.Dispose();
            (_open, _position) = (null, place);
        }

        return place;
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _open?.Dispose();
        }

        base.Dispose(disposing);
    }
}
