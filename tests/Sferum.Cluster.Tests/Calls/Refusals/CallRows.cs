using Sferum.Live;

namespace Sferum.Calls;

/// <summary>Who may say what about a call (product, 2.2.7, 2.3, 2.4, 2.5), in the order in which it is tried: what ends something stands last.</summary>
internal static class CallRows
{
    private const string Done = "done";
    private const string NotIn = "call.not_in";
    private const string NotLeading = "call.not_leading";
    private const string Listens = "call.listens_only";
    private const string Gone = "request.not_found";
    private const string Denied = "request.denied";
    private const string NotDirect = "call.not_direct";

    public static IReadOnlyList<CallRow> All =>
    [
        new("StartCall", "", static s => Said(s.Line.StartCallAsync(new StartCallRequest(s.Chat))), new Dictionary<Standing, string>
        {
            [Standing.OfAnotherSchool] = Gone,
            [Standing.OutsideTheChat] = Gone,
            [Standing.NotInTheCall] = Denied,
            [Standing.Waiting] = Denied,
            [Standing.Removed] = Denied,
            [Standing.Blocked] = Denied,
            [Standing.OnFormerDevice] = Denied,
            [Standing.OnlyListens] = Denied,
            [Standing.Inside] = Denied,
            [Standing.Helper] = Denied,
            [Standing.Leader] = Done,
        }),
        new("JoinCall", "", static s => Said(s.Line.JoinCallAsync(new JoinCallRequest(s.Call, true, true, Resume: true))), new Dictionary<Standing, string>
        {
            [Standing.OfAnotherSchool] = Gone,
            [Standing.OutsideTheChat] = Gone,
            [Standing.NotInTheCall] = "waiting",
            [Standing.Waiting] = "waiting",
            [Standing.Removed] = "waiting",
            [Standing.Blocked] = "call.blocked",
            [Standing.OnFormerDevice] = "inside",
            [Standing.OnlyListens] = "inside",
            [Standing.Inside] = "inside",
            [Standing.Helper] = "inside",
            [Standing.Leader] = "inside",
        }),
        new("IceServers", "", static s => Said(s.Line.IceServersAsync(s.Call)), new Dictionary<Standing, string>
        {
            [Standing.OfAnotherSchool] = Gone,
            [Standing.OutsideTheChat] = Gone,
            [Standing.NotInTheCall] = Done,
            [Standing.Waiting] = Done,
            [Standing.Removed] = Done,
            [Standing.Blocked] = "call.blocked",
            [Standing.OnFormerDevice] = Done,
            [Standing.OnlyListens] = Done,
            [Standing.Inside] = Done,
            [Standing.Helper] = Done,
            [Standing.Leader] = Done,
        }),
        new("ReportCall", "", static s => Said(s.Line.ReportCallAsync(new ReportCallRequest { CallId = s.Call, JoinMs = 500 })), ForThoseInside()),
        new("CallNow", "", static s => Said(s.Line.CallNowAsync(s.Call)), ForThoseInside()),
        Seat("microphone", static r => r with { Microphone = true }, ForThoseInside(listens: Listens)),
        Seat("camera", static r => r with { Camera = true }, ForThoseInside(listens: Listens)),
        Seat("hand", static r => r with { Hand = true }, ForThoseInside()),
        Seat("reaction", static r => r with { Reaction = "👍" }, ForThoseInside()),
        Seat("answer", static r => r with { Answer = new PollAnswerDto(1, 0) }, ForThoseInside(listens: Listens)),
        Signal("publish", static r => r with { Sdp = "v=0" }, ForThoseInside(), static s => s.Sends(screen: false)),
        Signal("share", static r => r with { Sdp = "v=0" }, ForThoseInside(listens: Listens), static s => s.Sends(screen: true)),
        Signal("candidate", static r => r with { Of = "publish", Candidates = [new CandidateDto("candidate:1", "0", 0)] }, ForThoseInside()),
        new("Signal", "subscribe", static s => Said(s.Line.SignalAsync(new SignalRequest
        {
            CallId = s.Call, Kind = "subscribe", Epoch = s.Epoch, Add = [new WantedStreamDto(s.Teacher, false, true)],
        })), ForThoseInside()),
        Signal("answer", static r => r with { Sdp = "v=0" }, ForThoseInside()),
        Signal("layer", static r => r with { Mid = "0", Layer = 0 }, ForThoseInside()),
        Signal("stop_share", static r => r, ForThoseInside()),
        Signal("direct_offer", static r => r with { Sdp = "v=0" }, ForThoseInside(NotDirect)),
        Signal("direct_answer", static r => r with { Sdp = "v=0" }, ForThoseInside(NotDirect)),
        Signal("direct_candidate", static r => r with { Candidates = [new CandidateDto("candidate:1", "0", 0)] }, ForThoseInside(NotDirect)),
        new("Board", "", static s => Said(s.Line.BoardAsync(new BoardRequest(s.Call, 1, 0, 0))), ForThoseInside()),
        new("Draw", "", static s => Said(s.Line.DrawAsync(new DrawRequest(s.Call, 1, ["{\"id\":\"a\",\"type\":\"line\",\"version\":1,\"versionNonce\":1}"]))), ForThoseInside(
            "call.drawing_locked", listens: Listens, helper: Done, leader: Done)),
        Lead("open_board"),
        Lead("show_picture", static r => r with { Board = new LeadBoardDto(null) }),
        Lead("clear_board"),
        Lead("show_poll"),
        Lead("close_poll"),
        Lead("ask_poll", static r => r with { Poll = new LeadPollDto("Ещё раз?", ["Да", "Нет"]) }),
        Lead("prepare_groups", static r => r with { Groups = new LeadGroupsDto { Count = 2 } }),
        Lead("move_to_group", static r => r with { Groups = new LeadGroupsDto { Group = 1 } }, toOne: true),
        Lead("open_groups"),
        Lead("tell_groups", static r => r with { Groups = new LeadGroupsDto { Text = "Пять минут" } }),
        Lead("spotlight", toOne: true),
        Lead("ask_to_unmute", toOne: true),
        Lead("mute", toOne: true),
        Lead("stop_camera", toOne: true),
        Lead("stop_share", toOne: true),
        Lead("lower_hand", toOne: true),
        Lead("lock", static r => r with { Locks = ["microphones", "cameras", "chat", "share", "draw"] }),
        Lead("lobby"),
        Lead("send_to_lobby", toOne: true),
        Lead("admit", toOne: true),
        Lead("deny", toOne: true),
        Lead("remove", toOne: true),
        Lead("block", toOne: true),
        Lead("close"),
        new("LeadCall", "co_lead", static s => Said(s.Line.LeadCallAsync(Act(s, "co_lead", toOne: true))), ForThoseInside(NotLeading, leader: "call.helper_not_staff")),
        new("LeadCall", "over a leader", static s => Said(s.Line.LeadCallAsync(Act(s, "remove", toOne: true) with { PersonId = s.Teacher })), new Dictionary<Standing, string>(Leads)
        {
            [Standing.Helper] = "call.over_leader",
        }),
        new("LeaveCall", "", static s => Said(s.Line.LeaveCallAsync(s.Call)), ForThoseInside(waits: Done)),
        new("LeadCall", "end", static s => Said(s.Line.LeadCallAsync(Act(s, "end"))), ForThoseInside(NotLeading, leader: Done)),
    ];

    /// <summary>What those who lead may, and nobody else.</summary>
    private static Dictionary<Standing, string> Leads => ForThoseInside(NotLeading, helper: Done, leader: Done);

    /// <summary>Whoever is not in is told so, and no more.</summary>
    private static Dictionary<Standing, string> ForThoseInside(string inside = Done, string? listens = null, string? helper = null, string? leader = null, string waits = NotIn) => new()
    {
        [Standing.OfAnotherSchool] = NotIn,
        [Standing.OutsideTheChat] = NotIn,
        [Standing.NotInTheCall] = NotIn,
        [Standing.Waiting] = waits,
        [Standing.Removed] = NotIn,
        [Standing.Blocked] = NotIn,
        [Standing.OnFormerDevice] = NotIn,
        [Standing.OnlyListens] = listens ?? inside,
        [Standing.Inside] = inside,
        [Standing.Helper] = helper ?? inside,
        [Standing.Leader] = leader ?? inside,
    };

    private static CallRow Seat(string part, Func<SetSeatRequest, SetSeatRequest> with, Dictionary<Standing, string> answers) =>
        new("SetSeat", part, s => Said(s.Line.SetSeatAsync(with(new SetSeatRequest { CallId = s.Call }))), answers);

    private static CallRow Signal(
        string kind, Func<SignalRequest, SignalRequest> with, Dictionary<Standing, string> answers, Func<Stage, Task>? settle = null) => new(
        "Signal",
        kind,
        async s =>
        {
            var said = await Said(s.Line.SignalAsync(with(new SignalRequest { CallId = s.Call, Kind = kind, Epoch = s.Epoch })));
            await (said == Done ? settle?.Invoke(s) ?? Task.CompletedTask : Task.CompletedTask);
            return said;
        },
        answers);

    private static CallRow Lead(string act, Func<LeadCallRequest, LeadCallRequest>? with = null, bool toOne = false) =>
        new("LeadCall", act, s => Said(s.Line.LeadCallAsync((with ?? (static r => r))(Act(s, act, toOne)))), Leads);

    private static LeadCallRequest Act(Stage stage, string act, bool toOne = false) =>
        new() { CallId = stage.Call, Act = act, PersonId = toOne ? stage.Target : null };

    private static async Task<string> Said<T>(Task<Reply<T>> asked)
        where T : class
    {
        var reply = await asked;
        return reply.Refusal?.Code ?? (reply.Must() is CallJoined joined ? joined.Place : Done);
    }
}
