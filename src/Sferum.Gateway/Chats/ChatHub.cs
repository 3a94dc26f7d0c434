using Microsoft.AspNetCore.SignalR;
using Sferum.Calls;
using Sferum.Live;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>
/// What clients call, named as in <see cref="HubNames.Methods"/>. Each method is one line: who it is comes from the connection, what is asked goes to the
/// chat or to a reader. Limits, refusals and failures are <see cref="HubGuard"/>'s.
/// </summary>
internal sealed class ChatHub(ChatCommands commands, ChatQueries queries, CallCommands calls) : Hub
{
    private LocalConnection Here => LocalConnection.Of(Context.Items)!;

    [Operation(Operation.ListChats)]
    public Task<Answer<ResumeAnswer>> Resume(ResumeRequest request) => queries.Resume(Here, request, Context.ConnectionAborted);

    [Operation(Operation.ReadChat)]
    public Task<Answer<ChatPage>> ReadSince(ReadSinceRequest request) => queries.ReadSince(Here, request, Context.ConnectionAborted);

    [Operation(Operation.PostMessage)]
    public Task<Answer<Placed>> Post(PostRequest request) =>
        commands.Place(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Post(caller, c));

    [Operation(Operation.PostMessage)]
    public Task<Answer<Placed>> Edit(EditRequest request) =>
        commands.Place(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Edit(caller, c));

    [Operation(Operation.DeleteOwnMessage)]
    public Task<Answer<Placed>> Delete(DeleteRequest request) =>
        commands.Place(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Delete(caller, c));

    [Operation(Operation.Pin)]
    public Task<Answer<Placed>> Pin(PinRequest request) =>
        commands.Place(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Pin(caller, c));

    [Operation(Operation.MuteMember)]
    public Task<Answer<Placed>> Mute(MuteRequest request) =>
        commands.Place(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Mute(caller, c));

    [Operation(Operation.SetChat)]
    public Task<Answer<Placed>> Set(SetChatRequest request) =>
        commands.Place(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Set(caller, c));

    [Operation(Operation.React)]
    public Task<Answer<Done>> React(ReactRequest request) =>
        commands.Do(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.React(caller, c));

    [Operation(Operation.Vote)]
    public Task<Answer<Done>> Vote(VoteRequest request) =>
        commands.Do(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.Vote(caller, c));

    [Operation(Operation.MakePoll)]
    public Task<Answer<Done>> ClosePoll(ClosePollRequest request) =>
        commands.Do(Here, request?.ChatId, request.Command(), static (chat, caller, c) => chat.ClosePoll(caller, c));

    [Operation(Operation.ReadChat)]
    public Task MarkRead(MarkReadRequest request) => commands.MarkRead(Here, request);

    [Operation(Operation.ReadChat)]
    public Task Typing(TypingRequest request) => commands.Typing(Here, request);

    [Operation(Operation.ReadChat)]
    public Task<Answer<Done>> Watch(WatchRequest request) => commands.Watch(Here, request);

    [Operation(Operation.StartCall)]
    public Task<Answer<CallStarted>> StartCall(StartCallRequest request) => calls.Start(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<CallJoined>> JoinCall(JoinCallRequest request) => calls.Join(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<Done>> LeaveCall(CallRequest request) => calls.Leave(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<CallStateDto>> CallNow(CallRequest request) => calls.Now(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<Done>> SetSeat(SetSeatRequest request) => calls.Set(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<Done>> LeadCall(LeadCallRequest request) => calls.Lead(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<SignalAnswer>> Signal(SignalRequest request) => calls.Signal(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<Done>> Draw(DrawRequest request) => calls.Draw(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<BoardPieceDto>> Board(BoardRequest request) => calls.Board(Here, request);

    [Operation(Operation.JoinCall)]
    public Task<Answer<CallIce>> IceServers(CallRequest request) => calls.IceServers(Here, request);

    [Operation(Operation.JoinCall)]
    public Answer<Done> ReportCall(ReportCallRequest request) => calls.Report(Here, request);

    /// <summary>Where the protocol sends what it could not read, see <see cref="TypedHubProtocol"/>.</summary>
    [Operation(Operation.OwnSession)]
    public Answer<Done> Malformed() => Here.Answer<Done>(Refusals.Malformed);
}
