using static Sferum.History.HistoryEventType;
using static Sferum.History.ViolationKind;

namespace Sferum.History;

/// <summary>Faults of the log, of acks, of what was sent.</summary>
internal static class LogMutants
{
    public static IEnumerable<Mutant> All =>
    [
        new("an ack names a number that the log does not have", LostAck, plant =>
        {
            var ack = plant.Pick(e => e.Type == Ok);
            plant.Replace(ack, ack with { Number = plant.HeadOf(ack.Chat).Number + 3 });
        }, RetryGotOtherNumber, StaleRead, AcceptedAfterRevocation),

        new("the last row of the log, acked and seen, is gone", LostAck, CutTail, SeenNotLogged),
        new("observers saw a row that the log does not have at its end", SeenNotLogged, CutTail, LostAck),

        new("two rows of the log changed places", LostAck, plant =>
        {
            var one = plant.Pick(e => e.Type == LogRow && IsAcked(plant, e));
            var other = plant.Pick(e => e.Type == LogRow && e.Chat == one.Chat && IsAcked(plant, e) && e.Number != one.Number);
            plant.Replace(one, other with { Number = one.Number, Posts = one.Posts });
            plant.Replace(other, one with { Number = other.Number, Posts = other.Posts });
        }, OrderDisagreement, Phantom),

        new("an acked message has another body in the log", LostAck, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow && IsAcked(plant, e) && !IsChanged(plant, e));
            plant.Replace(row, row with { Body = row.Body + 1 });
        }, OrderDisagreement, Phantom),

        new("a message stands in the log twice", DoubledInLog, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow && e.Kind == EventKind.Posted && IsAcked(plant, e) && !IsChanged(plant, e));
            plant.Append(row.Chat, row);
        }),

        new("a message stands in a log without request ids twice", DoubledInLog, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow && e.Kind == EventKind.Posted && IsAcked(plant, e) && !IsChanged(plant, e));
            plant.Append(row.Chat, row);
            var nameless = Loaded.WithoutRequests(plant.Events);
            plant.Events.Clear();
            plant.Events.AddRange(nameless);
        }),

        new("a row is missing in the middle of the log", HoleInLog, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow && IsInside(plant, e));
            plant.Events.Remove(row);
        }, LostAck, UnreadDisagreement),

        new("the head of the log counts a row that is not there", HoleInLog, plant =>
        {
            var head = plant.Pick(e => e.Type == LogHead);
            plant.Replace(head, head with { Number = head.Number + 1 });
        }),

        new("two readings of the log differ", OrderDisagreement, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow && IsInside(plant, e));
            plant.InsertAfter(row, row with { Person = plant.Made.Principal, Request = new Guid(plant.Random.Next(), 1, 1, new byte[8]) });
        }, Phantom),

        new("a refused message is in the log", Phantom, plant =>
        {
            var sent = plant.Pick(e => e.Type == Invoke && plant.IsRefusedForGood(e));
            plant.Append(sent.Chat, sent with { Kind = EventKind.Posted });
        }),

        new("a refused message is in a log without request ids", Phantom, plant =>
        {
            var sent = plant.Pick(e => e.Type == Invoke && plant.IsRefusedForGood(e));
            plant.Append(sent.Chat, sent with { Kind = EventKind.Posted, Request = Guid.Empty });
        }),

        new("a message that nobody sent is in the log", Phantom, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow && e.Kind == EventKind.Posted);
            plant.Append(row.Chat, row with { Request = new Guid(plant.Random.Next(), 1, 1, new byte[8]) });
        }),

        new("a retry is acked with another number", RetryGotOtherNumber, plant =>
        {
            var ack = plant.Pick(e => e.Type == Ok);
            plant.InsertAfter(ack, ack with { Type = Invoke, Number = 0, Began = 0 }, ack with { Number = ack.Number + 1 });
        }, LostAck, StaleRead),

        new("a used request id is acked with another body", OtherBodyAccepted, plant =>
        {
            var ack = plant.Pick(e => e.Type == Ok);
            var other = ack with { Body = ack.Body + 1 };
            plant.InsertAfter(ack, other with { Type = Invoke, Number = 0, Began = 0 }, other);
        }, LostAck),

        new("a message of somebody who is out is accepted", AcceptedAfterRevocation, plant =>
        {
            var end = plant.Pick(e => e.Type == Revoked && plant.IsLastWord(e));
            var last = plant.Row(end.Chat, plant.HeadOf(end.Chat).Number);
            var row = plant.Append(end.Chat, last with { Kind = EventKind.Posted, Person = end.Person, Request = new Guid(plant.Random.Next(), 2, 2, new byte[8]), Body = 7 });
            var sent = new HistoryEvent { Type = Invoke, At = last.At, Chat = end.Chat, Person = end.Person, Request = row.Request, Body = row.Body };
            plant.InsertAfter(row, sent, sent with { Type = Ok, Began = last.At, Number = row.Number });
        }),

        new("the log counts its posts wrongly", PostsDisagreement, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow);
            plant.Replace(row, row with { Posts = row.Posts + 1 });
        }),

        new("an observer is told another count of posts", PostsDisagreement, plant =>
        {
            var seen = plant.Pick(e => e.Type == Seen);
            plant.Replace(seen, seen with { Posts = seen.Posts + 1 });
        }),
    ];

    private static void CutTail(Plant plant)
    {
        var head = plant.Pick(e => e.Type == LogHead);
        plant.Events.Remove(plant.Row(head.Chat, head.Number));
        plant.Replace(head, head with { Number = head.Number - 1 });
    }

    private static bool IsAcked(Plant plant, HistoryEvent row) => plant.Events.Exists(e => e.Type == Ok && e.Request == row.Request);

    private static bool IsChanged(Plant plant, HistoryEvent row) =>
        plant.Events.Exists(e => e.Type == LogRow && e.Chat == row.Chat && e.Related == row.Number && e.Kind is EventKind.Edited or EventKind.Deleted);

    /// <summary>Neither before the run nor at the end; no edit, without which bodies would not be expected to differ.</summary>
    private static bool IsInside(Plant plant, HistoryEvent row) => row.Kind is EventKind.Posted or EventKind.Membership && row.Number > 5 && row.Number < plant.HeadOf(row.Chat).Number;
}
