using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>
/// Chats that people make, and who is taken into them by hand. Each call is an act: rows, a note for the record and what the chat has to be told are
/// committed together; the chat then brings its members in step, as it does with the roster.
/// </summary>
public interface IChatDesk
{
    /// <summary>Makes a chat. The one who makes it is in it and moderates it.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="chat">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The chat; refused when the caller may not, or when somebody is not the caller's to gather (as if there were no such person).</returns>
    ValueTask<Outcome<Enacted<ChatId>>> Create(Caller caller, NewChat chat, CancellationToken cancel);

    /// <summary>Takes people into a chat that somebody made, and removes others.</summary>
    /// <param name="caller">Who; a moderator of the chat.</param>
    /// <param name="chat">Which.</param>
    /// <param name="add">Whom to take in; who is in it already stays.</param>
    /// <param name="remove">Whom to remove; only those who were taken in by hand.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed.</returns>
    ValueTask<Outcome<Enacted<Unit>>> ChangeMembers(
        Caller caller, ChatId chat, IReadOnlyList<PersonId> add, IReadOnlyList<PersonId> remove, CancellationToken cancel);

    /// <summary>A head of the school joins a chat of it, seen by all in it; never a direct one.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="chat">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; again changes nothing.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Join(Caller caller, ChatId chat, CancellationToken cancel);

    /// <summary>Who has joined leaves again.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="chat">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when the caller did not join.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Leave(Caller caller, ChatId chat, CancellationToken cancel);

    /// <summary>The school's chats that a head may join.</summary>
    /// <param name="caller">A head of the school.</param>
    /// <param name="after">The last chat of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Chats by id; refused when the caller is no head of the school now.</returns>
    ValueTask<Outcome<IReadOnlyList<JoinableChat>>> Joinable(Caller caller, ChatId? after, int limit, CancellationToken cancel);
}

/// <summary>Direct chats.</summary>
public interface IDirectChats
{
    /// <summary>
    /// Finds the direct chat of the caller with somebody, or makes it; there is one for two people in a school (a constraint). One that needs a
    /// supervisor gets today's.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <param name="with">With whom.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The chat; not found when the two may never talk, see <see cref="DirectChats"/>.</returns>
    ValueTask<Outcome<Enacted<ChatId>>> Open(Caller caller, PersonId with, CancellationToken cancel);
}

/// <summary>A chat that a head may join.</summary>
/// <param name="Id">The chat.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsMember">Whether the head is in it.</param>
public sealed record JoinableChat(ChatId Id, ChatKind Kind, string Title, bool IsMember);
