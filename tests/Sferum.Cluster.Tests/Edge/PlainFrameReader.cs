using System.Buffers.Binary;
using System.Text;

namespace Sferum.Edge;

/// <summary>The rules of RFC 6455 once more, over a whole stream in memory: as plain as they can be said.</summary>
internal static class PlainFrameReader
{
    public static List<string> Read(byte[] stream)
    {
        var lines = new List<string>();
        var message = new MemoryStream();
        var kind = "";
        Decoder text = Strict();
        for (var at = 0; stream.Length - at >= 2;)
        {
            var (final, reserved, opcode) = (stream[at] >> 7 == 1, (stream[at] >> 4) & 7, stream[at] & 15);
            var (masked, length) = (stream[at + 1] >> 7 == 1, (ulong)(stream[at + 1] & 127));
            var control = opcode >= 8;
            if (reserved != 0 || !masked || opcode is not (0 or 1 or 2 or 8 or 9 or 10) || (control && (!final || length > 125))
                || (opcode == 0 && kind.Length == 0) || (opcode is 1 or 2 && kind.Length > 0))
            {
                lines.Add("fault 1002");
                return lines;
            }

            var head = length switch { 126 => 4, 127 => 10, _ => 2 };
            if (stream.Length - at < head + 4)
            {
                return lines;
            }

            length = head switch
            {
                4 => BinaryPrimitives.ReadUInt16BigEndian(stream.AsSpan(at + 2)),
                10 => BinaryPrimitives.ReadUInt64BigEndian(stream.AsSpan(at + 2)),
                _ => length,
            };
            if (length >> 63 == 1)
            {
                lines.Add("fault 1002");
                return lines;
            }

            if ((ulong)(stream.Length - at - head - 4) < length)
            {
                return lines;
            }

            var key = stream.AsSpan(at + head, 4).ToArray();
            var payload = stream.AsSpan(at + head + 4, (int)length).ToArray();
            for (var i = 0; i < payload.Length; i++)
            {
                payload[i] ^= key[i % 4];
            }

            at += head + 4 + (int)length;
            if (control)
            {
                lines.Add(opcode switch { 8 => Close(payload), 9 => Heard.Line("ping", payload), _ => Heard.Line("pong", payload) });
                if (opcode == 8)
                {
                    return lines;
                }

                continue;
            }

            if (opcode != 0)
            {
                (kind, text) = (opcode == 1 ? "text" : "binary", Strict());
            }

            message.Write(payload);
            if (kind == "text" && !IsText(text, payload, final))
            {
                lines.Add("fault 1007");
                return lines;
            }

            if (final)
            {
                lines.Add(Heard.Line(kind, message.ToArray()));
                message.SetLength(0);
                kind = "";
            }
        }

        return lines;
    }

    private static Decoder Strict() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();

    private static bool IsText(Decoder decoder, byte[] part, bool last)
    {
        try
        {
            decoder.GetChars(part, 0, part.Length, new char[part.Length + 2], 0, last);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Close(byte[] body)
    {
        if (body.Length == 0)
        {
            return "close ";
        }

        var code = body.Length == 1 ? 0 : (body[0] << 8) | body[1];
        int[] forbidden = [1004, 1005, 1006];
        if (code is < 1000 or > 4999 or (> 1014 and < 3000) || forbidden.Contains(code))
        {
            return "fault 1002";
        }

        return IsText(Strict(), body[2..], last: true) ? $"close {code}" : "fault 1007";
    }
}
