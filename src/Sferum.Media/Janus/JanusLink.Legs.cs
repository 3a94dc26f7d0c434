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
                _receiving[leg] = room;
                return Offer(leg, sdp ?? throw NoSdp());
            },
            cancel);
    }

    public async Task<MediaOffer?> Resubscribe(string room, long leg, IReadOnlyList<FeedWanted> add, IReadOnlyList<FeedWanted> remove, bool restart, CancellationToken cancel)
    {
        _receiving.TryAdd(leg, room); // it may have been a former link's
        var watch = await _watches.In(room, cancel);
        StreamRequest[] more = [.. add.SelectMany(watch.Streams)];
        StreamRequest[] less = [.. remove.SelectMany(r => watch.Has(r.Feed) ? watch.Streams(r) : [new StreamRequest { Feed = r.Feed }])];
        MediaOffer? offer = null;
        if (more.Length > 0 || less.Length > 0)
        {
            offer = await Renew(leg, new RoomRequest { Request = "update", Subscribe = OrNone(more), Unsubscribe = OrNone(less) }, cancel);
        }

        return restart ? await Renew(leg, new RoomRequest { Request = "configure", Restart = true }, cancel) : offer;
    }

    public async Task Answer(long leg, string answer, CancellationToken cancel)
    {
        var (said, _) = await _session.ActInRoom(leg, new RoomRequest { Request = "start" }, new Jsep("answer", answer), cancel);
        said.Granted();
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

    public async Task Close(long leg, CancellationToken cancel)
    {
        _endedHandles.TryAdd(leg, true);
        _receiving.TryRemove(leg, out _);
        await _session.Detach(leg, cancel);
    }

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

    private async Task<MediaOffer?> Renew(long leg, RoomRequest request, CancellationToken cancel)
    {
        var (said, sdp) = await _session.ActInRoom(leg, request, null, cancel);
        said.Granted();
        return sdp is null ? null : Offer(leg, sdp);
    }

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
