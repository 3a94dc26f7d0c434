using Sferum.Calls;

namespace Sferum.Live;

/// <content>Video sessions. A person takes part by one connection at a time; after a lost line join again with <see cref="JoinCallRequest.Resume"/>.</content>
public sealed partial class LiveConnection
{
    /// <summary>Starts a session in a chat, or finds the one that runs there.</summary>
    /// <param name="request">Where.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The session.</returns>
    public Task<Reply<CallStarted>> StartCallAsync(StartCallRequest request, CancellationToken cancel = default) =>
        AskAsync<CallStarted>(HubNames.Methods.StartCall, request, null, cancel);

    /// <summary>Comes in, or waits to be let in.</summary>
    /// <param name="request">How.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether in or waiting, and what there is.</returns>
    public Task<Reply<CallJoined>> JoinCallAsync(JoinCallRequest request, CancellationToken cancel = default) =>
        AskAsync<CallJoined>(HubNames.Methods.JoinCall, request, null, cancel);

    /// <summary>Goes out.</summary>
    /// <param name="call">The session.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is so.</returns>
    public Task<Reply<Done>> LeaveCallAsync(Guid call, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.LeaveCall, new CallRequest(call), null, cancel);

    /// <summary>How a session is now.</summary>
    /// <param name="call">The session.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The state.</returns>
    public Task<Reply<CallStateDto>> CallNowAsync(Guid call, CancellationToken cancel = default) =>
        AskAsync<CallStateDto>(HubNames.Methods.CallNow, new CallRequest(call), null, cancel);

    /// <summary>Changes what one shows of oneself.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is so.</returns>
    public Task<Reply<Done>> SetSeatAsync(SetSeatRequest request, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.SetSeat, request, null, cancel);

    /// <summary>Leads: admits, mutes, locks, takes out, ends.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is so.</returns>
    public Task<Reply<Done>> LeadCallAsync(LeadCallRequest request, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.LeadCall, request, null, cancel);

    /// <summary>Passes signalling to the media server.</summary>
    /// <param name="request">What.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>What the media server says.</returns>
    public Task<Reply<SignalAnswer>> SignalAsync(SignalRequest request, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<SignalAnswer>(HubNames.Methods.Signal, request, patience, cancel);

    /// <summary>Draws on the board.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is on the board.</returns>
    public Task<Reply<Done>> DrawAsync(DrawRequest request, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.Draw, request, null, cancel);

    /// <summary>What is on the board, a piece at a time.</summary>
    /// <param name="request">Which board, and after what.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The piece.</returns>
    public Task<Reply<BoardPieceDto>> BoardAsync(BoardRequest request, CancellationToken cancel = default) =>
        AskAsync<BoardPieceDto>(HubNames.Methods.Board, request, null, cancel);

    /// <summary>STUN and TURN servers with fresh credentials: before one comes in, and before those that one has end.</summary>
    /// <param name="call">The session.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The servers.</returns>
    public Task<Reply<CallIce>> IceServersAsync(Guid call, CancellationToken cancel = default) =>
        AskAsync<CallIce>(HubNames.Methods.IceServers, new CallRequest(call), null, cancel);

    /// <summary>Tells how media goes, for measures: at most every ten seconds.</summary>
    /// <param name="request">What has come since it was told before.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is counted.</returns>
    public Task<Reply<Done>> ReportCallAsync(ReportCallRequest request, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.ReportCall, request, patience, cancel);
}
