using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>What an access row changes: one person's silence, or the settings.</summary>
public abstract record AccessChange
{
    private AccessChange() { }

    /// <summary>A member is silenced, or no longer.</summary>
    /// <param name="Person">Whom.</param>
    /// <param name="Until">How long; null: not any more. <see cref="ChatMember.ForGood"/>: until it is lifted.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Mute(PersonId Person, DateTimeOffset? Until, string? Reason = null) : AccessChange;

    /// <summary>The chat is set.</summary>
    /// <param name="Before">How it was.</param>
    /// <param name="After">How it is.</param>
    /// <param name="Named">Who is named as a writer, all of them; null: as before.</param>
    public sealed record Settings(ChatAccess Before, ChatAccess After, IReadOnlyList<PersonId>? Named) : AccessChange;
}

/// <summary>Writes what moderators decide: the row of the log, what it changes and the note for the record, in one transaction (P14).</summary>
public interface IChatModeration
{
    /// <summary>Appends a row of kind <see cref="ChatEventKind.Access"/> with its change right behind a head.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="school">Whose record the note goes into; null for the deployment's.</param>
    /// <param name="head">The last row that the caller knows.</param>
    /// <param name="row">The row.</param>
    /// <param name="change">What it changes.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// As an append answers: <see cref="AppendStatus.Rival"/> when there is a row behind the head already; nothing was written then. Throws
    /// <see cref="OutcomeUnknownException"/> when the store went away during the commit.
    /// </returns>
    ValueTask<Appended> Change(ChatId chat, SchoolId? school, ChatHead head, NewRow row, AccessChange change, CancellationToken cancel);
}
