using System.Buffers;
using System.Text.Json;

namespace Sferum.History;

/// <summary>
/// Writes events as JSON lines, one file for each process. Thread-safe. What is not yet flushed is lost when the process is killed: a recording
/// process is not one of those that a fault runner kills.
/// </summary>
public sealed class HistoryFileWriter : IHistorySink, IDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt + 4096);
    private readonly Utf8JsonWriter _json;
    private bool _closed;

    /// <summary>Writes to a stream, which it closes.</summary>
    public HistoryFileWriter(Stream stream)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Creates the file; one that is there already is an error, so that two processes never share one.</summary>
    public HistoryFileWriter(string path)
        : this(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0))
    {
    }

    /// <inheritdoc/>
    public void Write(in HistoryEvent recorded)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            HistoryLine.Write(_json, recorded);
            _json.Flush();
            _json.Reset();
            _buffer.Write("\n"u8);
            if (_buffer.WrittenCount >= FlushAt) FlushBuffer();
        }
    }

    /// <summary>Hands everything written so far to the operating system.</summary>
    public void Flush()
    {
        lock (_lock) FlushBuffer();
    }

    /// <summary>Flushes and closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed) return;
            _closed = true;
            FlushBuffer();
            _json.Dispose();
            _stream.Dispose();
        }
    }

    private void FlushBuffer()
    {
        _stream.Write(_buffer.WrittenSpan);
        _stream.Flush();
        _buffer.ResetWrittenCount();
    }
}
