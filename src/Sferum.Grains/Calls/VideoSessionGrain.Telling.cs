using System.Security.Cryptography;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>Tells participants: the state whole, to all together after a moment in which more may change; notes to one person at once.</summary>
internal sealed partial class VideoSessionGrain
{
    /// <summary>Changes within this time are told together; in a large session it grows, so that many who come at once cost little.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);

    private long _rev;
    private bool _isToldSoon;

    /// <summary>Larger than every revision before, also those of an activation that is gone.</summary>
    private long NextRev() => _rev = Math.Max(_rev + 1, time.GetUtcNow().ToUnixTimeMilliseconds());

    private CallState Seen(PersonId person, Seat seat) => Complete(Call.State(Id, NextRev(), seat.Role > CallRole.Member, CallGroups.Now(Call, seat), person));

    private void Tell()
    {
        if (_isToldSoon)
        {
            return;
        }

        _isToldSoon = true;
        this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain.TellNow();
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(Together + TimeSpan.FromMilliseconds(3 * Call.Seats.Count), Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private void TellNow()
    {
        _isToldSoon = false;
        var inside = Call.Seats.Where(static s => s.Value is { Place: CallPlace.Inside, AwaySince: null }).ToList();
        Count(inside.Count);
        var rev = NextRev();
        foreach (var gateway in inside.GroupBy(s => Audience(s.Value)))
        {
            Send(gateway.Key.Gateway, new CallNews
            {
                Id = Id,
                To = [.. gateway.Select(static s => (s.Key, s.Value.Line))],
                State = Complete(Call.State(Id, rev, gateway.Key.Leads, gateway.Key.Group)),
            });
        }
    }

    private void SendTo(PersonId person, CallNote note)
    {
        if (Call.Seats.TryGetValue(person, out var seat) && seat.Line is { Length: > 0 } line)
        {
            Send(seat.Gateway, new CallNews { Id = Id, To = [(person, line)], Note = note });
        }
    }

    /// <summary>Never awaited: a gateway that is gone keeps nobody waiting.</summary>
    private void Send(string gateway, CallNews news)
    {
        if (_gateways.TryGetValue(gateway, out var known))
        {
            known.Node.TellCall(news).Ignore();
        }
    }

    /// <summary>Credentials of one's own; the TURN server learns nothing of the person.</summary>
    private List<TurnServer> Servers(PersonId person)
    {
        Span<byte> names = stackalloc byte[32];
        Id.Value.TryWriteBytes(names);
        person.Value.TryWriteBytes(names[16..]);
        var participant = Convert.ToHexStringLower(SHA256.HashData(names).AsSpan(0, 8));
        var now = time.GetUtcNow();
        return [.. turn.For(participant).Select(s => new TurnServer(s.Urls, s.Username, s.Credential) { Lasts = s.ExpiresAt - now })];
    }
}
