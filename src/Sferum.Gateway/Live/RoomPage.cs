using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Live;

/// <summary>Events that a room is about to tell, without holes, and who leaves in between.</summary>
internal sealed class RoomPage
{
    private const int Full = 100;
    private readonly List<MemberLeft> _left = [];
    private List<ChatEvent> _events = [];

    /// <summary>Time to tell: one message to clients holds no more.</summary>
    public bool IsFull => _events.Count >= Full;

    /// <summary>Adds those events that are new; false when they don't follow what is there: then none is added.</summary>
    public bool TryAdd(IReadOnlyList<ChatEvent> events, long last)
    {
        var next = (_events.Count > 0 ? _events[^1].Number : last) + 1;
        foreach (var e in events)
        {
            if (e.Number > next)
            {
                return false;
            }

            if (e.Number == next)
            {
                _events.Add(e);
                next++;
            }
        }

        return true;
    }

    public void AddLeft(IReadOnlyList<MemberLeft> left) => _left.AddRange(left);

    /// <summary>The next events that go to the same people, and who leaves after them; null when all is told.</summary>
    /// <param name="opening">Somebody comes in after this number.</param>
    public Piece? NextPiece(long opening)
    {
        if (_events.Count == 0 && _left.Count == 0)
        {
            return null;
        }

        if (_left.Count == 0 && (_events[^1].Number <= opening))
        {
            var all = _events;
            _events = [];
            return new Piece(all, []);
        }

        var border = Math.Min(opening, _left.Count == 0 ? long.MaxValue : _left.Min(static l => l.Number));
        var count = _events.TakeWhile(e => e.Number <= border).Count();
        var piece = new Piece(_events.GetRange(0, count), [.. _left.Where(l => l.Number <= border).Select(static l => l.Person)]);
        _events.RemoveRange(0, count);
        _left.RemoveAll(l => l.Number <= border);
        return piece;
    }

    /// <summary>Events for the same people.</summary>
    internal readonly record struct Piece(IReadOnlyList<ChatEvent> Events, IReadOnlyList<PersonId> Leaving);
}
