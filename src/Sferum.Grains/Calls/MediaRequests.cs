namespace Sferum.Calls;

/// <summary>Requests between actors, as calls of a link.</summary>
internal static class MediaRequests
{
    private static readonly MediaReply Done = new(0, null, []);

    public static async Task<MediaReply> Run(IMediaLink link, string room, MediaRequest request, CancellationToken cancel)
    {
        var text = request.Text ?? "";
        switch (request.Do)
        {
            case MediaDo.Publish:
                var published = await link.Publish(room, request.Feed!, text, cancel);
                return new MediaReply(published.Leg, published.Sdp, []);
            case MediaDo.Republish:
                return new MediaReply(request.Leg, await link.Republish(request.Leg, text, cancel), []);
            case MediaDo.Subscribe:
                return Offer(await link.Subscribe(room, Wanted(request.Add), cancel));
            case MediaDo.Resubscribe:
                return await link.Resubscribe(room, request.Leg, Wanted(request.Add), Wanted(request.Remove), request.On, cancel) is { } offer ? Offer(offer) : Done;
            case MediaDo.Answer:
                await link.Answer(request.Leg, text, cancel);
                return Done;
            case MediaDo.Trickle:
                await link.Trickle(request.Leg, request.Text is null ? null : new IceCandidate(text, request.Mid, request.Index), cancel);
                return Done;
            case MediaDo.Select:
                await link.Select(request.Leg, request.Mid ?? "", request.Index ?? 0, cancel);
                return Done;
            case MediaDo.Mute:
                await link.Mute(room, request.Feed!, request.Video ? MediaKind.Video : MediaKind.Audio, request.On, cancel);
                return Done;
            default:
                await link.Close(request.Leg, cancel);
                return Done;
        }
    }

    private static List<FeedWanted> Wanted(IReadOnlyList<FeedStream> streams) =>
        [.. streams.Select(static s => new FeedWanted(s.Feed, s.Video ? MediaKind.Video : MediaKind.Audio))];

    private static MediaReply Offer(MediaOffer offer) =>
        new(offer.Leg, offer.Sdp, [.. offer.Streams.Select(static s => (s.Mid, new FeedStream(s.Feed, s.Kind == MediaKind.Video)))]);
}
