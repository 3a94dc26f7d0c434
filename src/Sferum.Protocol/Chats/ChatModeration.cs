namespace Sferum.Chats;

/// <summary>How a chat is set: the same for all who are in it.</summary>
public sealed record ChatAccessDto
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>True once it only keeps its history.</summary>
    public required bool Archived { get; init; }

    /// <summary>Who writes, of those whom the chat's kind lets write: <c>all</c>, <c>staff</c>, <c>named</c> (and the moderators).</summary>
    public required string Writers { get; init; }

    /// <summary>Seconds between two messages of one person who is no moderator; 0: no pause.</summary>
    public required int SlowSeconds { get; init; }

    /// <summary>Who may mention everybody: <c>moderators</c> or <c>staff</c>.</summary>
    public required string MentionAll { get; init; }
}

/// <summary>Keep a member silent, or let the member write again. Only that person learns of it.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="RequestId">As in <see cref="PostRequest"/>.</param>
/// <param name="PersonId">Whom; never a moderator, never oneself.</param>
/// <param name="On">True silences.</param>
/// <param name="Until">How long (Unix ms); null: until somebody lifts it.</param>
/// <param name="Reason">Why, up to 200 characters: told to the silenced person and to moderators.</param>
public sealed record MuteRequest(Guid ChatId, Guid RequestId, Guid PersonId, bool On, long? Until = null, string? Reason = null);

/// <summary>Set a chat. What is null stays as it is.</summary>
public sealed record SetChatRequest
{
    /// <summary>Which.</summary>
    public required Guid ChatId { get; init; }

    /// <summary>As in <see cref="PostRequest"/>.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>What it is called, up to 100 characters; only of a chat that somebody made.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it only keeps its history; only of a chat that somebody made.</summary>
    public bool? Archived { get; init; }

    /// <summary>As in <see cref="ChatAccessDto.Writers"/>.</summary>
    public string? Writers { get; init; }

    /// <summary>All who are named for <c>named</c>, up to 200 members of the chat.</summary>
    public IReadOnlyList<Guid>? Named { get; init; }

    /// <summary>0 to 3600.</summary>
    public int? SlowSeconds { get; init; }

    /// <summary>As in <see cref="ChatAccessDto.MentionAll"/>.</summary>
    public string? MentionAll { get; init; }
}
