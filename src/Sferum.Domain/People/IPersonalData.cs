namespace Sferum.People;

/// <summary>Everything that is kept about a person: shown as a whole, and erased by an act.</summary>
public interface IPersonalData
{
    /// <summary>
    /// Everything about the caller, over all schools. It leaves a note. What others wrote, and what was written before an edit or deletion, is not in it.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <param name="cancel">Cancels the note.</param>
    /// <returns>The export, to be written somewhere.</returns>
    ValueTask<Outcome<IPersonExport>> ExportOwn(Caller caller, CancellationToken cancel);

    /// <summary>
    /// Everything about somebody in the school in which the caller acts: nothing of other schools, and of messages where and when but not the words, for
    /// nobody reads a chat without being in it. It leaves a note.
    /// </summary>
    /// <param name="caller">The school's administrator.</param>
    /// <param name="person">Somebody who has, or had, a place in the school.</param>
    /// <param name="cancel">Cancels the note.</param>
    /// <returns>The export, to be written somewhere; not found when the person is not of the school.</returns>
    ValueTask<Outcome<IPersonExport>> Export(Caller caller, PersonId person, CancellationToken cancel);

    /// <summary>
    /// Erases somebody from the school in which the caller acts: places and enrolments end, chats follow, the texts of the person's messages there go and
    /// leave number and tombstone. When the person has no place anywhere else, everything is erased: names, phone, sessions, and the key under which the
    /// record keeps what was done to them. What many messages need goes on in pieces after the answer and survives any crash.
    /// </summary>
    /// <param name="caller">The school's administrator.</param>
    /// <param name="person">Somebody who has, or had, a place in the school; not the caller.</param>
    /// <param name="reason">The request or order; 1 to 500 characters.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What has to be told; not found when the person is not of the school; refused for administrators and directors in office.</returns>
    ValueTask<Outcome<Schools.Enacted<ErasedPerson>>> Erase(Caller caller, PersonId person, string reason, CancellationToken cancel);
}

/// <summary>An export that was asked for and noted.</summary>
public interface IPersonExport
{
    /// <summary>Writes one JSON object, row by row: its size does not matter to the memory.</summary>
    /// <param name="target">Where; not closed.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>When it is written.</returns>
    Task Write(Stream target, CancellationToken cancel);
}

/// <summary>An erasure that is decided.</summary>
/// <param name="Person">Who.</param>
/// <param name="Sessions">Sessions that have ended by it.</param>
public sealed record ErasedPerson(PersonId Person, IReadOnlyList<SessionId> Sessions);

/// <summary>Carries decided erasures on, piece by piece.</summary>
public interface IErasures
{
    /// <summary>Takes an erasure that nobody works on. Doing a piece twice changes nothing: the lease only saves work.</summary>
    /// <param name="lease">How long it is left to the caller.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The oldest; null when there is none.</returns>
    ValueTask<Erasure?> Take(TimeSpan lease, CancellationToken cancel);

    /// <summary>
    /// Takes the words out of every message of the person, a few hundred in a transaction, and finishes when the person has left every chat. Stopped
    /// anywhere, the next call does the rest.
    /// </summary>
    /// <param name="erasure">Which.</param>
    /// <param name="cancel">Stops between two pieces.</param>
    /// <returns>True when it is finished; false when the person is still in a chat that has not followed yet: it is left for a while.</returns>
    ValueTask<bool> CarryOn(Erasure erasure, CancellationToken cancel);
}

/// <summary>An erasure on its way.</summary>
/// <param name="Id">The erasure.</param>
/// <param name="Person">Who.</param>
/// <param name="School">By which school.</param>
/// <param name="Whole">Whether it reaches over all schools.</param>
public sealed record Erasure(Guid Id, PersonId Person, Schools.SchoolId School, bool Whole);
