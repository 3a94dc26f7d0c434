using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Sferum.Edge;
using Sferum.Http;
using Sferum.People;

namespace Sferum.Live;

/// <summary>One open connection of a person to this gateway.</summary>
internal sealed class LocalConnection(HubConnectionContext hub, TokenSays token, DateTimeOffset expiresAt, GatewayOptions options, TimeProvider clock)
{
    private static readonly object Key = typeof(LocalConnection);
    private readonly HashSet<Room> _rooms = [];
    private bool _closed;

    public HubConnectionContext Hub { get; } = hub;

    /// <summary>Its socket, when that is ours to write to.</summary>
    public HubSocket? Socket { get; } = hub.Features.Get<HubSocket>();

    /// <summary>From where it comes.</summary>
    public IPAddress? Address { get; } = hub.GetHttpContext()?.Connection.RemoteIpAddress;

    /// <summary>Who speaks on it: made from the token once, never from what the client sends.</summary>
    public Caller Caller { get; } = token.Caller;

    /// <summary>What its token said when it was opened.</summary>
    public TokenSays Token { get; } = token;

    /// <summary>When its access token runs out, and the connection with it.</summary>
    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Whether it was asked to come back with a fresh token.</summary>
    public bool AskedToRenew { get; set; }

    public Language Language { get; set; } = Language.Russian;

    /// <summary>What waits for its socket.</summary>
    public SocketQueue Queue { get; } = new();

    /// <summary>Its share of commands.</summary>
    public TokenBucket Commands { get; } = new(options.CommandsPerSecond, options.CommandBurst, clock);

    /// <summary>Its share of marks and typing, which are dropped rather than refused.</summary>
    public TokenBucket Signals { get; } = new(options.CommandsPerSecond, options.CommandBurst, clock);

    /// <summary>Held while its list of chats is brought in step: by Resume, or by a change of membership.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Whether Resume has been answered once: before it nothing is delivered.</summary>
    public bool Resumed { get; set; }

    /// <summary>Its session has ended, by a sign-out or by somebody who ended it; a socket that only takes nothing is none of that.</summary>
    public bool SignedOut { get; set; }

    /// <summary>Its session has ended: it receives and may ask nothing any more.</summary>
    public bool Ended => Queue.Closed;

    public static LocalConnection? Of(IDictionary<object, object?> items) => items.TryGetValue(Key, out var value) ? (LocalConnection?)value : null;

    public void KeepIn(IDictionary<object, object?> items) => items[Key] = this;

    /// <summary>Notes that it is in a room; false when the connection has gone meanwhile.</summary>
    public bool Remember(Room room)
    {
        lock (_rooms)
        {
            if (_closed)
            {
                return false;
            }

            _rooms.Add(room);
            return true;
        }
    }

    public void Forget(Room room)
    {
        lock (_rooms)
        {
            _rooms.Remove(room);
        }
    }

    public bool IsIn(Room room)
    {
        lock (_rooms)
        {
            return _rooms.Contains(room);
        }
    }

    public Room[] Rooms()
    {
        lock (_rooms)
        {
            return [.. _rooms];
        }
    }

    /// <summary>Asks the client to come back with a fresh token; whoever does not is closed after a while.</summary>
    public void AskBack() => Hub.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    /// <summary>Nothing can be joined any more; what was joined is to be left.</summary>
    public Room[] Close()
    {
        lock (_rooms)
        {
            _closed = true;
            return [.. _rooms];
        }
    }
}
