namespace Sferum.Calls;

/// <summary>Rooms, and what can be done to a feed whatever its browser does.</summary>
internal sealed partial class JanusLink
{
    /// <summary>Half a second of sound (packets of 20 ms) says whether somebody is heard.</summary>
    private const int PacketsToHear = 25;

    /// <summary>Loudness (0 loud, 127 silent) from which sound is speech.</summary>
    private const int Speech = 50;

    /// <summary>
    /// Each so many seconds a picture stands for itself. Browsers pass over requests for one that come soon after another, and whoever then waits for a
    /// beginning (another size, a new viewer) would wait for ever.
    /// </summary>
    private const int WholePictureEach = 5;

    public async Task EnsureRoom(string room, RoomSpec spec, CancellationToken cancel)
    {
        var create = new RoomRequest
        {
            Request = "create", Room = room, AdminKey = _node.RoomKey, Publishers = spec.Publishers, Bitrate = spec.VideoBitrate, BitrateCap = true,
            FirFreq = WholePictureEach, Audiocodec = "opus", Videocodec = "vp8,h264", IsPrivate = true, NotifyJoining = false,
            AudiolevelExt = true, AudiolevelEvent = true, AudioActivePackets = PacketsToHear, AudioLevelAverage = Speech,
        };
        (await _session.AskRoom(_control, create, cancel)).Granted(RoomRefusals.RoomExists);
        await _watches.In(room, cancel);
    }

    public async Task EndRoom(string room, CancellationToken cancel)
    {
        (await _session.AskRoom(_control, new RoomRequest { Request = "destroy", Room = room }, cancel)).Granted(RoomRefusals.NoRoom);
        foreach (var (leg, _) in _giving.Where(g => g.Value.Room == room))
        {
            Ended(leg);
        }
    }

    public async Task Mute(string room, string feed, MediaKind kind, bool muted, CancellationToken cancel)
    {
        var streams = (await _watches.In(room, cancel)).Streams(new FeedWanted(feed, kind));
        if (streams.Count == 0)
        {
            throw new MediaException($"There is no {kind} of {feed}.");
        }

        foreach (var stream in streams)
        {
            (await _session.AskRoom(_control, new RoomRequest { Request = "moderate", Room = room, Id = feed, Mid = stream.Mid, Mute = muted }, cancel)).Granted();
        }
    }

    public async Task Kick(string room, string feed, CancellationToken cancel) =>
        (await _session.AskRoom(_control, new RoomRequest { Request = "kick", Room = room, Id = feed }, cancel)).Granted(RoomRefusals.NoRoom, RoomRefusals.NoFeed);
}
