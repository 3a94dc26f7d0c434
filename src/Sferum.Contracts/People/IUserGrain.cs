using Orleans.Concurrency;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.Policy;

namespace Sferum.People;

/// <summary>One person's live connections over all gateways: whom to tell of new chats and ended sessions, and whether the person is online.</summary>
[Alias("sferum.IUserGrain"), Operation(Operation.Inside), GrainInterfaceType("sferum.user")]
public interface IUserGrain : IGrainWithGuidKey
{
    /// <summary>A gateway has a connection of this person. Renewed every 30 s, expires after 90 s.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="node">Where to tell it.</param>
    /// <returns>When it is noted.</returns>
    [Alias("Attach")]
    ValueTask Attach(string gateway, IGatewayNode node);

    /// <summary>The gateway has no connection of this person any more.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <returns>When it is noted.</returns>
    [Alias("Detach")]
    ValueTask Detach(string gateway);

    /// <summary>The person came into chats, or left them: told to the gateways where the person is.</summary>
    /// <param name="chats">The chats.</param>
    /// <returns>Nothing is awaited.</returns>
    [Alias("ChatsChanged"), OneWay]
    Task ChatsChanged(IReadOnlyList<ChatId> chats);

    /// <summary>Sessions of the person have ended: every gateway closes their connections.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="reason"><c>revoked</c>, <c>replayed</c> or <c>signed_out</c>.</param>
    /// <returns>When each attached gateway has been told (or is given up as gone).</returns>
    [Alias("EndSessions")]
    ValueTask EndSessions(IReadOnlyList<SessionId> sessions, string reason);

    /// <summary>The person has signed in from a device that was not known: told to every gateway, for the person's other sessions.</summary>
    /// <param name="news">Where and when.</param>
    /// <returns>Nothing is awaited.</returns>
    [Alias("DeviceCame"), OneWay]
    Task DeviceCame(DeviceNews news);

    /// <summary>Permits for commands of this person: a gateway takes some for a while, so that a limit holds over all gateways.</summary>
    /// <param name="wanted">How many at most.</param>
    /// <param name="perSecond">How many grow again per second.</param>
    /// <param name="burst">How many there can be at once.</param>
    /// <returns>How many it got; when there were none, when to ask again.</returns>
    [Alias("LeasePermits"), AlwaysInterleave]
    ValueTask<PermitLease> LeasePermits(int wanted, double perSecond, int burst);

    /// <summary>Whether any gateway has a connection of this person.</summary>
    /// <returns>True when online.</returns>
    [Alias("IsOnline"), ReadOnly]
    ValueTask<bool> IsOnline();
}

/// <summary>Permits that a gateway got.</summary>
/// <param name="Count">How many.</param>
/// <param name="RetryAfterMs">When there will be one again; 0 when there are some left.</param>
[GenerateSerializer, Immutable, Alias("sferum.person.lease")]
public readonly record struct PermitLease([property: Id(0)] int Count, [property: Id(1)] int RetryAfterMs);

/// <summary>A sign-in from a device that the person had not used before.</summary>
/// <param name="Session">The session that began there.</param>
/// <param name="Device">What the device calls itself.</param>
/// <param name="At">When (Unix ms).</param>
[GenerateSerializer, Immutable, Alias("sferum.person.device_news")]
public sealed record DeviceNews([property: Id(0)] SessionId Session, [property: Id(1)] string Device, [property: Id(2)] long At);
