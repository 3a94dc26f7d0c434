using Sferum.People;

namespace Sferum.Calls;

/// <summary>The session's side of media: signalling is passed on, what the server tells is noted, and when the server is gone the session goes elsewhere.</summary>
internal sealed partial class VideoSessionGrain
{
    private readonly HashSet<PersonId> _talking = [];

    /// <summary>Legs that are up before it is known here whose they are.</summary>
    private readonly HashSet<long> _early = [];

    public async ValueTask<Outcome<Signalled>> Signal(Caller caller, Signal signal)
    {
        if (!Runs)
        {
            return Refusals.CallEnded;
        }

        if (Call.Inside(caller.Person) is not { } seat)
        {
            return Refusals.NotInCall;
        }

        if (signal.Epoch != Call.Epoch)
        {
            return Refusals.OldEpoch;
        }

        return Call.Node is null ? Refusals.NoMedia : signal.Kind switch
        {
            SignalKind.Publish => await Publish(caller.Person, seat, signal, screen: false),
            SignalKind.Share => CallLead.Share(Call, seat) is { } refusal ? refusal : await Publish(caller.Person, seat, signal, screen: true),
            SignalKind.StopShare => await StopShare(seat),
            SignalKind.Subscribe => await Subscribe(seat, signal),
            SignalKind.Answer => await OnLeg(seat.Receives, new MediaRequest { Do = MediaDo.Answer, Text = signal.Sdp }),
            SignalKind.Candidate => await Trickle(LegOf(seat, signal.Of), signal.Candidates),
            SignalKind.Layer => await OnLeg(seat.Receives, new MediaRequest { Do = MediaDo.Select, Mid = signal.Mid, Index = Math.Clamp(signal.Layer, 0, 2) }),
            _ => Refusals.Malformed,
        };
    }

    public async Task MediaHappened(MediaHappened happened)
    {
        if (!Runs || happened.Node != Call.Node)
        {
            return;
        }

        if (happened.Lost)
        {
            CallMeter.Moved.Add(1);
            await Move();
            Tell();
            await Save();
        }
        else if (happened.Feed is { } feed)
        {
            Heard(feed, happened.Talks);
        }
        else if (happened.Up is { } up && Mark(up, isUp: true) || happened.Down is { } down && Mark(down, isUp: false))
        {
            Tell();
            await Save();
        }
    }

    /// <summary>Leaves a server that is gone: with it a new epoch begins, and nothing of the former one has any meaning. Then takes another one.</summary>
    private async Task Move()
    {
        foreach (var seat in Call.Seats.Values)
        {
            (seat.Sends, seat.Shares, seat.Receives) = (null, null, null);
        }

        _talking.Clear();
        _early.Clear();
        (Call.Node, Call.NodeLife, Call.Epoch) = (null, null, Call.Epoch + 1);
        await Choose();
    }

    /// <summary>Takes the server that carries least. None that can be used: the session goes on without media.</summary>
    private async Task<bool> Choose()
    {
        var loads = await Task.WhenAll(servers.Nodes.Select(async node => (Node: node, Load: await GrainFactory.GetGrain<IMediaNodeGrain>(node).Load())));
        foreach (var (node, _) in loads.Where(static l => l.Load is { Draining: false }).OrderBy(static l => l.Load!.Legs).ThenBy(static l => l.Load!.Sessions))
        {
            if (await GrainFactory.GetGrain<IMediaNodeGrain>(node).Carry(Id, Call.Epoch) is { } life)
            {
                (Call.Node, Call.NodeLife) = (node, life);
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks whether the server is still the one that has our room. Also what makes the next holder of its link know of us.</summary>
    private async Task CheckMedia()
    {
        if (servers.Nodes.Count == 0 || Call.Count(CallPlace.Inside) == 0)
        {
            return;
        }

        var epoch = Call.Epoch;
        if (Call.Node is not { } node)
        {
            if (!await Choose())
            {
                return;
            }
        }
        else if (await GrainFactory.GetGrain<IMediaNodeGrain>(node).Carry(Id, epoch) == Call.NodeLife || epoch != Call.Epoch)
        {
            return;
        }
        else
        {
            await Move();
        }

        Tell();
        await Save();
    }

    private async ValueTask<Outcome<Signalled>> Publish(PersonId person, Seat seat, Signal signal, bool screen)
    {
        var epoch = Call.Epoch;
        var leg = screen ? seat.Shares : seat.Sends;
        var again = leg is not null && leg.Epoch == epoch;
        var answer = await Ask(again
            ? new MediaRequest { Do = MediaDo.Republish, Leg = leg!.Id, Text = signal.Sdp }
            : new MediaRequest { Do = MediaDo.Publish, Feed = Feeds.Of(person, screen), Text = signal.Sdp });
        if (answer.IsRefused(out var refusal))
        {
            return refusal;
        }

        if (epoch != Call.Epoch || seat.Place != CallPlace.Inside)
        {
            // The session has moved, or the person was taken out while the server answered.
            await GrainFactory.GetGrain<IMediaNodeGrain>(Call.Node ?? "").Do(Id, epoch, new MediaRequest { Do = MediaDo.Close, Leg = answer.Value.Leg });
            return seat.Place == CallPlace.Inside ? Refusals.OldEpoch : Refusals.NotInCall;
        }

        if (!again)
        {
            var fresh = new Leg(answer.Value.Leg, epoch, IsUp: _early.Remove(answer.Value.Leg));
            (seat.Sends, seat.Shares) = screen ? (seat.Sends, fresh) : (fresh, seat.Shares);
            Tell();
            if (!screen)
            {
                await Gate(person, seat);
            }

            await Save();
        }

        return new Signalled(answer.Value.Sdp, []);
    }

    private async ValueTask<Outcome<Signalled>> StopShare(Seat seat)
    {
        if (seat.Shares is { } leg)
        {
            seat.Shares = null;
            Tell();
            await Ask(new MediaRequest { Do = MediaDo.Close, Leg = leg.Id });
            await Save();
        }

        return Signalled.Nothing;
    }

    private async ValueTask<Outcome<Signalled>> Subscribe(Seat seat, Signal signal)
    {
        if (signal.Add.Count + signal.Remove.Count > Calls.Signal.MaxWanted)
        {
            return Refusals.Malformed;
        }

        var epoch = Call.Epoch;
        var leg = seat.Receives is { } own && own.Epoch == epoch ? own : null;
        List<FeedStream> add = [.. signal.Add.Where(IsThere).Select(Stream)];
        if (leg is null && add.Count == 0)
        {
            return Signalled.Nothing;
        }

        var answer = await Ask(leg is null
            ? new MediaRequest { Do = MediaDo.Subscribe, Add = add }
            : new MediaRequest { Do = MediaDo.Resubscribe, Leg = leg.Id, Add = add, Remove = [.. signal.Remove.Select(Stream)], On = signal.Restart });
        if (answer.IsRefused(out var refusal))
        {
            return refusal;
        }

        if (leg is null && epoch == Call.Epoch && seat.Place == CallPlace.Inside)
        {
            seat.Receives = new Leg(answer.Value.Leg, epoch, IsUp: _early.Remove(answer.Value.Leg));
            await Save();
        }

        return new Signalled(answer.Value.Sdp, [.. answer.Value.Streams.Select(Named).OfType<NamedStream>()]);
    }

    private async ValueTask<Outcome<Signalled>> Trickle(Leg? leg, IReadOnlyList<CandidateLine> candidates)
    {
        Outcome<Signalled> answer = Signalled.Nothing;
        foreach (var candidate in candidates)
        {
            answer = await OnLeg(leg, new MediaRequest { Do = MediaDo.Trickle, Text = candidate.Candidate, Mid = candidate.Mid, Index = candidate.LineIndex });
            if (answer.IsRefused(out _))
            {
                break;
            }
        }

        return answer;
    }

    private async ValueTask<Outcome<Signalled>> OnLeg(Leg? leg, MediaRequest request)
    {
        if (leg is null || leg.Epoch != Call.Epoch)
        {
            return Refusals.OldEpoch;
        }

        var answer = await Ask(request with { Leg = leg.Id });
        return answer.IsRefused(out var refusal) ? refusal : Signalled.Nothing;
    }

    private async ValueTask<Outcome<MediaReply>> Ask(MediaRequest request)
    {
        try
        {
            return Call.Node is { } node ? await GrainFactory.GetGrain<IMediaNodeGrain>(node).Do(Id, Call.Epoch, request) : Refusals.NoMedia;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // The silo that holds the link is gone; the next one takes over.
            LogUnwritten(logger, e);
            return Refusals.NoMedia;
        }
    }

    /// <summary>Lets packets through as the seat says, whatever the browser does.</summary>
    private async Task Gate(PersonId person, Seat seat)
    {
        if (seat.Sends is { } leg && leg.Epoch == Call.Epoch)
        {
            var feed = Feeds.Of(person, screen: false);
            await Ask(new MediaRequest { Do = MediaDo.Mute, Feed = feed, Video = false, On = !seat.Microphone });
            await Ask(new MediaRequest { Do = MediaDo.Mute, Feed = feed, Video = true, On = !seat.Camera });
        }
    }

    private async Task FollowMedia(CallTurn follows)
    {
        foreach (var leg in follows.Closed.Where(l => l.Epoch == Call.Epoch))
        {
            await Ask(new MediaRequest { Do = MediaDo.Close, Leg = leg.Id });
        }

        foreach (var person in follows.Media)
        {
            if (Call.Inside(person) is { } seat)
            {
                await Gate(person, seat);
            }
        }
    }

    private bool Mark(long leg, bool isUp)
    {
        foreach (var seat in Call.Seats.Values)
        {
            if (seat.Sends?.Id == leg)
            {
                seat.Sends = isUp ? seat.Sends with { IsUp = true } : null;
                return true;
            }

            if (seat.Shares?.Id == leg)
            {
                seat.Shares = isUp ? seat.Shares with { IsUp = true } : null;
                return true;
            }

            if (seat.Receives?.Id == leg)
            {
                seat.Receives = isUp ? seat.Receives with { IsUp = true } : null;
                return false;
            }
        }

        if (isUp)
        {
            _early.Add(leg);
        }

        return false;
    }

    private void Heard(string feed, bool talks)
    {
        if (Feeds.TryParse(feed, out var person, out var screen) && !screen && (talks ? _talking.Add(person) : _talking.Remove(person)))
        {
            SendToAll(new CallNews { Id = Id, To = [], Talking = [.. _talking] });
        }
    }

    private bool IsThere(WantedStream wanted) =>
        Call.Inside(wanted.Person) is { } seat && (wanted.Screen ? seat.Shares : seat.Sends) is { IsUp: true } leg && leg.Epoch == Call.Epoch;

    private static Leg? LegOf(Seat seat, SignalKind of) => of switch
    {
        SignalKind.Publish => seat.Sends,
        SignalKind.Share => seat.Shares,
        _ => seat.Receives,
    };

    private static FeedStream Stream(WantedStream wanted) => new(Feeds.Of(wanted.Person, wanted.Screen), wanted.Video);

    private static NamedStream? Named((string Mid, FeedStream Stream) offered) =>
        Feeds.TryParse(offered.Stream.Feed, out var person, out var screen) ? new NamedStream(offered.Mid, new WantedStream(person, screen, offered.Stream.Video)) : null;
}
