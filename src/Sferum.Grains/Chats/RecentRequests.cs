using Sferum.People;

namespace Sferum.Chats;

/// <summary>The last requests that are in the log and where they landed: most retries are answered from here without asking the store.</summary>
internal sealed class RecentRequests(int limit = 256)
{
    private readonly Dictionary<(PersonId Author, Guid RequestId), Done> _done = [];
    private readonly Queue<(PersonId Author, Guid RequestId)> _order = new();

    public void Add(NewRow row, Placement placement)
    {
        var key = (row.Author, row.RequestId);
        if (!_done.TryAdd(key, new Done(row.BodyHash, placement)))
        {
            return;
        }

        _order.Enqueue(key);
        if (_order.Count > limit)
        {
            _done.Remove(_order.Dequeue());
        }
    }

    /// <summary>The first answer to a request, or the refusal of its reuse for something else; false when it is not known here.</summary>
    public bool TryAnswer(NewRow row, out Outcome<Placement> answer)
    {
        if (!_done.TryGetValue((row.Author, row.RequestId), out var done))
        {
            answer = default;
            return false;
        }

        answer = done.BodyHash.AsSpan().SequenceEqual(row.BodyHash) ? done.Placement : Refusals.RequestIdReused;
        return true;
    }

    private readonly record struct Done(byte[] BodyHash, Placement Placement);
}
