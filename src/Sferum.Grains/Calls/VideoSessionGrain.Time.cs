using System.Data.Common;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>What time does: lines that are gone, seats that were kept long enough, a session that nobody leads, a media server that says nothing.</summary>
internal sealed partial class VideoSessionGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>A gateway that has said nothing for so long has lost its lines.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RecheckEach = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (IGatewayNode Node, long At)> _gateways = new(StringComparer.Ordinal);
    private long _awakeSince;
    private bool _recheck;
    private long _recheckedAt;
    private IGrainTimer? _ticks;

    public async ValueTask Renew(string gateway, IGatewayNode node, IReadOnlyList<NamedLine> lines)
    {
        var isNew = !_gateways.ContainsKey(gateway);
        _gateways[gateway] = (node, time.GetTimestamp());
        if (!Runs)
        {
            Send(gateway, new CallNews { Id = Id, To = [.. lines.Select(static l => (l.Person, l.Line))], Note = CallNote.Ended });
            if (Call.StartedAt == 0)
            {
                DeactivateOnIdle();
            }

            return;
        }

        var named = lines.Select(static l => (l.Person, l.Line)).ToHashSet();
        var follows = new CallTurn();
        var changed = false;
        foreach (var (person, seat) in Call.Seats.Where(s => s.Value.Gateway == gateway && s.Value.Place != CallPlace.Outside).ToList())
        {
            changed |= named.Contains((person, seat.Line))
                ? CallPeople.Find(Call, person, time.GetUtcNow(), follows)
                : CallPeople.Lose(Call, person, seat.Line, time.GetUtcNow(), follows);
        }

        foreach (var line in lines.Where(static l => l.Joined))
        {
            SetRight(gateway, line);
        }

        if (changed)
        {
            await Follow(follows);
        }
        else if (isNew)
        {
            // What was told while this gateway was not known here has reached nobody.
            Tell();
        }
    }

    /// <summary>A connection that believes something else than is so: the note that told it was lost.</summary>
    private void SetRight(string gateway, NamedLine line)
    {
        var seat = Call.Seats.GetValueOrDefault(line.Person);
        var note = seat is null or { Place: CallPlace.Outside } ? CallNote.Removed
            : seat.Line != line.Line ? CallNote.Elsewhere
            : seat is { Place: CallPlace.Waiting, Admitted: true } ? CallNote.Admitted
            : CallNote.None;
        if (note != CallNote.None)
        {
            Send(gateway, new CallNews { Id = Id, To = [(line.Person, line.Line)], Note = note });
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
        (_awakeSince, _recheckedAt) = (time.GetTimestamp(), time.GetTimestamp());
        _ticks ??= this.RegisterGrainTimer(Pass, Tick, Tick);
        Count(_counted);
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
        else
        {
            await PayDebts();
        }

        if (Runs)
        {
            DelayDeactivation(Minute);
            await CheckMedia();
            if (_recheck || time.GetElapsedTime(_recheckedAt) >= RecheckEach)
            {
                await Recheck();
            }
        }
    }

    private async Task PayDebts()
    {
        if (_unsaved)
        {
            await Save();
        }

        await PayMedia();
        if (_debts.Any)
        {
            await Settle();
        }
    }

    /// <summary>Who is in the chat, and as what: looked at when it changes, and again from time to time, because the word of it may be lost.</summary>
    private async Task Recheck()
    {
        var there = Call.Seats.Where(static s => s.Value.Place != CallPlace.Outside).Select(static s => s.Key).ToList();
        if (!Runs || there.Count == 0)
        {
            return;
        }

        _recheck = true;
        IReadOnlyDictionary<PersonId, ChatPlace> places;
        try
        {
            places = await calls.PlacesOf(Call.Chat, there, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            LogUnwritten(logger, e);
            return;
        }

        (_recheck, _recheckedAt) = (false, time.GetTimestamp());
        var follows = new CallTurn();
        foreach (var person in there)
        {
            CallPeople.Recheck(Call, person, places.GetValueOrDefault(person), time.GetUtcNow(), follows);
        }

        if (follows.IsAny)
        {
            await Follow(follows);
        }
    }

    /// <summary>Right after this activation's beginning no gateway has said anything yet.</summary>
    private bool IsBelieved(string gateway) =>
        time.GetElapsedTime(_gateways.TryGetValue(gateway, out var known) ? known.At : _awakeSince) < Believed;
}
