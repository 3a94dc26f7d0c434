using System.Text;

namespace Sferum.Edge;

/// <summary>Frames as a client sends them: nearly always right, fragmented now and then, with a fault once in a while.</summary>
internal sealed class FrameSource(Random random)
{
    private readonly Queue<byte[]> _rest = [];

    public ClientFrame Next()
    {
        var frame = random.Next(500) == 0 ? Faulty() : random.Next(10) == 0 ? Control() : Data();
        return frame with { Key = (uint)random.NextInt64(1L << 32) };
    }

    private ClientFrame Data()
    {
        if (_rest.TryDequeue(out var part))
        {
            return new ClientFrame(0, part) { Final = _rest.Count == 0 };
        }

        var text = random.Next(2) == 0;
        var payload = text ? Text() : Binary();
        if (random.Next(4) > 0)
        {
            return new ClientFrame(text ? 1 : 2, payload);
        }

        var cuts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(payload.Length + 1)).Order().ToArray();
        for (var i = 0; i < cuts.Length; i++)
        {
            _rest.Enqueue(payload[cuts[i]..(i + 1 < cuts.Length ? cuts[i + 1] : payload.Length)]);
        }

        return new ClientFrame(text ? 1 : 2, payload[..cuts[0]]) { Final = false };
    }

    private ClientFrame Control()
    {
        var body = new byte[random.Next(126)];
        random.NextBytes(body);
        return random.Next(200) == 0 ? ClientFrame.Close(1000 + random.Next(20), "ok") : new ClientFrame(random.Next(9, 11), body);
    }

    private ClientFrame Faulty() => random.Next(8) switch
    {
        0 => new ClientFrame(1, []) { Reserved = random.Next(1, 8) },
        1 => new ClientFrame(random.Next(16), [1, 2]),
        2 => new ClientFrame(2, [1]) { Masked = false },
        3 => new ClientFrame(9, new byte[random.Next(126, 300)]),
        4 => new ClientFrame(10, []) { Final = false },
        5 => new ClientFrame(2, []) { Claims = (1UL << 63) + 5 },
        6 => ClientFrame.Close(random.Next(70_000)),
        _ => new ClientFrame(1, Binary()),
    };

    private byte[] Text()
    {
        var text = new StringBuilder();
        for (var i = random.Next(30); i > 0; i--)
        {
            text.Append(random.Next(4) switch { 0 => "a", 1 => "ж", 2 => "↯", _ => "👋" });
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private byte[] Binary()
    {
        var bytes = new byte[random.Next(200) switch { 0 => random.Next(70_000), < 20 => random.Next(120, 400), _ => random.Next(60) }];
        random.NextBytes(bytes);
        return bytes;
    }
}
