namespace Sferum.Chats;

/// <summary>Make a chat for a purpose.</summary>
public sealed record NewChatRequest
{
    /// <summary><c>school</c> (staff and students), <c>staff</c>, <c>class</c> (its students and class teachers), or <c>list</c> (those who are named only).</summary>
    public required string Template { get; init; }

    /// <summary>What it is called, up to 100 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The class, for <c>class</c>.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>As in <see cref="ChatAccessDto.Writers"/>; <c>all</c> when not given.</summary>
    public string? Writers { get; init; }

    /// <summary>Who is named as a writer.</summary>
    public IReadOnlyList<Guid>? Named { get; init; }

    /// <summary>Who is taken in beside those whom the template brings, up to 500.</summary>
    public IReadOnlyList<Guid>? Members { get; init; }
}

/// <summary>Take people into a chat that somebody made, and remove others: all of it or nothing.</summary>
/// <param name="Add">Whom to take in.</param>
/// <param name="Remove">Whom to remove.</param>
public sealed record MembersRequest(IReadOnlyList<Guid>? Add = null, IReadOnlyList<Guid>? Remove = null);

/// <summary>Open a direct chat.</summary>
/// <param name="PersonId">With whom.</param>
public sealed record DirectChatRequest(Guid PersonId);

/// <summary>A chat that was made or found.</summary>
/// <param name="ChatId">The chat; it is in the person's list when this is answered.</param>
public sealed record ChatMade(Guid ChatId);

/// <summary>A chat that a head of the school may join.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Kind">As in <see cref="ChatSummary.Kind"/>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsMember">Whether the head is in it already.</param>
public sealed record JoinableChatDto(Guid ChatId, string Kind, string Title, bool IsMember);

/// <summary>A page of the school's chats.</summary>
/// <param name="Chats">At most 200.</param>
/// <param name="Next">Names the next page; null on the last.</param>
public sealed record JoinableChats(IReadOnlyList<JoinableChatDto> Chats, Guid? Next);
