using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Students in classes and sections of the school in which the caller acts (2.1-9). A student has one active class over all schools (P12), held by a
/// unique index; sections are many. What is another school's is not found.
/// </summary>
public interface IEnrollments
{
    /// <summary>A student comes into a class and into the sections that the whole class attends. Who is in it already stays.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="class">The class.</param>
    /// <param name="student">A student of the school.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed. Refused: another active class, an archived class, somebody who is no student or is on leave.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Enroll(Caller caller, ClassId @class, PersonId student, CancellationToken cancel);

    /// <summary>A student leaves a class and its sections.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="class">The class.</param>
    /// <param name="student">The student.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when the student is not in it.</returns>
    ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, ClassId @class, PersonId student, CancellationToken cancel);

    /// <summary>A student comes into a section.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="section">The section.</param>
    /// <param name="student">A student of the school.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed. Refused as for a class.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Enroll(Caller caller, SectionId section, PersonId student, CancellationToken cancel);

    /// <summary>A student leaves a section.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="section">The section.</param>
    /// <param name="student">The student.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when the student is not in it.</returns>
    ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, SectionId section, PersonId student, CancellationToken cancel);

    /// <summary>A person's roles and places at a school, past and present: roles change, the account stays. One query.</summary>
    /// <param name="school">The school.</param>
    /// <param name="person">Somebody who has or had a role there.</param>
    /// <param name="after">Behind this line; null for the newest.</param>
    /// <param name="limit">At most so many, up to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The newest first; null for somebody who never had a role there.</returns>
    ValueTask<IReadOnlyList<PlaceLine>?> History(SchoolId school, PersonId person, TimeCursor? after, int limit, CancellationToken cancel);
}

/// <summary>A line of somebody's history at a school.</summary>
public sealed record PlaceLine
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>role</c>, <c>class</c> or <c>section</c>.</summary>
    public required string What { get; init; }

    /// <summary>The role held there; in a class or section <c>student</c> or <c>teacher</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The class or section; null for a role at the school.</summary>
    public Guid? Place { get; init; }

    /// <summary>What the class or section is called.</summary>
    public string? Title { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long BeganAt { get; init; }

    /// <summary>Unix milliseconds; null while it lasts.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Whether it rests during a leave.</summary>
    public bool Rests { get; init; }

    /// <summary>Where a page ends that ends with this line.</summary>
    public TimeCursor Cursor => new(BeganAt, Id);
}
