namespace Sferum.Schools;

/// <summary>The last acts that were handed down completely: an impatient outbox that tells one again is answered at once.</summary>
internal sealed class DoneActs(int limit = 64)
{
    private readonly HashSet<Guid> _acts = [];
    private readonly Queue<Guid> _order = new();

    public bool Contains(Guid act) => _acts.Contains(act);

    public void Add(Guid act)
    {
        if (_acts.Add(act))
        {
            _order.Enqueue(act);
        }

        if (_order.Count > limit)
        {
            _acts.Remove(_order.Dequeue());
        }
    }
}
