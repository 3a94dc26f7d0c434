using Microsoft.AspNetCore.Builder;
using Sferum.Calls;
using Sferum.Files;

namespace Sferum.District;

/// <summary>What a test district consists of.</summary>
internal sealed record DistrictShape
{
    public int Silos { get; init; } = 1;

    public int Gateways { get; init; } = 1;

    /// <summary>PostgreSQL, each silo and gateway with connections of its own; otherwise one SQLite file that all share, as one process does.</summary>
    public bool Postgres { get; init; }

    /// <summary>The time that all of it goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bounds of the gateways; without limits on how much a client may ask unless a test sets them.</summary>
    public Action<GatewayOptions> Limits { get; init; } = static _ => { };

    /// <summary>Where bytes of files lie, who looks into them, how much there may be.</summary>
    public Func<FileStorage, FileStorage> Files { get; init; } = static files => files;

    /// <summary>What carries the media of calls.</summary>
    public IMediaServer Media { get; init; } = new FakeMediaServer([]);

    /// <summary>Who gives credentials of TURN servers.</summary>
    public ITurnCredentials Turn { get; init; } = new NoTurn();

    /// <summary>Browsers are connected with each other where nothing carries media, as in the demonstration.</summary>
    public bool Direct { get; init; }

    /// <summary>Notifications are sent to browsers; to any host, so that a test can be a push service.</summary>
    public bool Push { get; init; }

    /// <summary>Changes to each gateway, by its place.</summary>
    public Action<int, WebApplicationBuilder> Adjust { get; init; } = static (_, _) => { };
}
