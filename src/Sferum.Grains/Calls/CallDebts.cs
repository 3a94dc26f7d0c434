using Sferum.People;

namespace Sferum.Calls;

/// <summary>What the tables do not know yet of a session: who came and went, whether the chat is held, that it is over. Kept until it is written.</summary>
internal sealed class CallDebts
{
    private readonly List<(PersonId Person, long At)> _came = [];
    private readonly List<(PersonId Person, long At)> _went = [];
    private bool _chat;
    private bool _tellChat;
    private long? _ended;

    public bool Any => _came.Count + _went.Count > 0 || _chat || _tellChat || _ended is not null;

    public void Add(CallTurn follows, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        _came.AddRange(follows.Came.Select(p => (p, at)));
        _went.AddRange(follows.Went);
        _chat |= follows.ChatChanged;
        _ended = follows.Ends ? at : _ended;
    }

    public void Ended(long at) => _ended ??= at;

    /// <summary>Writes what is owed; what fails is owed still.</summary>
    public async Task Pay(ICalls calls, VideoSessionId id, StoredCall call)
    {
        // Whoever went and came again: the first stay ends before the next begins.
        if (_came.Count + _went.Count > 0)
        {
            var (came, went) = (_came.ToList(), _went.ToList());
            await calls.Attend(id, came, went, CancellationToken.None);
            _came.RemoveRange(0, came.Count);
            _went.RemoveRange(0, went.Count);
        }

        if (_ended is { } at)
        {
            await calls.End(id, DateTimeOffset.FromUnixTimeMilliseconds(at), CancellationToken.None);
            (_ended, _chat, _tellChat) = (null, false, true);
        }
        else if (_chat)
        {
            await calls.Hold(id, call.LocksNow().HasFlag(CallLocks.Chat), CancellationToken.None);
            (_chat, _tellChat) = (false, true);
        }
    }

    /// <summary>Whether the chat has to be told.</summary>
    public bool TellsChat => _tellChat;

    public void ChatTold() => _tellChat = false;

    /// <summary>Everything that can be missing in the tables after a silo died: each is written again, and changes nothing where it stands already.</summary>
    public void OweAll(StoredCall call)
    {
        (_chat, _tellChat, _ended) = (true, true, call.EndedAt);
        _came.AddRange(call.Seats.Where(static s => s.Value.Place == CallPlace.Inside).Select(static s => (s.Key, s.Value.Since)));
        _went.AddRange(call.Seats.Where(static s => s.Value.Place != CallPlace.Inside).Select(static s => (s.Key, s.Value.Since)));
    }
}
