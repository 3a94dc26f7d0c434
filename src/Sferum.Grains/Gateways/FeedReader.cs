using Sferum.Chats;

namespace Sferum.Gateways;

/// <summary>A gateway as one silo knows it: where to deliver, what it follows, until when it is believed.</summary>
internal sealed class FeedReader(string name)
{
    private IGatewayNode[] _ports = [];
    private long _until;

    public string Name { get; } = name;

    /// <summary>Changed under the table's lock only.</summary>
    public HashSet<ChatId> Chats { get; } = [];

    /// <summary>XOR over <see cref="FollowedChats.Sum"/> of the chats.</summary>
    public long Sum { get; set; }

    /// <summary>Timestamp of the clock after which the gateway counts as gone.</summary>
    public long Until
    {
        get => Volatile.Read(ref _until);
        set => Volatile.Write(ref _until, value);
    }

    /// <summary>These references keep the gateway's observers reachable for as long as it is followed.</summary>
    public void SetPorts(IReadOnlyList<IGatewayNode> ports) => Volatile.Write(ref _ports, [.. ports]);

    /// <summary>The port for what concerns no chat.</summary>
    public IGatewayNode FirstPort => Volatile.Read(ref _ports)[0];

    /// <summary>The port for a chat: always the same one, so that batches of a chat keep their order.</summary>
    public IGatewayNode PortFor(ChatId chat)
    {
        var ports = Volatile.Read(ref _ports);
        return ports[(int)((ulong)FollowedChats.Sum(chat) % (ulong)ports.Length)];
    }
}
