namespace Sferum.Calls;

/// <summary>Start a video session in a chat; when one runs there already, it is that one.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Title">What it is called, up to 100 characters; null: as the chat.</param>
/// <param name="Lobby">Whether whoever comes waits to be admitted.</param>
public sealed record StartCallRequest(Guid ChatId, string? Title = null, bool Lobby = false);

/// <summary>A session that runs.</summary>
/// <param name="CallId">The session.</param>
public sealed record CallStarted(Guid CallId);

/// <summary>Come in by this connection. A person takes part by one connection at a time: another one of the same person is told <c>elsewhere</c>.</summary>
/// <param name="CallId">The session.</param>
/// <param name="Microphone">Whether the microphone is on.</param>
/// <param name="Camera">Whether the camera is on.</param>
/// <param name="Resume">Whether the connections to the media server are there still, and go on: after a lost line.</param>
public sealed record JoinCallRequest(Guid CallId, bool Microphone, bool Camera, bool Resume = false);

/// <summary>Whether in or waiting.</summary>
public sealed record CallJoined
{
    /// <summary><c>inside</c> or <c>waiting</c>: a note tells when one is let in, then join again.</summary>
    public required string Place { get; init; }

    /// <summary>What one is here: <c>leader</c>, <c>co_leader</c>, <c>member</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The session; null while waiting.</summary>
    public CallStateDto? State { get; init; }

    /// <summary>STUN and TURN servers, with credentials of one's own.</summary>
    public required IReadOnlyList<IceServerDto> Ice { get; init; }
}

/// <summary>A STUN or TURN server, as RTCIceServer.</summary>
/// <param name="Urls">Its addresses.</param>
/// <param name="Username">User name; null for STUN.</param>
/// <param name="Credential">Password; null for STUN.</param>
/// <param name="LastsMs">For how long the credentials open anything, from this answer on; null: for good. What is open goes on.</param>
public sealed record IceServerDto(IReadOnlyList<string> Urls, string? Username, string? Credential, long? LastsMs = null);

/// <summary>STUN and TURN servers, with fresh credentials of one's own.</summary>
/// <param name="Ice">The servers.</param>
public sealed record CallIce(IReadOnlyList<IceServerDto> Ice);

/// <summary>How media goes in one browser, told now and then: sums since it was told before. What it says is bounded, and not believed of any one person.</summary>
public sealed record ReportCallRequest
{
    /// <summary>The session.</summary>
    public required Guid CallId { get; init; }

    /// <summary>How long it took from coming in until media flowed, in milliseconds, up to ten minutes; told once.</summary>
    public int? JoinMs { get; init; }

    /// <summary>How often a way to the media server was lost, or none was found; up to 1,000.</summary>
    public int IceFailures { get; init; }

    /// <summary>Packets that have come; up to 50,000,000.</summary>
    public int Received { get; init; }

    /// <summary>Packets that got lost on the way; up to 50,000,000.</summary>
    public int Lost { get; init; }
}

/// <summary>A session, by its id: for leaving it, for asking how it is now and for its STUN and TURN servers.</summary>
/// <param name="CallId">The session.</param>
public sealed record CallRequest(Guid CallId);

/// <summary>Change what one shows of oneself. What is null stays.</summary>
public sealed record SetSeatRequest
{
    /// <summary>The session.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Whether the microphone is on.</summary>
    public bool? Microphone { get; init; }

    /// <summary>Whether the camera is on.</summary>
    public bool? Camera { get; init; }

    /// <summary>Whether the hand is up.</summary>
    public bool? Hand { get; init; }

    /// <summary>One emoji, shown to all for some seconds.</summary>
    public string? Reaction { get; init; }

    /// <summary>An answer to the quick poll; another one takes its place until the poll is over.</summary>
    public PollAnswerDto? Answer { get; init; }
}

/// <summary>An act of somebody who leads.</summary>
public sealed record LeadCallRequest
{
    /// <summary>The session.</summary>
    public required Guid CallId { get; init; }

    /// <summary>
    /// <c>admit</c>, <c>deny</c>, <c>send_to_lobby</c>, <c>remove</c>, <c>block</c>, <c>mute</c>, <c>ask_to_unmute</c>, <c>stop_camera</c>,
    /// <c>stop_share</c>, <c>lower_hand</c>, <c>lock</c>, <c>lobby</c>, <c>close</c>, <c>co_lead</c>, <c>end</c>; about
    /// groups <c>prepare_groups</c>, <c>move_to_group</c>, <c>open_groups</c>, <c>tell_groups</c>; about the quick poll <c>ask_poll</c>, <c>show_poll</c>,
    /// <c>close_poll</c>; <c>spotlight</c>; about the board <c>open_board</c>, <c>clear_board</c>, <c>show_picture</c>.
    /// </summary>
    public required string Act { get; init; }

    /// <summary>To whom; null where it is about all: <c>admit</c>, <c>mute</c>, <c>lower_hand</c>, <c>lock</c>, <c>lobby</c>, <c>close</c>, <c>end</c>.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>For what is switched: <c>block</c>, <c>lock</c>, <c>lobby</c>, <c>close</c>, <c>co_lead</c>, <c>open_groups</c>, <c>show_poll</c>, <c>open_board</c>.</summary>
    public bool On { get; init; } = true;

    /// <summary>For <c>lock</c>: <c>microphones</c>, <c>cameras</c>, <c>chat</c>, <c>share</c>, <c>draw</c>.</summary>
    public IReadOnlyList<string>? Locks { get; init; }

    /// <summary>For acts about groups.</summary>
    public LeadGroupsDto? Groups { get; init; }

    /// <summary>For <c>ask_poll</c>.</summary>
    public LeadPollDto? Poll { get; init; }

    /// <summary>For <c>show_picture</c>.</summary>
    public LeadBoardDto? Board { get; init; }
}

/// <summary>What the browser says to the media server. Of an epoch that is over it is refused (<c>call.old_epoch</c>).</summary>
public sealed record SignalRequest
{
    /// <summary>The session.</summary>
    public required Guid CallId { get; init; }

    /// <summary><c>publish</c>, <c>share</c>, <c>stop_share</c>, <c>subscribe</c>, <c>answer</c>, <c>candidate</c>, <c>layer</c>; to the other browser, where there is no media
    /// server, <c>direct_offer</c>, <c>direct_answer</c>, <c>direct_candidate</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>As in <see cref="CallStateDto.Epoch"/>.</summary>
    public required int Epoch { get; init; }

    /// <summary>For <c>publish</c> and <c>share</c> an offer, for <c>answer</c> an answer.</summary>
    public string? Sdp { get; init; }

    /// <summary>For <c>subscribe</c>: what is wanted in addition.</summary>
    public IReadOnlyList<WantedStreamDto>? Add { get; init; }

    /// <summary>For <c>subscribe</c>: what is wanted no more.</summary>
    public IReadOnlyList<WantedStreamDto>? Remove { get; init; }

    /// <summary>For <c>subscribe</c>: begin ICE anew, because the network has changed.</summary>
    public bool? Restart { get; init; }

    /// <summary>For <c>candidate</c>: some, in order; one without a line says that there are no more.</summary>
    public IReadOnlyList<CandidateDto>? Candidates { get; init; }

    /// <summary>For <c>candidate</c>: of which connection: <c>publish</c>, <c>share</c> or <c>subscribe</c>.</summary>
    public string? Of { get; init; }

    /// <summary>For <c>layer</c>: the stream, as the offer names it.</summary>
    public string? Mid { get; init; }

    /// <summary>For <c>layer</c>: 0 (smallest) to 2.</summary>
    public int? Layer { get; init; }
}

/// <summary>A candidate (RFC 8840).</summary>
/// <param name="Candidate">The line; null: there are no more.</param>
/// <param name="Mid">Of which stream.</param>
/// <param name="LineIndex">Of which media line.</param>
public sealed record CandidateDto(string? Candidate, string? Mid, int? LineIndex);

/// <summary>A stream of somebody.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Screen">The screen instead of camera and microphone.</param>
/// <param name="Video">The picture; otherwise the sound.</param>
public sealed record WantedStreamDto(Guid PersonId, bool Screen, bool Video);

/// <summary>What the media server says.</summary>
/// <param name="Sdp">An answer to an offer, or an offer to be answered; null when nothing has changed.</param>
/// <param name="Streams">What the streams of an offer are.</param>
public sealed record SignalAnswer(string? Sdp, IReadOnlyList<NamedStreamDto>? Streams);

/// <summary>A stream of an offer.</summary>
/// <param name="Mid">How the offer names it.</param>
/// <param name="Stream">What it is.</param>
public sealed record NamedStreamDto(string Mid, WantedStreamDto Stream);
