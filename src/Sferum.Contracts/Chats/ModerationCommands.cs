using Sferum.People;

namespace Sferum.Chats;

/// <summary>Keep a member silent, or let the member write again.</summary>
/// <param name="RequestId">As in <see cref="PostMessage"/>.</param>
/// <param name="Person">Whom.</param>
/// <param name="On">True silences.</param>
/// <param name="Until">How long; null: until somebody lifts it.</param>
/// <param name="Reason">Why, for the silenced person and for moderators.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.mute")]
public sealed record MuteMember(
    [property: Id(0)] Guid RequestId,
    [property: Id(1)] PersonId Person,
    [property: Id(2)] bool On,
    [property: Id(3)] DateTimeOffset? Until,
    [property: Id(4)] string? Reason = null)
{
    /// <summary>The longest reason.</summary>
    public const int MaxReason = 200;
}

/// <summary>Set a chat. What is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.set")]
public sealed record SetChat
{
    /// <summary>As in <see cref="PostMessage"/>.</summary>
    [Id(0)] public required Guid RequestId { get; init; }

    /// <summary>What it is called; only of a chat that somebody made.</summary>
    [Id(1)] public string? Title { get; init; }

    /// <summary>Whether it only keeps its history; only of a chat that somebody made.</summary>
    [Id(2)] public bool? Archived { get; init; }

    /// <summary>Who writes.</summary>
    [Id(3)] public ChatWriters? Writers { get; init; }

    /// <summary>Who is named for <see cref="ChatWriters.Named"/>, all of them; at most <see cref="MaxNamed"/>.</summary>
    [Id(4)] public IReadOnlyList<PersonId>? Named { get; init; }

    /// <summary>Seconds between two messages of one person, up to <see cref="MaxSlowSeconds"/>; 0: no pause.</summary>
    [Id(5)] public int? SlowSeconds { get; init; }

    /// <summary>Who may mention everybody.</summary>
    [Id(6)] public ChatMentions? Mentions { get; init; }

    /// <summary>Most people who are named.</summary>
    public const int MaxNamed = 200;

    /// <summary>The longest pause.</summary>
    public const int MaxSlowSeconds = 3600;

    /// <summary>The longest title.</summary>
    public const int MaxTitle = 100;
}
