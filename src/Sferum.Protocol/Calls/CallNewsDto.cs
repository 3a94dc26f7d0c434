namespace Sferum.Calls;

/// <summary>What a session tells its participants. Each has one of the parts.</summary>
public sealed record CallNewsDto
{
    /// <summary>The session.</summary>
    public required Guid CallId { get; init; }

    /// <summary>How it is now, whole.</summary>
    public CallStateDto? State { get; init; }

    /// <summary>
    /// What is told to this person alone: <c>admitted</c> (join again), <c>denied</c>, <c>sent_to_lobby</c>, <c>removed</c>, <c>muted</c>,
    /// <c>asked_to_unmute</c>, <c>camera_stopped</c>, <c>share_stopped</c>, <c>elsewhere</c>, <c>ended</c>, <c>left_chat</c>.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>A reaction.</summary>
    public CallReactionDto? Reaction { get; init; }

    /// <summary>Who is heard now.</summary>
    public IReadOnlyList<Guid>? Talking { get; init; }

    /// <summary>What the other browser says, where there is no media server.</summary>
    public DirectWordDto? Direct { get; init; }

    /// <summary>What was drawn on the board.</summary>
    public BoardPieceDto? Board { get; init; }
}

/// <summary>A reaction.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Emoji">What.</param>
public sealed record CallReactionDto(Guid PersonId, string Emoji);

/// <summary>What one browser says to the other.</summary>
/// <param name="PersonId">Whose browser.</param>
/// <param name="Epoch">As in <see cref="CallStateDto.Epoch"/>.</param>
/// <param name="Kind"><c>direct_offer</c>, <c>direct_answer</c>, <c>direct_candidate</c>.</param>
/// <param name="Sdp">The offer or the answer.</param>
/// <param name="Candidates">The candidates, in order.</param>
public sealed record DirectWordDto(Guid PersonId, int Epoch, string Kind, string? Sdp, IReadOnlyList<CandidateDto>? Candidates);

/// <summary>A session as its participants see it.</summary>
public sealed record CallStateDto
{
    /// <summary>The session.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Grows with each change: a smaller one is older.</summary>
    public required long Rev { get; init; }

    /// <summary>Its chat.</summary>
    public required Guid ChatId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>When it began (Unix ms).</summary>
    public required long StartedAt { get; init; }

    /// <summary>When it ended (Unix ms); null while it goes on.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Of which epoch signalling has to be. Another one than before: everything with the media server begins anew.</summary>
    public required int Epoch { get; init; }

    /// <summary>Whether a media server carries it now.</summary>
    public required bool HasMedia { get; init; }

    /// <summary>What is locked for members: <c>microphones</c>, <c>cameras</c>, <c>chat</c>, <c>share</c>, <c>draw</c>.</summary>
    public required IReadOnlyList<string> Locks { get; init; }

    /// <summary>Whether whoever comes waits to be admitted.</summary>
    public required bool Lobby { get; init; }

    /// <summary>Whether nobody else is let in.</summary>
    public required bool Closed { get; init; }

    /// <summary>When it ends unless somebody who leads comes back (Unix ms); null while somebody leads.</summary>
    public long? EndsAt { get; init; }

    /// <summary>Who is in, in the order of coming; for members while groups are open: who is in their group.</summary>
    public required IReadOnlyList<SeatDto> Seats { get; init; }

    /// <summary>Hands, in the order in which they were raised.</summary>
    public required IReadOnlyList<Guid> Hands { get; init; }

    /// <summary>Who waits; only for those who lead.</summary>
    public IReadOnlyList<SeatDto>? Waiting { get; init; }

    /// <summary>Groups; null while there are none, and for members while they are not open.</summary>
    public GroupsDto? Groups { get; init; }

    /// <summary>The quick poll that was asked last; null while none was.</summary>
    public CallPollDto? Poll { get; init; }

    /// <summary>True where there is no media server and two browsers are connected with each other: nothing of their media can be enforced.</summary>
    public bool? Direct { get; init; }

    /// <summary>Who is in the foreground for all; null: nobody.</summary>
    public Guid? Spotlight { get; init; }

    /// <summary>The board; null while it is not open.</summary>
    public BoardStateDto? Board { get; init; }

    /// <summary>The server's time when this was told (Unix ms): <see cref="EndsAt"/> and the like are counted down by it, whatever the device's clock says.</summary>
    public long? Now { get; init; }
}

/// <summary>One participant.</summary>
public sealed record SeatDto
{
    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What the person is called.</summary>
    public required string Name { get; init; }

    /// <summary>As in <see cref="CallJoined.Role"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Since when (Unix ms).</summary>
    public required long Since { get; init; }

    /// <summary>True while the line is gone and the seat kept.</summary>
    public bool? Away { get; init; }

    /// <summary>Whether the microphone is on.</summary>
    public required bool Microphone { get; init; }

    /// <summary>Whether the camera is on.</summary>
    public required bool Camera { get; init; }

    /// <summary>Whether camera and microphone can be subscribed to.</summary>
    public required bool Sends { get; init; }

    /// <summary>Whether the screen can be subscribed to.</summary>
    public required bool Shares { get; init; }

    /// <summary>The person's group, from 1; null: with all.</summary>
    public int? Group { get; init; }

    /// <summary>How often the person went from one group to another; null: never. Another number than before of oneself: everything with the media server begins anew.</summary>
    public int? Moves { get; init; }

    /// <summary>True where the person can be made a helper (<c>co_lead</c>); only for those who lead.</summary>
    public bool? MayHelp { get; init; }

    /// <summary>Another number for each connection by which camera and microphone are given: with another one than before, what was subscribed to is subscribed to anew. Null: there is none.</summary>
    public int? SendsAs { get; init; }

    /// <summary>As <see cref="SendsAs"/>, of the screen.</summary>
    public int? SharesAs { get; init; }
}

/// <summary>A session that runs in a chat.</summary>
/// <param name="CallId">The session.</param>
/// <param name="Title">What it is called.</param>
/// <param name="StartedAt">Since when (Unix ms).</param>
/// <param name="Held">Whether it keeps members from writing in the chat now.</param>
public sealed record RunningCallDto(Guid CallId, string Title, long StartedAt, bool Held);
