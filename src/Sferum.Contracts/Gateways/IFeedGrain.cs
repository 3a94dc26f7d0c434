using Sferum.Chats;
using Sferum.Policy;

namespace Sferum.Gateways;

/// <summary>
/// The table of readers of one silo: which gateway has readers of which chat. There is one on each silo (keyed by the silo's address), and a
/// gateway tells all of them; so a chat that wakes up on another silo finds its readers there, and idle chats can sleep.
/// </summary>
[Alias("sferum.IFeedGrain"), Operation(Operation.Inside), GrainInterfaceType("sferum.feed")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>The gateway has readers of these chats (in addition to those it named before).</summary>
    /// <param name="gateway">The gateway's name; a restarted gateway has another.</param>
    /// <param name="ports">Where to deliver: batches of a chat go to one of them, chosen by the chat's id.</param>
    /// <param name="chats">The chats.</param>
    /// <returns>When chats on this silo deliver to the gateway.</returns>
    [Alias("Follow")]
    ValueTask Follow(string gateway, IReadOnlyList<IGatewayNode> ports, IReadOnlyList<ChatId> chats);

    /// <summary>The gateway has no readers of these chats any more.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="chats">The chats.</param>
    /// <returns>When it is noted.</returns>
    [Alias("Unfollow")]
    ValueTask Unfollow(string gateway, IReadOnlyList<ChatId> chats);

    /// <summary>Renews everything the gateway named, for 90 s.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="count">How many chats it has named.</param>
    /// <param name="sum">XOR of the hashes of their ids (<see cref="FollowedChats.Sum"/>).</param>
    /// <returns>False when the silo's table differs: follow all of them again.</returns>
    [Alias("Renew")]
    ValueTask<bool> Renew(string gateway, int count, long sum);

    /// <summary>Asks each gateway that has more connections than the mean to let its surplus move. What the proxy then does with them is its own affair: say it again.</summary>
    /// <returns>What each gateway had, and how many it was told to let go.</returns>
    [Alias("EvenOut")]
    ValueTask<IReadOnlyList<GatewayLoad>> EvenOut();

    /// <summary>All gateways that this silo believes to be there: each is asked at the same time, for two seconds at most.</summary>
    /// <returns>By name.</returns>
    [Alias("Gateways")]
    ValueTask<IReadOnlyList<SeenGateway>> Gateways();
}

/// <summary>How many clients a gateway has.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Connections">Its open connections.</param>
/// <param name="Asked">How many of them it was told to let go.</param>
[GenerateSerializer, Immutable, Alias("sferum.gateway.load")]
public sealed record GatewayLoad([property: Id(0)] string Gateway, [property: Id(1)] int Connections, [property: Id(2)] int Asked);

/// <summary>The checksum by which a gateway and a silo see that they mean the same set of chats.</summary>
public static class FollowedChats
{
    /// <summary>A chat's part in the sum.</summary>
    /// <param name="chat">The chat.</param>
    /// <returns>64 bits of its id, mixed; the same in every process.</returns>
    public static long Sum(ChatId chat)
    {
        Span<byte> bytes = stackalloc byte[16];
        chat.Value.TryWriteBytes(bytes);
        var x = BitConverter.ToUInt64(bytes) ^ (BitConverter.ToUInt64(bytes[8..]) * 0x9E3779B97F4A7C15UL);
        x = (x ^ (x >> 31)) * 0xBF58476D1CE4E5B9UL;
        return unchecked((long)(x ^ (x >> 29)));
    }
}
