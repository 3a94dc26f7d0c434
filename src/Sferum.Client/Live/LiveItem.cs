using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>One thing that a <see cref="LiveFeed"/> tells; see <see cref="ILiveObserver"/> for what each means.</summary>
public abstract record LiveItem;

/// <summary>The next events of a chat.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Events">Ascending; they follow what was given before.</param>
/// <param name="Source">How they came.</param>
public sealed record EventsCame(Guid ChatId, IReadOnlyList<ChatEventDto> Events, EventSource Source) : LiveItem;

/// <summary>State of a chat.</summary>
/// <param name="State">What changed.</param>
public sealed record StateCame(ChatState State) : LiveItem;

/// <summary>The whole list of chats.</summary>
/// <param name="Chats">The chats.</param>
/// <param name="ServerTime">The server's clock (Unix ms).</param>
public sealed record ChatsListed(IReadOnlyList<ChatSummary> Chats, long ServerTime) : LiveItem;

/// <summary>A chat that was not known is followed from a number on.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="From">The next event has this number + 1.</param>
public sealed record ChatStarted(ChatSummary Chat, long From) : LiveItem;

/// <summary>A chat is too far behind: drop what is kept of it and page the history.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Had">The number that was known.</param>
public sealed record ChatTooFar(ChatSummary Chat, long Had) : LiveItem;

/// <summary>Chats came or went.</summary>
/// <param name="Change">Which.</param>
public sealed record ListChanged(ChatListChange Change) : LiveItem;

/// <summary>Somebody has signed in as this person on a device that was not known.</summary>
/// <param name="Device">Where and when.</param>
public sealed record DeviceCame(NewDevice Device) : LiveItem;

/// <summary>News of the video session in which the connection takes part.</summary>
/// <param name="News">The news.</param>
public sealed record CallCame(CallNewsDto News) : LiveItem;

/// <summary>The connection became live or was lost.</summary>
/// <param name="IsLive">Whether it is live now.</param>
public sealed record LineChanged(bool IsLive) : LiveItem;

/// <summary>The connection is over; the last item.</summary>
/// <param name="Reason">Why.</param>
public sealed record Ended(LiveEnd Reason) : LiveItem;
