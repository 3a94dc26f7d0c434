using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>What time does: lines that are gone, seats that were kept long enough, a session that nobody leads, a media server that says nothing.</summary>
internal sealed partial class VideoSessionGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>A gateway that has said nothing for so long has lost its lines.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (IGatewayNode Node, long At)> _gateways = new(StringComparer.Ordinal);
    private long _awakeSince;
    private IGrainTimer? _ticks;

    public async ValueTask Renew(string gateway, IGatewayNode node, IReadOnlyList<(PersonId Person, string Line)> lines)
    {
        if (!Runs)
        {
            await node.TellCall(new CallNews { Id = Id, To = lines, Note = CallNote.Ended });
            DeactivateOnIdle();
            return;
        }

        _gateways[gateway] = (node, time.GetTimestamp());
        var named = lines.ToHashSet();
        var follows = new CallTurn();
        var changed = false;
        foreach (var (person, seat) in Call.Seats.Where(s => s.Value.Gateway == gateway && s.Value.Place != CallPlace.Outside).ToList())
        {
            changed |= named.Contains((person, seat.Line))
                ? CallPeople.Find(Call, person, time.GetUtcNow(), follows)
                : CallPeople.Lose(Call, person, seat.Line, time.GetUtcNow(), follows);
        }

        if (changed)
        {
            await Follow(follows);
        }
    }

    public async ValueTask LineLost(PersonId person, string line)
    {
        var follows = new CallTurn();
        if (Runs && CallPeople.Lose(Call, person, line, time.GetUtcNow(), follows))
        {
            await Follow(follows);
        }
    }

    /// <summary>Wakes a session whose silo is gone, also when no gateway asks for it any more.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Call.StartedAt > 0)
        {
            await Pass();
        }
        else
        {
            await Forget();
        }
    }

    private void StartTicking()
    {
        _awakeSince = time.GetTimestamp();
        _ticks ??= this.RegisterGrainTimer(Pass, Tick, Tick);
    }

    private async Task Pass()
    {
        if (Call.EndedAt is { } ended)
        {
            _debts.Ended(ended);
            await Settle();
            return;
        }

        var follows = new CallTurn();
        var changed = false;
        foreach (var (person, seat) in Call.Seats.Where(static s => s.Value is { Place: not CallPlace.Outside, AwaySince: null }).ToList())
        {
            changed |= !IsBelieved(seat.Gateway) && CallPeople.Lose(Call, person, seat.Line, time.GetUtcNow(), follows);
        }

        changed |= CallPeople.Pass(Call, time.GetUtcNow(), follows);
        if (changed)
        {
            await Follow(follows);
        }
        else if (_debts.Any)
        {
            await Settle();
        }

        if (Runs)
        {
            DelayDeactivation(Minute);
            await CheckMedia();
        }
    }

    /// <summary>Right after this activation's beginning no gateway has said anything yet.</summary>
    private bool IsBelieved(string gateway) =>
        time.GetElapsedTime(_gateways.TryGetValue(gateway, out var known) ? known.At : _awakeSince) < Believed;
}
