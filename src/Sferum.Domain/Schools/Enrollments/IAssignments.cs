using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Who leads which class and who teaches which section (2.1-10). Rights and chats come and go with it. An assignment gives the role at the school
/// (class teacher, subject teacher) to staff who has it not, and the last assignment that is taken away takes a role that came so with it; a role that
/// came otherwise stays.
/// </summary>
public interface IAssignments
{
    /// <summary>Somebody leads a class from now on. Who does already goes on.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="class">The class.</param>
    /// <param name="teacher">Staff of the school.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed. Refused: who is no staff or is on leave, an archived class.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, ClassId @class, PersonId teacher, CancellationToken cancel);

    /// <summary>Somebody teaches a section from now on. Who does already goes on.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="section">The section.</param>
    /// <param name="teacher">Staff of the school.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed. Refused as for a class.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, SectionId section, PersonId teacher, CancellationToken cancel);

    /// <summary>Somebody leads a class no longer.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="class">The class.</param>
    /// <param name="teacher">Its teacher.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when the person does not lead it.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, ClassId @class, PersonId teacher, CancellationToken cancel);

    /// <summary>Somebody teaches a section no longer.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="section">The section.</param>
    /// <param name="teacher">Its teacher.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when the person does not teach it.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, SectionId section, PersonId teacher, CancellationToken cancel);
}
