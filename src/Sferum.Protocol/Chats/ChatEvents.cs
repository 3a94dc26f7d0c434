using System.Text.Json.Serialization;
using Sferum.Files;

namespace Sferum.Chats;

/// <summary>Numbered events of one chat as they are sent, live or in a page: ascending, each number once.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Events">At least one event.</param>
public sealed record ChatEvents(Guid ChatId, IReadOnlyList<ChatEventDto> Events);

/// <summary>One row of a chat's log, rendered with the current text (never an earlier one). Numbers are 1..n without holes per chat.</summary>
public sealed record ChatEventDto
{
    /// <summary>The row's place in the chat. Apply when it is last + 1; read since when it is greater; ignore when it is not greater than last.</summary>
    public required long Number { get; init; }

    /// <summary>One of <see cref="ChatEventKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it happened, Unix milliseconds UTC by the server's clock.</summary>
    public required long At { get; init; }

    /// <summary>Who did it; null when the system did (a roster act).</summary>
    public PersonRef? Author { get; init; }

    /// <summary>The request id that the author's client chose: how its own pending message finds itself.</summary>
    public Guid RequestId { get; init; }

    /// <summary>How many messages have been posted up to and including this row: unread = posts of the head − posts at the read mark.</summary>
    public required long Posts { get; init; }

    /// <summary>Number of the message that an edited, deleted, pinned or unpinned row is about.</summary>
    public long? Target { get; init; }

    /// <summary>Current state of the message (its own for posted, the target's for edited and deleted); null for other kinds.</summary>
    public MessageDto? Message { get; init; }

    /// <summary>Who came and who went, for <see cref="ChatEventKinds.Members"/>.</summary>
    public MembersChangeDto? Members { get; init; }

    /// <summary>How the chat is set now, for <see cref="ChatEventKinds.Access"/>; null for other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // not a byte more for each message that has none
    public ChatAccessDto? Access { get; init; }

    /// <summary>True for a posted message that mentions everybody; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MentionsAll { get; init; }
}

/// <summary>The values of <see cref="ChatEventDto.Kind"/>. A client ignores the content of kinds it does not know, but counts the number.</summary>
public static class ChatEventKinds
{
    /// <summary>A message was posted.</summary>
    public const string Posted = "posted";

    /// <summary>A message's text was changed.</summary>
    public const string Edited = "edited";

    /// <summary>A message was taken back: number and tombstone stay.</summary>
    public const string Deleted = "deleted";

    /// <summary>A message was pinned.</summary>
    public const string Pinned = "pinned";

    /// <summary>A message is no longer pinned.</summary>
    public const string Unpinned = "unpinned";

    /// <summary>Members came or went: one row per act.</summary>
    public const string Members = "members";

    /// <summary>Who may do what here has changed; read the chat again.</summary>
    public const string Access = "access";
}

/// <summary>Current state of one message.</summary>
public sealed record MessageDto
{
    /// <summary>The text; null when deleted.</summary>
    public string? Text { get; init; }

    /// <summary>The message this one answers.</summary>
    public QuoteDto? ReplyTo { get; init; }

    /// <summary>When it was last edited (Unix ms), null if never.</summary>
    public long? EditedAt { get; init; }

    /// <summary>When it was deleted (Unix ms), null if it was not.</summary>
    public long? DeletedAt { get; init; }

    /// <summary>Reactions, most used first; null or empty when there are none.</summary>
    public IReadOnlyList<ReactionDto>? Reactions { get; init; }

    /// <summary>Who is mentioned: the text names each as <c>@label</c>. Null in a message that mentions nobody by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MentionDto>? Mentions { get; init; }

    /// <summary>Whose message it was first; null in one that was not forwarded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ForwardedDto? Forwarded { get; init; }

    /// <summary>The poll whose question the text is; null in other messages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PollDto? Poll { get; init; }

    /// <summary>Files that it sends, in order; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentDto>? Attachments { get; init; }
}

/// <summary>A quoted message, cut to 160 characters of its current text.</summary>
/// <param name="Number">Number of the quoted message in the same chat.</param>
/// <param name="AuthorName">Its author's name.</param>
/// <param name="Text">The beginning of its current text; null when it was deleted.</param>
public sealed record QuoteDto(long Number, string AuthorName, string? Text);

/// <summary>How many people reacted to a message with one emoji.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="Count">How many people.</param>
/// <param name="Mine">Whether the reader is one of them; null in live state, which is the same for all readers.</param>
public sealed record ReactionDto(string Emoji, int Count, bool? Mine = null);

/// <summary>A person as a chat shows one.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">Role code in this chat (<c>student</c>, <c>class_teacher</c>, …); adults' roles are shown beside their names.</param>
public sealed record PersonRef(Guid Id, string Name, string Role);

/// <summary>One membership act.</summary>
/// <param name="Came">Up to 20 of those who came.</param>
/// <param name="CameCount">How many came in all.</param>
/// <param name="Went">Up to 20 of those who went.</param>
/// <param name="WentCount">How many went in all.</param>
public sealed record MembersChangeDto(IReadOnlyList<PersonRef> Came, int CameCount, IReadOnlyList<PersonRef> Went, int WentCount);
