namespace Sferum.Calls;

/// <summary>Legs: what comes in from a browser and what goes out to it.</summary>
internal sealed partial class JanusLink
{
    /// <summary>All of a video's frames; which of its sizes is chosen by the layer.</summary>
    private const int AllFrames = 2;

    public async Task<MediaAnswer> Publish(string room, string feed, string offer, CancellationToken cancel)
    {
        if (await TryPublish(room, feed, offer, cancel) is { } answer)
        {
            return answer;
        }

        await Kick(room, feed, cancel);
        return await TryPublish(room, feed, offer, cancel) ?? throw new MediaException($"{feed} is taken.");
    }

    public async Task<string> Republish(long leg, string offer, CancellationToken cancel)
    {
        var (said, sdp) = await _session.ActInRoom(leg, new RoomRequest { Request = "configure" }, new Jsep("offer", offer), cancel);
        said.Granted();
        return sdp ?? throw NoSdp();
    }

    public async Task<MediaOffer> Subscribe(string room, IReadOnlyList<FeedWanted> feeds, CancellationToken cancel)
    {
        var watch = await _watches.In(room, cancel);
        StreamRequest[] streams = [.. feeds.SelectMany(watch.Streams)];
        if (streams.Length == 0)
        {
            throw new MediaException("Nothing of what is wanted is there.");
        }

        return await OnNewLeg(
            async leg =>
            {
                // What a leg gives changes when it is told so, never by itself: an offer nobody asked for would cross with one that was.
                var join = new RoomRequest { Request = "join", Ptype = "subscriber", Room = room, Streams = streams, Autoupdate = false, UseMsid = true };
                var (said, sdp) = await _session.ActInRoom(leg, join, null, cancel);
                said.Granted();
                _giving[leg] = new Giving(room) { AwaitsAnswer = true };
                return Offer(leg, sdp ?? throw NoSdp());
            },
            cancel);
    }

    public async Task<MediaOffer?> Resubscribe(string room, long leg, IReadOnlyList<FeedWanted> add, IReadOnlyList<FeedWanted> remove, bool restart, CancellationToken cancel)
    {
        var giving = _giving.GetOrAdd(leg, _ => new Giving(room)); // a former link's leg is new here
        if (giving.AwaitsAnswer)
        {
            throw new MediaException("The last offer has not been answered.");
        }

        if (restart && add.Count + remove.Count > 0)
        {
            throw new MediaException("A leg is changed or restarted, not both at once.");
        }

        var watch = await _watches.In(room, cancel);
        StreamRequest[] more = [.. add.SelectMany(watch.Streams)];
        StreamRequest[] less = [.. remove.SelectMany(r => watch.Has(r.Feed) ? watch.Streams(r) : [new StreamRequest { Feed = r.Feed }])];
        if (!restart && more.Length + less.Length == 0)
        {
            return null;
        }

        var request = restart
            ? new RoomRequest { Request = "configure", Restart = true }
            : new RoomRequest { Request = "update", Subscribe = OrNone(more), Unsubscribe = OrNone(less) };
        var (said, sdp) = await _session.ActInRoom(leg, request, null, cancel);
        said.Granted();
        giving.AwaitsAnswer = sdp is not null;
        return sdp is null ? null : Offer(leg, sdp);
    }

    public async Task Answer(long leg, string answer, CancellationToken cancel)
    {
        var (said, _) = await _session.ActInRoom(leg, new RoomRequest { Request = "start" }, new Jsep("answer", answer), cancel);
        said.Granted();
        if (_giving.TryGetValue(leg, out var giving))
        {
            giving.AwaitsAnswer = false;
        }
    }

    public Task Trickle(long leg, IceCandidate? candidate, CancellationToken cancel) => _session.Trickle(
        leg,
        candidate is null
            ? new JanusCandidate { Completed = true }
            : new JanusCandidate { Candidate = candidate.Candidate, SdpMid = candidate.SdpMid, SdpMLineIndex = candidate.SdpMLineIndex },
        cancel);

    public async Task Select(long leg, string mid, int layer, CancellationToken cancel)
    {
        var select = new RoomRequest { Request = "configure", Streams = [new StreamRequest { Mid = mid, Substream = layer, Temporal = AllFrames }] };
        (await _session.ActInRoom(leg, select, null, cancel)).Event.Granted();
    }

    public Task Close(long leg, CancellationToken cancel) => Detach(leg, cancel);

    /// <summary>Publishes on a handle of its own; null: somebody does already. The handle of a refused offer cannot be used again.</summary>
    private Task<MediaAnswer?> TryPublish(string room, string feed, string offer, CancellationToken cancel) => OnNewLeg(
        async leg =>
        {
            var join = new RoomRequest { Request = "joinandconfigure", Ptype = "publisher", Room = room, Id = feed };
            var (said, sdp) = await _session.ActInRoom(leg, join, new Jsep("offer", offer), cancel);
            if (said.ErrorCode == RoomRefusals.FeedExists)
            {
                Forget(leg);
                return null;
            }

            said.Granted();
            return new MediaAnswer(leg, sdp ?? throw NoSdp());
        },
        cancel);

    private static StreamRequest[]? OrNone(StreamRequest[] streams) => streams.Length == 0 ? null : streams;

    private static MediaException NoSdp() => new("The media server gave no SDP.");

    private static MediaOffer Offer(long leg, string sdp) => new(leg, sdp, OfferedStreams.Of(sdp));

    /// <summary>Does something on a new handle, which goes again when it fails.</summary>
    private async Task<T> OnNewLeg<T>(Func<long, Task<T>> act, CancellationToken cancel)
    {
        var leg = await _session.Attach(cancel);
        try
        {
            return await act(leg);
        }
        catch
        {
            Forget(leg);
            throw;
        }
    }
}
