namespace Sferum.Edge;

/// <summary>What came out of a stream of frames, line by line; parts of a message are put together.</summary>
internal sealed class Heard : IFrameSink
{
    private readonly List<byte> _message = [];

    public List<string> Lines { get; } = [];

    /// <summary>Reads a stream in pieces.</summary>
    public static List<string> In(byte[] stream, Func<int> piece)
    {
        var heard = new Heard();
        var reader = new FrameReader();
        for (var at = 0; at < stream.Length && !reader.IsOver;)
        {
            var count = Math.Min(piece(), stream.Length - at);
            if (reader.Read(stream.AsSpan(at, count).ToArray(), heard) is not 0 and var fault)
            {
                heard.Lines.Add($"fault {fault}");
            }

            at += count;
        }

        return heard.Lines;
    }

    public static string Line(string kind, ReadOnlySpan<byte> body) => $"{kind} {Convert.ToHexString(body)}";

    public void OnData(ReadOnlySpan<byte> part, bool text, bool end)
    {
        _message.AddRange(part);
        if (end)
        {
            Lines.Add(Line(text ? "text" : "binary", _message.ToArray()));
            _message.Clear();
        }
    }

    public void OnPing(ReadOnlySpan<byte> body) => Lines.Add(Line("ping", body));

    public void OnPong(ReadOnlySpan<byte> body) => Lines.Add(Line("pong", body));

    public void OnClose(ushort? code) => Lines.Add($"close {code}");
}
