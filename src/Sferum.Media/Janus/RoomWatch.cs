namespace Sferum.Calls;

/// <summary>
/// What a room gives, known by a participant of ours who sends nothing: of which streams each feed consists, so that a feed's sound or picture can be
/// named as Janus does. It lives in the room, not in this process: who takes over joins anew and is told everything again.
/// </summary>
/// <param name="room">The room.</param>
/// <param name="handle">The participant's handle.</param>
internal sealed class RoomWatch(string room, long handle)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyList<RoomStream>> _feeds = new(StringComparer.Ordinal);

    public string Room => room;

    public long Handle => handle;

    /// <summary>Something was told to the participant.</summary>
    public void Hear(RoomEvent said)
    {
        lock (_gate)
        {
            foreach (var publisher in said.Publishers ?? [])
            {
                _feeds[publisher.Id] = publisher.Streams ?? [];
            }

            foreach (var gone in new[] { said.Unpublished, said.Leaving, said.Kicked })
            {
                _feeds.Remove(gone ?? "");
            }
        }
    }

    public bool Has(string feed)
    {
        lock (_gate)
        {
            return _feeds.ContainsKey(feed);
        }
    }

    /// <summary>The streams of a feed that are its sound or its picture.</summary>
    public IReadOnlyList<StreamRequest> Streams(FeedWanted wanted)
    {
        lock (_gate)
        {
            return _feeds.TryGetValue(wanted.Feed, out var streams)
                ? [.. streams.Where(s => !s.Disabled && s.Is(wanted.Kind)).Select(s => new StreamRequest { Feed = wanted.Feed, Mid = s.Mid })]
                : [];
        }
    }
}
