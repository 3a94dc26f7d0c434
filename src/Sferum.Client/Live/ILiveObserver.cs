using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// What a consumer is told, synchronously. Calls for one connection come one at a time; they must be quick and must not wait for anything. For each chat
/// <see cref="OnEvents"/> gives every number after the one of <see cref="OnStarted"/> (or of <see cref="OnTooFar"/>) once and in order, over all reconnects.
/// Commands of the connection may be started from inside, but not awaited.
/// </summary>
public interface ILiveObserver
{
    /// <summary>A connection is tried.</summary>
    /// <param name="attempt">0 for the first after the start or after a connection that had become live.</param>
    void OnConnecting(int attempt)
    {
    }

    /// <summary>
    /// The server is told how far this client is: with each connection, and when the server says that events were dropped. For a connection that takes the
    /// place of a live one it is told when it does; the numbers are those of a moment earlier.
    /// </summary>
    /// <param name="known">The numbers it is told.</param>
    /// <param name="fellBehind">Whether it is on the same connection, because events were dropped.</param>
    void OnResuming(IReadOnlyList<KnownChat> known, bool fellBehind)
    {
    }

    /// <summary>The whole list of the person's chats now: it replaces the earlier one. Chats that are not in it any more have no events any more.</summary>
    /// <param name="chats">The chats.</param>
    /// <param name="serverTime">The server's clock (Unix ms).</param>
    void OnChats(IReadOnlyList<ChatSummary> chats, long serverTime)
    {
    }

    /// <summary>A chat that was not known is followed from here on.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="from">The next event has this number + 1; what is before is read by <see cref="SferumClient.HistoryAsync"/>.</param>
    void OnStarted(ChatSummary chat, long from)
    {
    }

    /// <summary>The known number is too far behind (or lies in a future that a restored backup took back): drop what is kept of the chat. It goes on at its head.</summary>
    /// <param name="chat">The chat; the next event has the number of its head + 1.</param>
    /// <param name="had">The number that was known.</param>
    void OnTooFar(ChatSummary chat, long had)
    {
    }

    /// <summary>The next events of a chat.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="events">Ascending; they follow what was given before.</param>
    /// <param name="source">How they came.</param>
    /// <returns>False when they cannot be taken now: the same events are read again after a pause, nothing is lost.</returns>
    bool OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source);

    /// <summary>Events as they arrived, before order is made of them: what a recorder of tests judges. They may repeat, skip and go back.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="events">The events.</param>
    /// <param name="source">How they came.</param>
    void OnArrived(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
    }

    /// <summary>The person came into chats or left them.</summary>
    /// <param name="change">Which.</param>
    void OnListChanged(ChatListChange change)
    {
    }

    /// <summary>Reactions, receipts, typing, presence; a revision that is not newer is left out.</summary>
    /// <param name="state">What changed.</param>
    void OnState(ChatState state)
    {
    }

    /// <summary>Somebody has signed in as this person on a device that was not known.</summary>
    /// <param name="device">Where and when.</param>
    void OnNewDevice(NewDevice device)
    {
    }

    /// <summary>News of the video session in which this connection takes part. A state with a smaller revision than an earlier one is older.</summary>
    /// <param name="news">The news.</param>
    void OnCall(CallNewsDto news)
    {
    }

    /// <summary>The connection is live: everything missed has been given, but for holes that are being read.</summary>
    void OnLive()
    {
    }

    /// <summary>The gateway is being emptied, and another connection has taken the place of the one to it: nothing was lost, it was live all the time.</summary>
    void OnMoved()
    {
    }

    /// <summary>The connection was lost, or an attempt failed. It comes again by itself.</summary>
    /// <param name="cause">Why, when it is known.</param>
    void OnDown(Exception? cause)
    {
    }

    /// <summary>It is over: nothing is told after this.</summary>
    /// <param name="reason">Why.</param>
    void OnClosed(LiveEnd reason)
    {
    }
}

/// <summary>How events came to a client.</summary>
public enum EventSource
{
    /// <summary>Pushed as they happened.</summary>
    Live,

    /// <summary>In the answer to Resume.</summary>
    Resume,

    /// <summary>Read because of a hole.</summary>
    ReadSince,
}

/// <summary>Why a connection is over for good.</summary>
/// <param name="Reason"><c>stopped</c> by its owner, or that of <see cref="SignedOut"/>, or <c>sign_in_needed</c> when no token can be had any more.</param>
public sealed record LiveEnd(string Reason)
{
    /// <summary>Its owner stopped it.</summary>
    public static LiveEnd Stopped { get; } = new("stopped");

    /// <summary>The session has ended and no token can be had.</summary>
    public static LiveEnd SignInNeeded { get; } = new("sign_in_needed");
}
