using System.Text.Json.Serialization;

namespace Sferum.Chats;

/// <summary>What is state rather than history: coalesced on a tick, resumed by <see cref="Rev"/>, may be lost. A null part has not changed.</summary>
public sealed record ChatState
{
    /// <summary>The chat.</summary>
    public required Guid ChatId { get; init; }

    /// <summary>Revision of the chat's reactions and receipts after this change; 0 for parts that have none (typing, presence).</summary>
    public long Rev { get; init; }

    /// <summary>Messages whose reactions changed, with all their reactions.</summary>
    public IReadOnlyList<MessageReactionsDto>? Reactions { get; init; }

    /// <summary>Polls that stand otherwise now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PollTallyDto>? Polls { get; init; }

    /// <summary>The two highest read marks of different people, highest first: enough to know whether anyone but oneself has read a message.</summary>
    public IReadOnlyList<long>? ReadUpTo { get; init; }

    /// <summary>Who is typing now; empty when nobody is any more. A name older than 6 s is dropped by the client.</summary>
    public IReadOnlyList<PersonRef>? Typing { get; init; }

    /// <summary>Who is online now; sent only in chats of up to 50 people and only to those who look at the chat.</summary>
    public IReadOnlyList<Guid>? Online { get; init; }
}

/// <summary>All reactions of one message.</summary>
/// <param name="Number">The message.</param>
/// <param name="Reactions">Its reactions, most used first; empty when the last was taken back.</param>
public sealed record MessageReactionsDto(long Number, IReadOnlyList<ReactionDto> Reactions);

/// <summary>The person's chat list has changed.</summary>
/// <param name="Added">Chats this person came into, or whose summary changed.</param>
/// <param name="Removed">Chats this person is no longer in: no event of theirs follows.</param>
public sealed record ChatListChange(IReadOnlyList<ChatSummary> Added, IReadOnlyList<Guid> Removed);
