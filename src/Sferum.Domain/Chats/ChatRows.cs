using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Sferum.Keys;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Turns decided commands into rows for the log, with the keyed hash by which a reuse of the request id is seen.</summary>
public static class ChatRows
{
    /// <summary>In hashes: posted, mentioning everybody.</summary>
    private const ChatEventKind MentioningAll = (ChatEventKind)0x81;

    /// <summary>In hashes, added to the kind: with more than a text, which stands before it.</summary>
    private const int WithParts = 0x20;

    /// <summary>In hashes, added to the kind: with files, whose ids stand before the text.</summary>
    private const int WithFiles = 0x40;

    /// <summary>A message.</summary>
    public static NewRow Posted(PersonId author, PostMessage command, string text, DateTimeOffset at, IKeyRing keys) => new()
    {
        Kind = ChatEventKind.Posted,
        Author = author,
        RequestId = command.RequestId,
        At = at,
        Text = text,
        ReplyTo = command.ReplyTo,
        Target = command.MentionAll ? NewRow.Everybody : null,
        Parts = command.MentionAll ? PostedParts.MentioningAll : null,
        Files = command.Files ?? [],
        BodyHash = PostedHash(command, text, keys),
    };

    /// <summary>A changed text.</summary>
    public static NewRow Edited(PersonId author, EditMessage command, string text, DateTimeOffset at, IKeyRing keys) => new()
    {
        Kind = ChatEventKind.Edited,
        Author = author,
        RequestId = command.RequestId,
        At = at,
        Target = command.Number,
        Text = text,
        BodyHash = Hash(ChatEventKind.Edited, command.Number, text, keys),
    };

    /// <summary>A message taken back, pinned or unpinned.</summary>
    public static NewRow About(ChatEventKind kind, PersonId author, Guid requestId, long number, DateTimeOffset at, IKeyRing keys) => new()
    {
        Kind = kind,
        Author = author,
        RequestId = requestId,
        At = at,
        Target = number,
        BodyHash = Hash(kind, number, "", keys),
    };

    /// <summary>Somebody is silenced, or no longer.</summary>
    public static NewRow Muted(PersonId author, MuteMember command, DateTimeOffset at, IKeyRing keys) => Access(
        author, command.RequestId, at, string.Create(CultureInfo.InvariantCulture, $"mute {command.Person} {command.On} {command.Until?.ToUnixTimeMilliseconds()}{(command.Reason is null ? "" : "\n" + command.Reason)}"), keys);

    /// <summary>The chat is set.</summary>
    public static NewRow Set(PersonId author, SetChat command, DateTimeOffset at, IKeyRing keys) => Access(
        author,
        command.RequestId,
        at,
        string.Create(
            CultureInfo.InvariantCulture,
            $"set {command.Title}\n{command.Archived} {command.Writers} {string.Join(',', command.Named ?? [])} {command.SlowSeconds} {command.Mentions}"),
        keys);

    private static NewRow Access(PersonId author, Guid requestId, DateTimeOffset at, string body, IKeyRing keys) => new()
    {
        Kind = ChatEventKind.Access,
        Author = author,
        RequestId = requestId,
        At = at,
        BodyHash = Hash(ChatEventKind.Access, 0, body, keys),
    };

    private static byte[] PostedHash(PostMessage command, string text, IKeyRing keys)
    {
        var kind = (int)(command.MentionAll ? MentioningAll : ChatEventKind.Posted);
        if (command.Parts is { } asked)
        {
            (kind, text) = (kind | WithParts, PostedParts.Canonical(asked) + "\n" + text);
        }

        if (command.Files is { Count: > 0 } files)
        {
            (kind, text) = (kind | WithFiles, string.Join(',', files) + "\n" + text);
        }

        return Hash((ChatEventKind)kind, command.ReplyTo ?? 0, text, keys);
    }

    /// <summary>The canonical form: one byte of kind, eight of the message it is about (0 for none), the text in UTF-8.</summary>
    private static byte[] Hash(ChatEventKind kind, long number, string text, IKeyRing keys)
    {
        var rented = ArrayPool<byte>.Shared.Rent(9 + Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            rented[0] = (byte)kind;
            BinaryPrimitives.WriteInt64LittleEndian(rented.AsSpan(1), number);
            var length = 9 + Encoding.UTF8.GetBytes(text, rented.AsSpan(9));
            return keys.BodyHash(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
