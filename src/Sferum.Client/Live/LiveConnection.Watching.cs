using Sferum.Chats;

namespace Sferum.Live;

/// <content>What is said again and again: chats that are looked at, and that somebody types.</content>
public sealed partial class LiveConnection
{
    private static readonly TimeSpan WatchLasts = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(3);

    private Dictionary<Guid, long>? _typing;
    private HashSet<Guid>? _watched;
    private Task? _watching;

    private bool MayTellTyping(Guid chat)
    {
        lock (_turn)
        {
            _typing ??= [];
            var now = _options.Clock.GetTimestamp();
            if (_typing.TryGetValue(chat, out var told) && _options.Clock.GetElapsedTime(told, now) < TypingLasts)
            {
                return false;
            }

            _typing[chat] = now;
            return true;
        }
    }

    private void NoteWatch(Guid chat, bool on)
    {
        lock (_turn)
        {
            _watched ??= [];
            _ = on ? _watched.Add(chat) : _watched.Remove(chat);
            _watching ??= Task.Run(KeepWatchingAsync);
        }
    }

    private void RenewWatches(Line line)
    {
        foreach (var chat in _watched ?? [])
        {
            _ = RenewAsync(line, chat);
        }
    }

    private async Task KeepWatchingAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            await Task.Delay(WatchLasts, _options.Clock, _stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_turn)
            {
                if (_lines.Now is { } line)
                {
                    RenewWatches(line);
                }
            }
        }
    }

    private async Task RenewAsync(Line line, Guid chat)
    {
        try
        {
            await line.AskAsync<Done>(HubNames.Methods.Watch, new WatchRequest(chat, true), _stopped);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Said again on the next line, or in half a minute.
        }
    }
}
