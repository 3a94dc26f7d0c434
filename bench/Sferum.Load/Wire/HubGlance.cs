using System.Buffers.Binary;
using System.Buffers.Text;

namespace Sferum.Load.Wire;

/// <summary>What a message of the hub is, as far as counting needs it.</summary>
internal enum HubMessageKind
{
    Other,

    /// <summary>Events of a chat.</summary>
    Chat,

    /// <summary>The answer to a call.</summary>
    Answer,

    /// <summary>The server dropped events of this connection.</summary>
    Resync,

    /// <summary>The server closes the connection.</summary>
    Close,
}

/// <summary>
/// Looks at the bytes of a hub message without reading it: its kind from how it begins, the numbers of its events by their name. The text of the load's
/// own posts cannot look like a name: in JSON its quotes would be escaped, in MessagePack it has no byte 0xA6 before the word.
/// </summary>
internal static class HubGlance
{
    private static ReadOnlySpan<byte> JsonChat => "{\"type\":1,\"target\":\"chat\""u8;

    private static ReadOnlySpan<byte> JsonResync => "{\"type\":1,\"target\":\"resync\""u8;

    private static ReadOnlySpan<byte> JsonAnswer => "{\"type\":3,\"invocationId\":\""u8;

    private static ReadOnlySpan<byte> JsonClose => "{\"type\":7"u8;

    private static ReadOnlySpan<byte> JsonNumber => "\"number\":"u8;

    private static ReadOnlySpan<byte> PackedNumber => [0xa6, (byte)'N', (byte)'u', (byte)'m', (byte)'b', (byte)'e', (byte)'r'];

    private static ReadOnlySpan<byte> JsonMissed => "\"missed\":"u8;

    private static ReadOnlySpan<byte> JsonStates => "\"states\":"u8;

    private static ReadOnlySpan<byte> PackedMissed => [0xa6, (byte)'M', (byte)'i', (byte)'s', (byte)'s', (byte)'e', (byte)'d'];

    private static ReadOnlySpan<byte> PackedStates => [0xa6, (byte)'S', (byte)'t', (byte)'a', (byte)'t', (byte)'e', (byte)'s'];

    private static ReadOnlySpan<byte> PackedChat => [0xa4, (byte)'c', (byte)'h', (byte)'a', (byte)'t'];

    private static ReadOnlySpan<byte> PackedResync => [0xa6, (byte)'r', (byte)'e', (byte)'s', (byte)'y', (byte)'n', (byte)'c'];

    public static HubMessageKind KindOf(ReadOnlySpan<byte> message, bool messagePack)
    {
        if (!messagePack)
        {
            return message.StartsWith(JsonChat) ? HubMessageKind.Chat
                : message.StartsWith(JsonAnswer) ? HubMessageKind.Answer
                : message.StartsWith(JsonResync) ? HubMessageKind.Resync
                : message.StartsWith(JsonClose) ? HubMessageKind.Close
                : HubMessageKind.Other;
        }

        if (message.Length < 2)
        {
            return HubMessageKind.Other;
        }

        // [1, headers {}, invocation id nil, target, …] · [3, headers {}, invocation id, …] · [7, …]
        return message[1] switch
        {
            1 when message.Length > 4 && message[4..].StartsWith(PackedChat) => HubMessageKind.Chat,
            1 when message.Length > 4 && message[4..].StartsWith(PackedResync) => HubMessageKind.Resync,
            3 => HubMessageKind.Answer,
            7 => HubMessageKind.Close,
            _ => HubMessageKind.Other,
        };
    }

    /// <summary>The next number of an event, or of an answer; <paramref name="rest"/> goes on behind it.</summary>
    public static bool TryNumber(ref ReadOnlySpan<byte> rest, bool messagePack, out long number)
    {
        var name = messagePack ? PackedNumber : JsonNumber;
        var at = rest.IndexOf(name);
        if (at < 0)
        {
            number = 0;
            return false;
        }

        rest = rest[(at + name.Length)..];
        if (!messagePack)
        {
            return Utf8Parser.TryParse(rest, out number, out _);
        }

        return TryPacked(rest, out number);
    }

    /// <summary>The id of the call that an answer belongs to.</summary>
    public static bool TryInvocation(ReadOnlySpan<byte> answer, bool messagePack, out long id)
    {
        id = 0;
        var at = messagePack ? 4 : JsonAnswer.Length;
        return answer.Length > at && Utf8Parser.TryParse(answer[at..], out id, out _);
    }

    /// <summary>The part of an answer to Resume that holds the missed events; false when it is a refusal.</summary>
    public static bool TryMissed(ReadOnlySpan<byte> answer, bool messagePack, out ReadOnlySpan<byte> missed)
    {
        var (begin, end) = (answer.IndexOf(messagePack ? PackedMissed : JsonMissed), answer.IndexOf(messagePack ? PackedStates : JsonStates));
        missed = begin < 0 ? default : answer[begin..(end > begin ? end : answer.Length)];
        return begin >= 0;
    }

    /// <summary>What an answer without a number says, for a person to read.</summary>
    public static string Refusal(ReadOnlySpan<byte> answer, bool messagePack)
    {
        var text = new string([.. System.Text.Encoding.UTF8.GetString(answer).Where(static c => !char.IsControl(c))]);
        var at = messagePack ? text.IndexOf("Code", StringComparison.Ordinal) : text.IndexOf("\"code\":", StringComparison.Ordinal);
        return at < 0 ? text[..Math.Min(200, text.Length)] : text.Substring(at, Math.Min(60, text.Length - at));
    }

    private static bool TryPacked(ReadOnlySpan<byte> at, out long number)
    {
        number = 0;
        if (at.Length == 0)
        {
            return false;
        }

        var size = at[0] switch { 0xcc or 0xd0 => 1, 0xcd or 0xd1 => 2, 0xce or 0xd2 => 4, 0xcf or 0xd3 => 8, _ => 0 };
        if (at.Length <= size)
        {
            return false;
        }

        number = size switch
        {
            0 => at[0],
            1 => at[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(at[1..]),
            4 => BinaryPrimitives.ReadUInt32BigEndian(at[1..]),
            _ => BinaryPrimitives.ReadInt64BigEndian(at[1..]),
        };
        return size > 0 || at[0] < 0x80;
    }
}
