using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// Commands on their way to a session's actor. A session of a chat that is not the caller's is never called: a random id wakes nobody. Who takes part
/// by this connection is known here, so that a browser that has been replaced by another says nothing any more.
/// </summary>
internal sealed class CallCommands(IClusterClient cluster, ChatDoor door, ICalls calls, LocalCalls local, CallReports reports, ILogger<CallCommands> log)
{
    public async Task<Answer<CallStarted>> Start(LocalConnection connection, StartCallRequest? request)
    {
        if (request is null)
        {
            return connection.Answer<CallStarted>(Refusals.Malformed);
        }

        var chat = new ChatId(request.ChatId);
        if (!await door.IsMember(connection, chat))
        {
            return connection.Answer<CallStarted>(Refusals.NotFound);
        }

        var id = await calls.Running(chat, connection.Hub.ConnectionAborted) ?? VideoSessionId.New();
        var started = await Ask(id, grain => grain.Start(connection.Caller, new StartCall(chat, request.Title, request.Lobby)));
        return connection.Answer(started, static c => new CallStarted(c.Value));
    }

    public async Task<Answer<CallJoined>> Join(LocalConnection connection, JoinCallRequest? request)
    {
        if (request is null)
        {
            return connection.Answer<CallJoined>(Refusals.Malformed);
        }

        var id = new VideoSessionId(request.CallId);
        if (!await IsTheirs(connection, id))
        {
            return connection.Answer<CallJoined>(Refusals.NotFound);
        }

        if (local.Of(connection) is { } other && other != id)
        {
            local.Leave(connection, other);
            await Ask(other, grain => grain.Leave(connection.Caller, connection.Hub.ConnectionId));
        }

        // Before the answer: what the session tells from now on finds the connection.
        local.Enter(connection, id);
        var joined = await Ask(id, grain => grain.Join(connection.Caller, new JoinCall(local.Line(connection), request.Microphone, request.Camera, request.Resume)));
        if (joined.IsRefused(out _))
        {
            local.Leave(connection, id);
        }
        else
        {
            local.Joined(connection, id, joined.Value.Place == CallPlace.Inside);
            if (connection.Hub.ConnectionAborted.IsCancellationRequested)
            {
                await local.Lost(connection);
            }
        }

        return connection.Answer(joined, CallWire.Joined);
    }

    public async Task<Answer<Done>> Leave(LocalConnection connection, CallRequest? request)
    {
        var left = await Inside(connection, request?.CallId, grain => grain.Leave(connection.Caller, connection.Hub.ConnectionId));
        if (request is not null)
        {
            local.Leave(connection, new VideoSessionId(request.CallId));
        }

        return connection.Answer(left, static _ => Done.Instance);
    }

    public async Task<Answer<CallStateDto>> Now(LocalConnection connection, CallRequest? request) =>
        connection.Answer(await Inside(connection, request?.CallId, grain => grain.Now(connection.Caller)), CallWire.State);

    public async Task<Answer<Done>> Set(LocalConnection connection, SetSeatRequest? request)
    {
        var own = request is null ? null : CallPartsWire.Own(request);
        return connection.Answer(await Inside(connection, request?.CallId, grain => grain.Set(connection.Caller, own!)), static _ => Done.Instance);
    }

    public async Task<Answer<Done>> Lead(LocalConnection connection, LeadCallRequest? request) =>
        request is null || CallWire.Lead(request) is not { } command
            ? connection.Answer<Done>(Refusals.Malformed)
            : connection.Answer(await Inside(connection, request.CallId, grain => grain.Lead(connection.Caller, command)), static _ => Done.Instance);

    public async Task<Answer<SignalAnswer>> Signal(LocalConnection connection, SignalRequest? request) =>
        request is null || CallWire.Signal(request) is not { } signal
            ? connection.Answer<SignalAnswer>(Refusals.Malformed)
            : connection.Answer(await Inside(connection, request.CallId, grain => grain.Signal(connection.Caller, signal)), CallWire.Signalled);

    public async Task<Answer<Done>> Draw(LocalConnection connection, DrawRequest? request) =>
        request?.Elements is not { Count: <= CallLimits.ElementsAtOnce } elements
            ? connection.Answer<Done>(Refusals.Malformed)
            : connection.Answer(
                await Inside(connection, request.CallId, grain => grain.Draw(connection.Caller, new DrawOnBoard(request.Board, elements))), static _ => Done.Instance);

    public async Task<Answer<BoardPieceDto>> Board(LocalConnection connection, BoardRequest? request) =>
        connection.Answer(
            await Inside(connection, request?.CallId, grain => grain.Board(connection.Caller, new AskBoard(request!.Board, request.Life, request.Since))), CallPartsWire.Board);

    public async Task<Answer<CallIce>> IceServers(LocalConnection connection, CallRequest? request)
    {
        if (request is null)
        {
            return connection.Answer<CallIce>(Refusals.Malformed);
        }

        var id = new VideoSessionId(request.CallId);
        return await IsTheirs(connection, id)
            ? connection.Answer(await Ask(id, grain => grain.Ice(connection.Caller)), static i => new CallIce(CallWire.Ice(i.Servers)))
            : connection.Answer<CallIce>(Refusals.NotFound);
    }

    public Answer<Done> Report(LocalConnection connection, ReportCallRequest? request)
    {
        Outcome<Unit> taken = request is null ? Refusals.Malformed
            : local.IsInside(connection, new VideoSessionId(request.CallId)) ? reports.Take(connection, request)
            : Refusals.NotInCall;
        return connection.Answer(taken, static _ => Done.Instance);
    }

    private async ValueTask<bool> IsTheirs(LocalConnection connection, VideoSessionId id) =>
        await calls.ChatOf(id, connection.Hub.ConnectionAborted) is { } chat && await door.IsMember(connection, chat);

    private async Task<Outcome<T>> Inside<T>(LocalConnection connection, Guid? call, Func<IVideoSessionGrain, ValueTask<Outcome<T>>> ask) =>
        call is not { } id ? Refusals.Malformed
        : local.IsIn(connection, new VideoSessionId(id)) ? await Ask(new VideoSessionId(id), ask)
        : Refusals.NotInCall;

    private async Task<Outcome<T>> Ask<T>(VideoSessionId call, Func<IVideoSessionGrain, ValueTask<Outcome<T>>> ask)
    {
        try
        {
            return await ask(cluster.GetGrain<IVideoSessionGrain>(call.Value));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.CallFailed(error, Failures.IsOutage(error) ? LogLevel.Warning : LogLevel.Error);
            return Failures.Refusal(error, changes: true);
        }
    }
}
