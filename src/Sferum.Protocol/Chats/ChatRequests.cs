namespace Sferum.Chats;

/// <summary>Limits of the chat protocol, checked by the server.</summary>
public static class ChatLimits
{
    /// <summary>Longest message text, in UTF-16 units after normalisation (NFC) and trimming.</summary>
    public const int TextLength = 4000;

    /// <summary>Most events in one page.</summary>
    public const int PageSize = 200;

    /// <summary>Most chats whose last number one Resume may name: as many as fit into the largest message. The heads of all come back, so others are read since.</summary>
    public const int ResumeChats = 300;

    /// <summary>Most chats in a person's list.</summary>
    public const int ListedChats = 1000;

    /// <summary>Most events that Resume brings back for all chats together; what lies further back is paged.</summary>
    public const int ResumeEvents = 2000;

    /// <summary>Longest emoji of a reaction, in UTF-16 units.</summary>
    public const int EmojiLength = 24;

    /// <summary>Most files that one message sends.</summary>
    public const int Attachments = 10;

    /// <summary>Most different emoji on one message.</summary>
    public const int EmojiPerMessage = 20;

    /// <summary>Most pinned messages in a chat.</summary>
    public const int Pins = 20;

    /// <summary>Largest chat in which presence is told.</summary>
    public const int PresenceMembers = 50;

    /// <summary>Largest chat in which typing is told.</summary>
    public const int TypingMembers = 200;
}

/// <summary>Post a message.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="RequestId">Chosen by the client (UUID), kept for every retry: a retry gets the same number, the same id with another text is refused.</param>
/// <param name="Text">1 to <see cref="ChatLimits.TextLength"/> characters; with files it may be empty.</param>
/// <param name="ReplyTo">Number of the message it answers.</param>
/// <param name="MentionAll">Whether it mentions everybody in the chat: a right of its own (<c>mention_all</c>).</param>
/// <param name="Mentions">Who is mentioned by name, at most 20. Who is not in the chat is left out.</param>
/// <param name="Forward">The message that is forwarded; the text is not used then.</param>
/// <param name="Poll">The poll whose question the text is.</param>
/// <param name="Attachments">Files that it sends, in order, at most <see cref="ChatLimits.Attachments"/>: one's own uploads, or files that one can read elsewhere in the school.</param>
public sealed record PostRequest(
    Guid ChatId,
    Guid RequestId,
    string Text,
    long? ReplyTo = null,
    bool? MentionAll = null,
    IReadOnlyList<MentionDto>? Mentions = null,
    ForwardRequest? Forward = null,
    NewPollRequest? Poll = null,
    IReadOnlyList<Guid>? Attachments = null);

/// <summary>Change the text of one's own message.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="RequestId">As in <see cref="PostRequest"/>.</param>
/// <param name="Number">The message.</param>
/// <param name="Text">The new text.</param>
public sealed record EditRequest(Guid ChatId, Guid RequestId, long Number, string Text);

/// <summary>Take back a message.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="RequestId">As in <see cref="PostRequest"/>.</param>
/// <param name="Number">The message.</param>
public sealed record DeleteRequest(Guid ChatId, Guid RequestId, long Number);

/// <summary>Pin or unpin a message.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="RequestId">As in <see cref="PostRequest"/>.</param>
/// <param name="Number">The message.</param>
/// <param name="On">True pins, false unpins.</param>
public sealed record PinRequest(Guid ChatId, Guid RequestId, long Number, bool On);

/// <summary>Set or take back one's reaction. Last one wins; repeating it changes nothing.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="Number">The message.</param>
/// <param name="Emoji">One emoji.</param>
/// <param name="On">True sets, false takes back.</param>
public sealed record ReactRequest(Guid ChatId, long Number, string Emoji, bool On);

/// <summary>Everything up to this number has been read. Marks only move forward; written behind, last one wins.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="Number">The last number seen.</param>
public sealed record MarkReadRequest(Guid ChatId, long Number);

/// <summary>The person is typing. Send at most once in 3 s while it is so.</summary>
/// <param name="ChatId">Where.</param>
public sealed record TypingRequest(Guid ChatId);

/// <summary>This connection looks at a chat (or no longer does); renewed every 30 s.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="On">True while it is open on the screen.</param>
public sealed record WatchRequest(Guid ChatId, bool On);

/// <summary>Where a command landed in the chat.</summary>
/// <param name="Number">The row's number; the same for every retry of the same request id.</param>
/// <param name="At">When (Unix ms).</param>
/// <param name="Posts">Posts up to and including it.</param>
public sealed record Placed(long Number, long At, long Posts);
