using Sferum.People;

namespace Sferum.Calls;

/// <summary>Sessions as they stand on the wire, and the codes of what is asked.</summary>
internal static class CallWire
{
    private static readonly (CallLocks Lock, string Code)[] LockCodes =
    [
        (CallLocks.Microphones, "microphones"), (CallLocks.Cameras, "cameras"), (CallLocks.Chat, "chat"), (CallLocks.Share, "share"), (CallLocks.Draw, "draw"),
    ];

    private static readonly Dictionary<string, CallAct> ActCodes = new(StringComparer.Ordinal)
    {
        ["admit"] = CallAct.Admit, ["deny"] = CallAct.Deny, ["send_to_lobby"] = CallAct.SendToLobby, ["remove"] = CallAct.Remove, ["block"] = CallAct.Block,
        ["mute"] = CallAct.Mute, ["ask_to_unmute"] = CallAct.AskToUnmute, ["stop_camera"] = CallAct.StopCamera, ["stop_share"] = CallAct.StopShare,
        ["lower_hand"] = CallAct.LowerHand, ["lock"] = CallAct.Lock, ["lobby"] = CallAct.Lobby, ["close"] = CallAct.Close, ["co_lead"] = CallAct.CoLead,
        ["end"] = CallAct.End, ["prepare_groups"] = CallAct.PrepareGroups, ["move_to_group"] = CallAct.MoveToGroup, ["open_groups"] = CallAct.OpenGroups,
        ["tell_groups"] = CallAct.TellGroups, ["ask_poll"] = CallAct.AskPoll, ["show_poll"] = CallAct.ShowPoll, ["close_poll"] = CallAct.ClosePoll,
        ["spotlight"] = CallAct.Spotlight, ["open_board"] = CallAct.OpenBoard, ["clear_board"] = CallAct.ClearBoard, ["show_picture"] = CallAct.ShowPicture,
    };

    private static readonly Dictionary<string, SignalKind> SignalCodes = new(StringComparer.Ordinal)
    {
        ["publish"] = SignalKind.Publish, ["share"] = SignalKind.Share, ["stop_share"] = SignalKind.StopShare, ["subscribe"] = SignalKind.Subscribe,
        ["answer"] = SignalKind.Answer, ["candidate"] = SignalKind.Candidate, ["layer"] = SignalKind.Layer,
        ["direct_offer"] = SignalKind.DirectOffer, ["direct_answer"] = SignalKind.DirectAnswer, ["direct_candidate"] = SignalKind.DirectCandidate,
    };

    private static readonly Dictionary<CallNote, string> NoteCodes = new()
    {
        [CallNote.Admitted] = "admitted", [CallNote.Denied] = "denied", [CallNote.SentToLobby] = "sent_to_lobby", [CallNote.Removed] = "removed",
        [CallNote.Muted] = "muted", [CallNote.AskedToUnmute] = "asked_to_unmute", [CallNote.CameraStopped] = "camera_stopped",
        [CallNote.ShareStopped] = "share_stopped", [CallNote.Elsewhere] = "elsewhere", [CallNote.Ended] = "ended", [CallNote.LeftChat] = "left_chat",
    };

    public static CallNewsDto News(CallNews news) => new()
    {
        CallId = news.Id.Value,
        State = news.State is { } state ? State(state) : null,
        Note = NoteCodes.GetValueOrDefault(news.Note),
        Reaction = news.Reaction is { } reaction ? new CallReactionDto(reaction.Person.Value, reaction.Emoji) : null,
        Talking = news.Talking is { } talking ? [.. talking.Select(static p => p.Value)] : null,
        Direct = news.Direct is { } word ? CallPartsWire.Direct(word, SignalCodes.First(c => c.Value == word.Kind).Key) : null,
        Board = news.Board is { } piece ? CallPartsWire.Board(piece) : null,
    };

    public static CallJoined Joined(Joined joined) => new()
    {
        Place = joined.Place == CallPlace.Inside ? "inside" : "waiting",
        Role = Role(joined.Role),
        State = joined.State is { } state ? State(state) : null,
        Ice = Ice(joined.Ice),
    };

    public static IReadOnlyList<IceServerDto> Ice(IReadOnlyList<TurnServer> servers) =>
        [.. servers.Select(static s => new IceServerDto(s.Urls, s.Username, s.Credential, (long?)s.Lasts?.TotalMilliseconds))];

    public static CallStateDto State(CallState state) => new()
    {
        CallId = state.Id.Value,
        Rev = state.Rev,
        ChatId = state.Chat.Value,
        Title = state.Title,
        StartedAt = state.StartedAt.ToUnixTimeMilliseconds(),
        EndedAt = state.EndedAt?.ToUnixTimeMilliseconds(),
        Epoch = state.Epoch,
        HasMedia = state.HasMedia,
        Locks = [.. LockCodes.Where(l => state.Locks.HasFlag(l.Lock)).Select(static l => l.Code)],
        Lobby = state.Lobby,
        Closed = state.Closed,
        EndsAt = state.EndsAt?.ToUnixTimeMilliseconds(),
        Seats = [.. state.Seats.Select(Seat)],
        Hands = [.. state.Hands.Select(static p => p.Value)],
        Waiting = state.Waiting is { } waiting ? [.. waiting.Select(Seat)] : null,
        Groups = state.Groups is { } groups ? CallPartsWire.Groups(groups) : null,
        Poll = state.Poll is { } poll ? CallPartsWire.Poll(poll) : null,
        Direct = state.Direct ? true : null,
        Spotlight = state.Spotlight?.Value,
        Board = state.Board is { } board ? CallPartsWire.Board(board) : null,
        Now = state.Now?.ToUnixTimeMilliseconds(),
    };

    public static SignalAnswer Signalled(Signalled signalled) => new(
        signalled.Sdp, signalled.Streams.Count == 0 ? null : [.. signalled.Streams.Select(static s => new NamedStreamDto(s.Mid, new WantedStreamDto(s.Stream.Person.Value, s.Stream.Screen, s.Stream.Video)))]);

    /// <summary>What a leader asks; null when it says nothing that there is.</summary>
    public static LeadCall? Lead(LeadCallRequest request)
    {
        var locks = CallLocks.None;
        foreach (var code in request.Locks ?? [])
        {
            if (LockCodes.FirstOrDefault(l => l.Code == code) is not { Code: not null } found)
            {
                return null;
            }

            locks |= found.Lock;
        }

        return request.Act is { } act && ActCodes.TryGetValue(act, out var known)
            ? new LeadCall(known, request.PersonId is { } person ? new PersonId(person) : null, request.On, locks)
            {
                Groups = CallPartsWire.Groups(request.Groups), Poll = CallPartsWire.Poll(request.Poll), Board = CallPartsWire.Board(request.Board),
            }
            : null;
    }

    /// <summary>A signal within its bounds; null when it is none.</summary>
    public static Signal? Signal(SignalRequest request) =>
        request.Kind is not { } code || !SignalCodes.TryGetValue(code, out var kind)
        || request.Sdp is { Length: > Calls.Signal.MaxSdp } || request.Candidates is { Count: > Calls.Signal.MaxCandidates }
        || (request.Add?.Count ?? 0) + (request.Remove?.Count ?? 0) > Calls.Signal.MaxWanted
        || request.Candidates?.Any(static c => c is null) == true || request.Add?.Any(static s => s is null) == true || request.Remove?.Any(static s => s is null) == true
        || (kind is SignalKind.Publish or SignalKind.Share or SignalKind.Answer or SignalKind.DirectOffer or SignalKind.DirectAnswer && string.IsNullOrEmpty(request.Sdp))
            ? null
            : new Signal
            {
                Kind = kind,
                Epoch = request.Epoch,
                Sdp = request.Sdp,
                Add = Wanted(request.Add),
                Remove = Wanted(request.Remove),
                Restart = request.Restart ?? false,
                Candidates = [.. (request.Candidates ?? []).Select(static c => new CandidateLine(c.Candidate, c.Mid, c.LineIndex))],
                Of = request.Of is { } of ? SignalCodes.GetValueOrDefault(of) : default,
                Mid = request.Mid,
                Layer = request.Layer ?? 0,
            };

    private static List<WantedStream> Wanted(IReadOnlyList<WantedStreamDto>? streams) =>
        [.. (streams ?? []).Select(static s => new WantedStream(new PersonId(s.PersonId), s.Screen, s.Video))];

    private static SeatDto Seat(SeatState seat) => new()
    {
        PersonId = seat.Person.Value,
        Name = seat.Name,
        Role = Role(seat.Role),
        Since = seat.Since.ToUnixTimeMilliseconds(),
        Away = seat.Away ? true : null,
        Microphone = seat.Microphone,
        Camera = seat.Camera,
        Sends = seat.Sends,
        Shares = seat.Shares,
        Group = seat.Group == 0 ? null : seat.Group,
        Moves = seat.Moves == 0 ? null : seat.Moves,
        MayHelp = seat.MayHelp ? true : null,
        SendsAs = seat.SendsAs == 0 ? null : seat.SendsAs,
        SharesAs = seat.SharesAs == 0 ? null : seat.SharesAs,
    };

    private static string Role(CallRole role) => role switch
    {
        CallRole.Leader => "leader",
        CallRole.CoLeader => "co_leader",
        _ => "member",
    };
}
