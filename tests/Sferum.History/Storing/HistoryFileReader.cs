using System.Globalization;

namespace Sferum.History;

/// <summary>Reads JSON lines. Strict: a line that is not an event is an error, for a history that lost lines proves nothing.</summary>
public static class HistoryFileReader
{
    private const int StartBuffer = 256 * 1024;
    private const int LongestLine = 16 * 1024 * 1024;

    /// <summary>Adds the events of a file to <paramref name="history"/>; returns how many.</summary>
    /// <exception cref="BadHistoryException">A line is not an event; the message names file and line.</exception>
    public static long Load(string path, RecordedHistory history)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return Load(stream, path, history);
    }

    /// <summary>Adds the events of a stream to <paramref name="history"/>; returns how many.</summary>
    /// <exception cref="BadHistoryException">A line is not an event; the message names <paramref name="name"/> and the line.</exception>
    public static long Load(Stream stream, string name, RecordedHistory history)
    {
        var names = new NamePool();
        var buffer = new byte[StartBuffer];
        int start = 0, end = 0;
        long line = 0, events = 0;
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0)
            {
                if (Fill(stream, ref buffer, ref start, ref end, name, line + 1)) continue;
                if (end > start) throw Bad(name, line + 1, "cut in the middle: the recorder did not close its file", null);
                return events;
            }

            line++;
            events += Add(buffer.AsSpan(start, length), names, history, name, line);
            start += length + 1;
        }
    }

    private static int Add(ReadOnlySpan<byte> text, NamePool names, RecordedHistory history, string name, long line)
    {
        if (text.TrimEnd((byte)'\r').IsEmpty) return 0;
        try
        {
            history.Write(HistoryLine.Read(text, names));
            return 1;
        }
        catch (BadHistoryException wrong)
        {
            throw Bad(name, line, wrong.Message, wrong);
        }
    }

    private static bool Fill(Stream stream, ref byte[] buffer, ref int start, ref int end, string name, long line)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end > LongestLine) throw Bad(name, line, "longer than any event", null);
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var got = stream.Read(buffer, end, buffer.Length - end);
        end += got;
        return got > 0;
    }

    private static BadHistoryException Bad(string name, long line, string why, Exception? inner) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: {why}"), inner!);
}
