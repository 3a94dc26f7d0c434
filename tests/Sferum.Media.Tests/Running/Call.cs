using Sferum.TestServers;

namespace Sferum.Calls;

/// <summary>A room on a server with the link to it, and the browsers of those who are in it.</summary>
internal sealed class Call : IAsyncDisposable
{
    public static readonly RoomSpec Spec = new(Publishers: 10, VideoBitrate: 500_000);

    private readonly Studio _studio;
    private readonly List<Caller> _callers = [];

    private Call(Studio studio, IMediaLink link, Heard heard) => (_studio, Link, Heard) = (studio, link, heard);

    public string Room { get; } = Guid.CreateVersion7().ToString("N");

    public IMediaLink Link { get; }

    public Heard Heard { get; }

    public static async Task<Call> On(Studio studio, JanusProcess node, RoomSpec? spec = null)
    {
        var heard = new Heard();
        var call = new Call(studio, await studio.Server.Connect(node.Name, null, heard, default), heard);
        await call.Link.EnsureRoom(call.Room, spec ?? Spec, default);
        return call;
    }

    /// <summary>Somebody with a browser who sends nothing yet.</summary>
    public async Task<Caller> Comes(string name)
    {
        var caller = await _studio.Caller(name, Link, Room);
        _callers.Add(caller);
        return caller;
    }

    /// <summary>Somebody who sends camera and microphone.</summary>
    public async Task<Caller> Speaks(string name, object? config = null, bool simulcast = false)
    {
        var caller = await Comes(name);
        await Heard.IsUp(await caller.Publish(config, simulcast));
        return caller;
    }

    /// <summary>Two of whom the second sees and hears the first.</summary>
    public async Task<(Caller Speaker, Caller Viewer)> Pair()
    {
        var speaker = await Speaks("anna");
        var viewer = await Comes("boris");
        await Heard.IsUp(await viewer.Subscribe("anna"));
        await viewer.Decodes("anna");
        return (speaker, viewer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers)
        {
            await caller.DisposeAsync();
        }

        await Link.DisposeAsync();
    }
}
