using System.IO.Compression;

namespace Sferum.Schools;

/// <summary>
/// Reads an entry of a zip archive and, at its end, demands the length and the checksum that the archive claims: a claim that is too short
/// would otherwise cut the file silently, and a flipped bit would pass.
/// </summary>
internal sealed class WholeEntryStream(Stream inner, ZipArchiveEntry entry) : Stream
{
    private static readonly uint[] Table = MakeTable();

    private uint _crc = uint.MaxValue;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.Length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _read += count;
        if (_read > entry.Length || (count == 0 && buffer.Length > 0 && (_read != entry.Length || ~_crc != entry.Crc32)))
        {
            throw new UnusableRosterException(RosterWhy.ZipBroken, RosterProblem.Shown(entry.Name));
        }

        var crc = _crc;
        foreach (var b in buffer[..count])
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        _crc = crc;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var c = i;
            for (var k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[i] = c;
        }

        return table;
    }
}
