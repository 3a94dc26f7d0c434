using Orleans.Concurrency;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>
/// One chat: the order of its log, the rights in it, its fan-out. Keyed by the chat's id. A random id makes no row and keeps no
/// activation: everything about an unknown chat is refused as not found.
/// </summary>
/// <remarks>
/// Posts interleave and share a group commit; all other commands wait until the posts in flight are in the log, and run alone.
/// The answer comes after the commit; fan-out is not awaited. When the outcome of an append is unknown the activation ends, and the
/// refusal <c>server.outcome_unknown</c> asks for a retry with the same request id. A post does not wait long for a silo that says nothing:
/// the retry finds the chat elsewhere.
/// </remarks>
[Alias("sferum.IChatGrain"), GrainInterfaceType("sferum.chat")]
public interface IChatGrain : IGrainWithGuidKey
{
    /// <summary>Posts a message.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>Where it landed; the same for each retry.</returns>
    [Operation(Operation.PostMessage), Alias("Post"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    ValueTask<Outcome<Placement>> Post(Caller caller, PostMessage command);

    /// <summary>Changes a message's text.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>The row that tells of it.</returns>
    [Operation(Operation.PostMessage), Alias("Edit"), AlwaysInterleave]
    ValueTask<Outcome<Placement>> Edit(Caller caller, EditMessage command);

    /// <summary>Takes a message back.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>The row that tells of it.</returns>
    [Operation(Operation.DeleteOwnMessage), Alias("Delete"), AlwaysInterleave]
    ValueTask<Outcome<Placement>> Delete(Caller caller, DeleteMessage command);

    /// <summary>Pins or unpins a message.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>The row that tells of it.</returns>
    [Operation(Operation.Pin), Alias("Pin"), AlwaysInterleave]
    ValueTask<Outcome<Placement>> Pin(Caller caller, PinMessage command);

    /// <summary>Silences a member, or lets the member write again. The row says nothing of whom: only that person is told.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>The row that tells of it; when it is answered, no post of the silenced person is taken any more.</returns>
    [Operation(Operation.MuteMember), Alias("Mute"), AlwaysInterleave]
    ValueTask<Outcome<Placement>> Mute(Caller caller, MuteMember command);

    /// <summary>Sets the chat: who writes, how fast, who may mention everybody, and the title of one that somebody made.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>The row that tells of it.</returns>
    [Operation(Operation.SetChat), Alias("Set"), AlwaysInterleave]
    ValueTask<Outcome<Placement>> Set(Caller caller, SetChat command);

    /// <summary>Sets or takes back a reaction; written with others on the next tick.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>When it is stored.</returns>
    [Operation(Operation.React), Alias("React"), AlwaysInterleave]
    ValueTask<Outcome<Unit>> React(Caller caller, React command);

    /// <summary>Votes in a poll, or takes the vote back; written with others on the next tick.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>When it is stored.</returns>
    [Operation(Operation.Vote), Alias("Vote"), AlwaysInterleave]
    ValueTask<Outcome<Unit>> Vote(Caller caller, Vote command);

    /// <summary>Ends a poll: one's own, or as a moderator. Ending it again changes nothing.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>When it is stored.</returns>
    [Operation(Operation.MakePoll), Alias("ClosePoll"), AlwaysInterleave]
    ValueTask<Outcome<Unit>> ClosePoll(Caller caller, ClosePoll command);

    /// <summary>The caller has read up to a number. Written behind; lost marks come again with the next one.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="number">Up to where.</param>
    /// <returns>Nothing is awaited.</returns>
    [Operation(Operation.ReadChat), Alias("MarkRead"), AlwaysInterleave, OneWay]
    Task MarkRead(Caller caller, long number);

    /// <summary>The caller types. Lossy, told on a tick, never in the log.</summary>
    /// <param name="caller">Who.</param>
    /// <returns>Nothing is awaited.</returns>
    [Operation(Operation.ReadChat), Alias("Typing"), AlwaysInterleave, OneWay]
    Task Typing(Caller caller);

    /// <summary>Somebody at this gateway looks at the chat: presence is sent while this is renewed (60 s), in chats of up to 50.</summary>
    /// <param name="caller">Who.</param>
    /// <returns>Nothing is awaited.</returns>
    [Operation(Operation.SeePresence), Alias("Watch"), AlwaysInterleave, OneWay]
    Task Watch(Caller caller);

    /// <summary>
    /// Brings the members in step with the roster: one row for the whole act, in the transaction that changes the membership.
    /// Repeating an act changes nothing.
    /// </summary>
    /// <param name="actId">The act (an outbox row); the request id of the log row.</param>
    /// <returns>When the row is in the log and on its way to the gateways.</returns>
    [Operation(Operation.Inside), Alias("FollowRoster"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    ValueTask FollowRoster(Guid actId);

    /// <summary>A video session in this chat has begun or ended, or keeps its members from writing now, or no more: read again, and told to all members.</summary>
    /// <returns>When posts are decided by how it is now.</returns>
    [Operation(Operation.Inside), Alias("CallChanged"), AlwaysInterleave]
    ValueTask CallChanged();
}
