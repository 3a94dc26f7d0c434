using Sferum.TestServers;

namespace Sferum.Calls;

/// <summary>Two media servers of which one runs, so that it is known where the calls are.</summary>
internal sealed class Carriers(MediaNetwork network)
{
    private int _carrier;

    /// <summary>The one that carries the calls.</summary>
    public JanusProcess Now => network.Nodes[_carrier];

    /// <summary>The other one does not run.</summary>
    public Task Begin() => network.Nodes[1 - _carrier].Kill();

    /// <summary>The other one starts, anew if it hangs, and the one that carries the calls is lost in some way.</summary>
    public async Task Lose(Func<JanusProcess, Task> lose)
    {
        var other = network.Nodes[1 - _carrier];
        await other.Kill();
        await other.StartAsync();
        await lose(Now);
        _carrier = 1 - _carrier;
    }
}
