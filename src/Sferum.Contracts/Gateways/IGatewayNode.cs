using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Gateways;

/// <summary>
/// A gateway as the actors see it. Its methods only enqueue; the return is the back-pressure: a chat has at most one batch in flight
/// to each gateway.
/// </summary>
[Alias("sferum.IGatewayNode"), Operation(Operation.Inside), GrainInterfaceType("sferum.gateway_node")]
public interface IGatewayNode : IGrainObserver
{
    /// <summary>Events of one chat, ascending, for all its local members.</summary>
    /// <param name="batch">The events.</param>
    /// <returns>When the gateway has taken them.</returns>
    [Alias("Deliver")]
    Task Deliver(ChatBatch batch);

    /// <summary>A person's chats changed: look them up again.</summary>
    /// <param name="person">The person.</param>
    /// <param name="chats">The chats.</param>
    /// <returns>When the gateway has taken it.</returns>
    [Alias("ChatsChanged")]
    Task ChatsChanged(PersonId person, IReadOnlyList<ChatId> chats);

    /// <summary>Close the connections of these sessions.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="reason">Why.</param>
    /// <returns>When the connections receive nothing any more.</returns>
    [Alias("EndSessions")]
    Task EndSessions(IReadOnlyList<SessionId> sessions, string reason);

    /// <summary>Tell the person's other sessions of a sign-in from a device that was not known.</summary>
    /// <param name="person">The person.</param>
    /// <param name="news">Where and when.</param>
    /// <returns>When the gateway has taken it.</returns>
    [Alias("DeviceCame")]
    Task DeviceCame(PersonId person, DeviceNews news);

    /// <summary>News of a video session for people who take part by connections of this gateway.</summary>
    /// <param name="news">The news.</param>
    /// <returns>When the gateway has taken it.</returns>
    [Alias("TellCall")]
    Task TellCall(CallNews news);

    /// <summary>A silo delivers nothing here any more, because the gateway did not take what it was sent: ask what is to be told again.</summary>
    /// <returns>When the gateway has taken it.</returns>
    [Alias("Forgotten")]
    Task Forgotten();

    /// <summary>How many connections are open here.</summary>
    /// <returns>The number; below 0 while the gateway is being emptied.</returns>
    [Alias("Connections")]
    Task<int> Connections();

    /// <summary>How the gateway is, for the operator.</summary>
    /// <returns>Its state now.</returns>
    [Alias("State")]
    Task<GatewayState> State();

    /// <summary>Ask some of the connections to move to another gateway, to even the load.</summary>
    /// <param name="connections">How many.</param>
    /// <returns>When they have been asked.</returns>
    [Alias("Shed")]
    Task Shed(int connections);
}

/// <summary>What one chat tells one gateway at a time.</summary>
[GenerateSerializer, Immutable, Alias("sferum.gateway.batch")]
public sealed record ChatBatch
{
    /// <summary>The chat.</summary>
    [Id(0)] public required ChatId Chat { get; init; }

    /// <summary>Events in ascending order without holes; may be empty.</summary>
    [Id(1)] public IReadOnlyList<ChatEvent> Events { get; init; } = [];

    /// <summary>The chat's head when the batch was made: a gateway that is behind it reads the log.</summary>
    [Id(2)] public required long Head { get; init; }

    /// <summary>People whose membership ended with the event at the given number: they receive nothing after it.</summary>
    [Id(3)] public IReadOnlyList<MemberLeft> Left { get; init; } = [];

    /// <summary>State that changed.</summary>
    [Id(4)] public ChatStateChange? State { get; init; }
}

/// <summary>A membership that ended.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Number">The last number this person may see.</param>
[GenerateSerializer, Immutable, Alias("sferum.gateway.member_left")]
public sealed record MemberLeft([property: Id(0)] PersonId Person, [property: Id(1)] long Number);
