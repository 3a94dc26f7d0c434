using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sferum.Calls;

/// <summary>What Janus tells by itself.</summary>
internal sealed partial class JanusLink
{
    /// <summary>Handles that have ended or are being ended: what they still say is of no interest.</summary>
    private readonly ConcurrentDictionary<long, bool> _endedHandles = new();

    private readonly ConcurrentDictionary<long, Giving> _giving = new();

    private void Hear(JanusMessage message)
    {
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        switch (message.Janus)
        {
            case "detached" when message.Sender == _bell?.Handle:
                Lose("another link has taken over", null);
                break;
            case "webrtcup" when !_endedHandles.ContainsKey(message.Sender):
                _events.Up(message.Sender);
                break;
            case "hangup":
                Ended(message.Sender);
                break;
            case "detached" when !_endedHandles.TryRemove(message.Sender, out _):
                _events.Down(message.Sender);
                break;
            case "timeout":
                Lose("its session has timed out", null);
                break;
            case "event" or "success" when message.Plugindata?.Data is { } said:
                HearRoom(message.Sender, said);
                break;
        }
    }

    private void HearRoom(long handle, RoomEvent said)
    {
        if (_watches?.Of(handle) is { } watch)
        {
            watch.Hear(said);
            switch (said)
            {
                case { Videoroom: "talking" or "stopped-talking", Id: { } feed }:
                    _events.Talks(watch.Room, feed, said.Videoroom == "talking");
                    break;
                case { Videoroom: "destroyed" } or { Leaving: "ok" }:
                    _watches.End(watch);
                    break;
            }
        }
        else if (said is { Leaving: "ok" })
        {
            Ended(handle); // kicked; or a former link's watcher whose place was taken
        }
    }

    private void Ended(long handle)
    {
        if (_endedHandles.TryAdd(handle, true))
        {
            _events.Down(handle);
            Forget(handle);
        }
    }

    /// <summary>Nobody waits for the end of a handle.</summary>
    private void Forget(long handle) => _ = TryDetach(handle);

    private async Task TryDetach(long handle)
    {
        try
        {
            await Detach(handle, CancellationToken.None);
        }
        catch (MediaException)
        {
            // The server is gone, and the handle with it.
        }
    }

    private async Task Detach(long handle, CancellationToken cancel)
    {
        _giving.TryRemove(handle, out _);
        _endedHandles.TryAdd(handle, true);
        if (!await _session.Detach(handle, cancel))
        {
            _endedHandles.TryRemove(handle, out _);
        }
    }

    /// <summary>A leg that gives. Janus does not end it with its room, and after an offer made too early its negotiation would never come to an end.</summary>
    private sealed class Giving(string room)
    {
        public string Room => room;

        public bool AwaitsAnswer { get; set; }
    }

    private void Over(Exception? why) => Lose("the line has ended", why);

    private void Lose(string how, Exception? why)
    {
        if (Finish())
        {
            LogLost(_node.Name, how, why);
            if (_begun)
            {
                _events.Lost();
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Media server {Node} is lost: {How}.")]
    private partial void LogLost(string node, string how, Exception? error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A media server said something that is not understood.")]
    private partial void LogStrange(Exception error);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Media server {Node} was left without a word.")]
    private partial void LogFarewell(string node, Exception error);
}
