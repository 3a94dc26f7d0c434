using System.ComponentModel.DataAnnotations;

namespace Sferum;

/// <summary>Bounds of one gateway. Nothing in it grows without one.</summary>
internal sealed class GatewayOptions
{
    /// <summary>Origins whose pages may open the hub, exactly as browsers send them: <c>https://chat.example.ru</c>.</summary>
    public IList<string> Origins { get; } = [];

    /// <summary>How the gateway is emptied before it stops.</summary>
    public DrainOptions Drain { get; } = new();

    /// <summary>
    /// How sockets of the hub are written: <c>direct</c> past Kestrel, <c>stock</c> through it; <c>auto</c> is direct where that works: TCP without
    /// TLS in this process, on Linux.
    /// </summary>
    [RegularExpression("auto|direct|stock", ErrorMessage = "config.one_of|auto, direct, stock")]
    public string Path { get; set; } = "auto";

    /// <summary>Threads that look after direct sockets; 0: one per core, at most four.</summary>
    [Range(0, 64, ErrorMessage = "config.range|0, 64")]
    public int Shards { get; set; }

    /// <summary>Whether sockets that can be written directly are.</summary>
    public bool IsDirect => Path != "stock" && OperatingSystem.IsLinux();

    /// <summary>Open connections of this gateway; who comes on top is sent away for a while.</summary>
    public int Connections { get; set; } = 20_000;

    /// <summary>The share of the memory (of the container, or of the machine) above which nobody new is let in.</summary>
    public double MemoryShare { get; set; } = 0.85;

    /// <summary>HTTP requests that are worked on at once; four times as many may wait.</summary>
    public int RequestsAtOnce { get; set; } = 256;

    /// <summary>Uploads and downloads that pass at once; four times as many may wait.</summary>
    public int TransfersAtOnce { get; set; } = 128;

    /// <summary>Of one person: uploads and downloads that pass at once; ten times as many may wait.</summary>
    public int TransfersPerPerson { get; set; } = 8;

    /// <summary>Open connections of one person.</summary>
    public int ConnectionsPerPerson { get; set; } = 10;

    /// <summary>Open connections from one address; a whole school, or a town's provider, may be behind one. IPv6: from one network of 64 bits.</summary>
    public int ConnectionsPerAddress { get; set; } = 20_000;

    /// <summary>Commands a connection may send per second in the long run.</summary>
    public double CommandsPerSecond { get; set; } = 10;

    /// <summary>Commands a connection may send at once.</summary>
    public int CommandBurst { get; set; } = 60;

    /// <summary>What a person may send over all connections and gateways together, in shares of one connection.</summary>
    public double PersonShare { get; set; } = 2;

    /// <summary>Commands of a person for which a gateway takes permits at once.</summary>
    public int PermitSlice { get; set; } = 20;

    /// <summary>How long permits are good that were not used.</summary>
    public TimeSpan PermitsLast { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>HTTP requests per second and person (without a session: per address, five times as many) in the long run.</summary>
    public int RequestsPerSecond { get; set; } = 20;

    /// <summary>HTTP requests at once.</summary>
    public int RequestBurst { get; set; } = 100;

    /// <summary>Messages that wait for one busy socket.</summary>
    public int QueueMessages { get; set; } = 1024;

    /// <summary>Bytes that wait for one busy socket.</summary>
    public int QueueBytes { get; set; } = 256 * 1024;

    /// <summary>A client that was told nothing for so long is pinged.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A client that says nothing for so long, no ping either, is taken for gone.</summary>
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>A socket that takes nothing for so long is closed.</summary>
    public TimeSpan Stuck { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a room without readers is still followed.</summary>
    public TimeSpan EmptyRoom { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the silos are asked whether they still know what is followed here: one small call each.</summary>
    public TimeSpan FeedRenewal { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often what the tokens of open connections say is held against the tables: so long somebody stays who must show a second factor first, or accept a regulation.</summary>
    public TimeSpan TokenCheck { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is renewed where each person is connected, and all heads are compared.</summary>
    public TimeSpan Renewal { get; set; } = TimeSpan.FromSeconds(30);
}
