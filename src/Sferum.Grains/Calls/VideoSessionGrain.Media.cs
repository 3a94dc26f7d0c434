using Sferum.People;

namespace Sferum.Calls;

/// <summary>The session's side of media: signalling is passed on, and what the server tells is noted.</summary>
internal sealed partial class VideoSessionGrain
{
    private readonly HashSet<PersonId> _talking = [];

    /// <summary>What is being asked for now: of one kind one at a time, so that no leg is made that nobody knows.</summary>
    private readonly HashSet<(PersonId Person, int Tenure, SignalKind Kind)> _asking = [];

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

        if (IsDirectWord(signal.Kind))
        {
            return Relay(caller.Person, seat, signal);
        }

        return Call.Node is null ? Refusals.NoMedia : signal.Kind switch
        {
            SignalKind.Publish => await Publish(caller.Person, seat, signal, screen: false),
            SignalKind.Share => CallLead.Share(Call, seat) is { } refusal ? refusal : await Publish(caller.Person, seat, signal, screen: true),
            SignalKind.StopShare => await StopShare(seat),
            SignalKind.Subscribe => await Subscribe(caller.Person, seat, signal),
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
            if (happened.Life is not null && happened.Life != Call.NodeLife)
            {
                return; // Told late: the session is on the server's next life already.
            }

            CallMeter.Moved.Add(1);
            await Move();
            Tell();
            await Save();
        }
        else if (happened.Feed is { } feed)
        {
            Heard(feed, happened.Talks);
        }
        else
        {
            if (happened.Up is { } up && OwnerOf(up) is { } owner)
            {
                // Before anybody can have it: the server lets through what the seat says.
                await Gate(owner);
            }

            if ((happened.Up is { } risen && Mark(risen, isUp: true)) || (happened.Down is { } down && Mark(down, isUp: false)))
            {
                Tell();
                await Save();
            }
        }
    }

    private async ValueTask<Outcome<Signalled>> Publish(PersonId person, Seat seat, Signal signal, bool screen)
    {
        var (node, epoch, tenure) = (Call.Node!, Call.Epoch, seat.Tenure);
        if (!_asking.Add((person, tenure, screen ? SignalKind.Share : SignalKind.Publish)))
        {
            return Refusals.MediaRefused;
        }

        try
        {
            var leg = screen ? seat.Shares : seat.Sends;
            var again = leg is not null && leg.Epoch == epoch;
            var answer = await Ask(again
                ? new MediaRequest { Do = MediaDo.Republish, Leg = leg!.Id, Text = signal.Sdp }
                : new MediaRequest { Do = MediaDo.Publish, Feed = Feeds.Of(person, screen), Text = signal.Sdp });
            if (answer.IsRefused(out var refusal))
            {
                return refusal;
            }

            if (tenure != seat.Tenure || (screen && CallLead.Share(Call, seat) is not null))
            {
                // Meanwhile the session has moved, the person has gone or come in anew, or screens were locked: it belongs to nobody.
                await CloseOn(node, epoch, answer.Value.Leg);
                return Refusals.OldEpoch;
            }

            if (!again)
            {
                var fresh = new Leg(answer.Value.Leg, epoch, IsUp: _early.Remove(answer.Value.Leg)) { Number = ++seat.Given };
                (seat.Sends, seat.Shares) = screen ? (seat.Sends, fresh) : (fresh, seat.Shares);
                Tell();
                await Save();
            }

            if (again || (screen ? seat.Shares : seat.Sends) is { IsUp: true })
            {
                await Gate(person);
            }

            return new Signalled(answer.Value.Sdp, []);
        }
        finally
        {
            _asking.Remove((person, tenure, screen ? SignalKind.Share : SignalKind.Publish));
        }
    }

    /// <summary>Ends a leg on the server where it was made, also when the session is elsewhere by now.</summary>
    private async Task CloseOn(string node, int epoch, long leg)
    {
        try
        {
            await GrainFactory.GetGrain<IMediaNodeGrain>(node).Do(Id, epoch, new MediaRequest { Do = MediaDo.Close, Leg = leg });
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LogUnwritten(logger, e);
        }
    }

    private async ValueTask<Outcome<Signalled>> StopShare(Seat seat)
    {
        if (seat.Shares is { } leg)
        {
            seat.Shares = null;
            Call.Closing.Add(leg);
            Tell();
            await Save();
            await PayMedia();
        }

        return Signalled.Nothing;
    }

    private async ValueTask<Outcome<Signalled>> Subscribe(PersonId person, Seat seat, Signal signal)
    {
        if (signal.Add.Count + signal.Remove.Count > Calls.Signal.MaxWanted)
        {
            return Refusals.Malformed;
        }

        var (node, epoch, tenure) = (Call.Node!, Call.Epoch, seat.Tenure);
        var leg = seat.Receives is { } own && own.Epoch == epoch ? own : null;
        List<FeedStream> add = [.. signal.Add.Where(w => Sees(seat, w)).Select(Stream)];
        if (leg is null && add.Count == 0)
        {
            return Signalled.Nothing;
        }

        if (!_asking.Add((person, tenure, SignalKind.Subscribe)))
        {
            return Refusals.MediaRefused;
        }

        try
        {
            var answer = await Ask(leg is null
                ? new MediaRequest { Do = MediaDo.Subscribe, Add = add }
                : new MediaRequest { Do = MediaDo.Resubscribe, Leg = leg.Id, Add = add, Remove = [.. signal.Remove.Select(Stream)], On = signal.Restart });
            if (answer.IsRefused(out var refusal))
            {
                return refusal;
            }

            if (tenure != seat.Tenure)
            {
                await CloseOn(node, epoch, answer.Value.Leg);
                return Refusals.OldEpoch;
            }

            if (!StillSees(seat, signal.Add, add))
            {
                await TakeAway(seat, new Leg(answer.Value.Leg, epoch, IsUp: true));
                return Refusals.OldEpoch;
            }

            if (leg is null)
            {
                seat.Receives = new Leg(answer.Value.Leg, epoch, IsUp: _early.Remove(answer.Value.Leg));
                await Save();
            }

            return new Signalled(answer.Value.Sdp, [.. answer.Value.Streams.Select(Named).OfType<NamedStream>()]);
        }
        finally
        {
            _asking.Remove((person, tenure, SignalKind.Subscribe));
        }
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

    private PersonId? OwnerOf(long leg) =>
        Call.Seats.Where(s => s.Value.Sends?.Id == leg || s.Value.Shares?.Id == leg).Select(static s => (PersonId?)s.Key).FirstOrDefault();

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
            SendTalking();
        }
    }

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
