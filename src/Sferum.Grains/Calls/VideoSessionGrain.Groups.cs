using Sferum.People;

namespace Sferum.Calls;

/// <summary>While groups are open everybody is told, and is given, what there is in the own group and nothing of others.</summary>
internal sealed partial class VideoSessionGrain
{
    /// <summary>Who is told the same.</summary>
    private (string Gateway, bool Leads, int Group) Audience(Seat seat) => (seat.Gateway, seat.Role > CallRole.Member, CallGroups.Now(Call, seat));

    /// <summary>Tells those who are where somebody is.</summary>
    private void SendToGroup(Seat where, CallNews news) => SendToSome(s => CallGroups.Meet(Call, s, where), news);

    /// <summary>Who is heard now, to each group for itself.</summary>
    private void SendTalking()
    {
        foreach (var group in Call.Seats.Values.Where(static s => s.Place == CallPlace.Inside).Select(s => CallGroups.Now(Call, s)).Distinct().ToList())
        {
            bool IsThere(Seat seat) => CallGroups.Now(Call, seat) == group;
            SendToSome(IsThere, new CallNews { Id = Id, To = [], Talking = [.. _talking.Where(p => Call.Inside(p) is { } seat && IsThere(seat))] });
        }
    }

    private void SendToSome(Func<Seat, bool> to, CallNews news)
    {
        foreach (var gateway in Call.Seats.Where(s => s.Value is { Place: CallPlace.Inside, AwaySince: null } && to(s.Value)).GroupBy(static s => s.Value.Gateway))
        {
            Send(gateway.Key, news with { To = [.. gateway.Select(static s => (s.Key, s.Value.Line))] });
        }
    }

    /// <summary>Whether a stream is there for somebody: of the own group alone, whatever a browser asks for.</summary>
    private bool Sees(Seat by, WantedStream wanted) =>
        Call.Inside(wanted.Person) is { } seat && CallGroups.Meet(Call, by, seat)
        && (wanted.Screen ? seat.Shares : seat.Sends) is { IsUp: true } leg && leg.Epoch == Call.Epoch;

    /// <summary>Somebody has gone elsewhere while the media server was asked: what it gives now is for nobody.</summary>
    private async Task TakeAway(Seat seat, Leg leg)
    {
        seat.Receives = null;
        Call.Closing.Add(leg);
        await Save();
        await PayMedia();
    }

    /// <summary>Whether what the media server was asked for may be given still, now that it has answered.</summary>
    private bool StillSees(Seat by, IReadOnlyList<WantedStream> wanted, IReadOnlyList<FeedStream> asked) =>
        wanted.All(w => !asked.Contains(Stream(w)) || (Call.Seats.TryGetValue(w.Person, out var seat) && CallGroups.Meet(Call, by, seat)));
}
