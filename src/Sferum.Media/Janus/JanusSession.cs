using System.Globalization;

namespace Sferum.Calls;

/// <summary>A session on a Janus: what all handles hang on, and what goes with them when nobody has kept it alive for a while.</summary>
/// <param name="socket">The line.</param>
/// <param name="id">The session.</param>
internal sealed class JanusSession(JanusSocket socket, long id)
{
    /// <summary>Janus: there is no such session.</summary>
    private const int NoSession = 458;
    private const string Plugin = "janus.plugin.videoroom";

    public long Id => id;

    public static async Task<JanusSession> Create(JanusSocket socket, CancellationToken cancel)
    {
        var answer = Granted(await socket.Ask(new JanusRequest { Janus = "create" }, eventually: false, cancel));
        return new JanusSession(socket, answer.Data?.Id ?? throw new MediaException("The media server gave no session."));
    }

    /// <summary>Takes over a session whose line is gone, or somebody else's.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> Claim(CancellationToken cancel)
    {
        var answer = await socket.Ask(new JanusRequest { Janus = "claim", SessionId = id }, eventually: false, cancel);
        return answer.Error?.Code != NoSession && Granted(answer) is not null;
    }

    /// <summary>Says that somebody is there.</summary>
    /// <returns>Whether the session is.</returns>
    public async Task<bool> KeepAlive(CancellationToken cancel)
    {
        var answer = await socket.Ask(new JanusRequest { Janus = "keepalive", SessionId = id }, eventually: false, cancel);
        return answer.Error?.Code != NoSession;
    }

    public async Task<long> Attach(CancellationToken cancel)
    {
        var answer = Granted(await socket.Ask(new JanusRequest { Janus = "attach", SessionId = id, Plugin = Plugin }, eventually: false, cancel));
        return answer.Data?.Id ?? throw new MediaException("The media server gave no handle.");
    }

    /// <summary>Ends a handle and its connection; none there: nothing happens.</summary>
    /// <returns>Whether there was one, whose end is told once more.</returns>
    public async Task<bool> Detach(long handle, CancellationToken cancel) =>
        (await socket.Ask(new JanusRequest { Janus = "detach", SessionId = id, HandleId = handle }, eventually: false, cancel)).Error is null;

    public Task Destroy(CancellationToken cancel) => socket.Ask(new JanusRequest { Janus = "destroy", SessionId = id }, eventually: false, cancel);

    public async Task Trickle(long handle, JanusCandidate candidate, CancellationToken cancel) =>
        Granted(await socket.Ask(new JanusRequest { Janus = "trickle", SessionId = id, HandleId = handle, Candidate = candidate }, eventually: false, cancel));

    /// <summary>Asks the plugin for what it answers at once.</summary>
    /// <returns>The answer, which may be a refusal of the plugin's.</returns>
    public async Task<RoomEvent> AskRoom(long handle, RoomRequest request, CancellationToken cancel) =>
        Said(await socket.Ask(Message(handle, request, null), eventually: false, cancel));

    /// <summary>Asks the plugin for what happens to a handle.</summary>
    /// <returns>The answer, which may be a refusal of the plugin's, and an SDP.</returns>
    public async Task<(RoomEvent Event, string? Sdp)> ActInRoom(long handle, RoomRequest request, Jsep? jsep, CancellationToken cancel)
    {
        var answer = await socket.Ask(Message(handle, request, jsep), eventually: true, cancel);
        return (Said(answer), answer.Jsep?.Sdp);
    }

    private JanusRequest Message(long handle, RoomRequest request, Jsep? jsep) =>
        new() { Janus = "message", SessionId = id, HandleId = handle, Body = request, Jsep = jsep };

    private static RoomEvent Said(JanusMessage answer) => Granted(answer).Plugindata?.Data ?? throw new MediaException("The media server's answer says nothing.");

    private static JanusMessage Granted(JanusMessage answer) => answer.Error is { } error
        ? throw new MediaException(string.Create(CultureInfo.InvariantCulture, $"The media server refused: {error.Code} {error.Reason}"))
        : answer;
}
