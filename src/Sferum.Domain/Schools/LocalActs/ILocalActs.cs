using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Local acts of a school in their versions, and who has accepted the regulation. Everything is of the school in which the caller acts; where there is
/// none, nothing is found.
/// </summary>
public interface ILocalActs
{
    /// <summary>Adds a version that is not in force yet.</summary>
    /// <param name="caller">The school's administrator or director.</param>
    /// <param name="kind">What for.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The version; refused when the caller may not, or a field can't be so.</returns>
    ValueTask<Outcome<Enacted<LocalAct>>> Draft(Caller caller, LocalActKind kind, LocalActDraft draft, CancellationToken cancel);

    /// <summary>Puts a version into force; the one before is retired in the same moment. Done again, it only changes what is required.</summary>
    /// <param name="caller">The director.</param>
    /// <param name="kind">What for.</param>
    /// <param name="version">Which; a draft, or the one in force.</param>
    /// <param name="required">
    /// Of a regulation: whether those who have not accepted it find everything else closed. Of a consent's text: whether students who need a consent and have
    /// none only read.
    /// </param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The version; <c>regulation.changed</c> when it is retired, or another one came first.</returns>
    ValueTask<Outcome<Enacted<LocalAct>>> Activate(Caller caller, LocalActKind kind, int version, bool required, CancellationToken cancel);

    /// <summary>All versions of a kind without their texts, the latest first; at most 200.</summary>
    /// <param name="caller">The school's administrator or director.</param>
    /// <param name="kind">What for.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The versions; drafts among them.</returns>
    ValueTask<Outcome<IReadOnlyList<LocalAct>>> List(Caller caller, LocalActKind kind, CancellationToken cancel);

    /// <summary>One version with its text. Drafts are for those who may draft.</summary>
    /// <param name="caller">Anybody of the school.</param>
    /// <param name="kind">What for.</param>
    /// <param name="version">Which.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The version; null when there is none for the caller.</returns>
    ValueTask<LocalAct?> Read(Caller caller, LocalActKind kind, int version, CancellationToken cancel);

    /// <summary>The file of a version; as <see cref="Read"/>.</summary>
    /// <param name="caller">Anybody of the school.</param>
    /// <param name="kind">What for.</param>
    /// <param name="version">Which.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A PDF; null when there is none for the caller.</returns>
    ValueTask<byte[]?> File(Caller caller, LocalActKind kind, int version, CancellationToken cancel);

    /// <summary>The version in force.</summary>
    /// <param name="caller">Anybody of the school.</param>
    /// <param name="kind">What for.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The version with its text, and whether the caller has accepted it.</returns>
    ValueTask<ActiveLocalAct> Active(Caller caller, LocalActKind kind, CancellationToken cancel);

    /// <summary>The caller accepts the regulation in force. Repeating it changes nothing.</summary>
    /// <param name="caller">Anybody with a place in the school.</param>
    /// <param name="version">What was read.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Done; <c>regulation.changed</c> when another version is in force.</returns>
    ValueTask<Outcome<Unit>> Accept(Caller caller, int version, CancellationToken cancel);

    /// <summary>What waits for a person at sign-in. One query.</summary>
    /// <param name="person">Who.</param>
    /// <param name="school">Where the session acts.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Null when there is nothing to accept.</returns>
    ValueTask<PendingRegulation?> Pending(PersonId person, SchoolId school, CancellationToken cancel);

    /// <summary>Who of the school's people has accepted the regulation in force, or has not.</summary>
    /// <param name="caller">The school's administrator or director.</param>
    /// <param name="accepted">Which of the two to list.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Counts and a page of people.</returns>
    ValueTask<Outcome<AcceptancePage>> Acceptance(Caller caller, bool accepted, string? cursor, CancellationToken cancel);
}
