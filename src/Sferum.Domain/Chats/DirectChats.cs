using Sferum.People;

namespace Sferum.Chats;

/// <summary>One of two who want to talk, as the school knows the person now.</summary>
public sealed record DirectParty
{
    /// <summary>Who.</summary>
    public required PersonId Person { get; init; }

    /// <summary>Every role at the school.</summary>
    public Role Roles { get; init; }

    /// <summary>Homeroom classes: of a student the own, of a guardian the children's.</summary>
    public IReadOnlyList<Guid> Homerooms { get; init; } = [];

    /// <summary>Classes and sections in which a student learns, or a guardian's children.</summary>
    public IReadOnlyList<Guid> Learns { get; init; } = [];

    /// <summary>Classes and sections that a member of the staff leads or teaches.</summary>
    public IReadOnlyList<Guid> Teaches { get; init; } = [];

    /// <summary>Whether it is somebody who works at the school.</summary>
    public bool IsStaff => (Roles & Role.Staff) != 0;

    /// <summary>Whether it is a student: whoever is both is staff to others and a student to nobody.</summary>
    public bool IsStudent => !IsStaff && (Roles & Role.Student) != 0;

    /// <summary>Whether it is a guardian and nothing more.</summary>
    public bool IsGuardian => !IsStaff && !IsStudent && (Roles & Role.Guardian) != 0;
}

/// <summary>How two people may talk.</summary>
public enum DirectVerdict
{
    /// <summary>Not at all; to each other they do not exist.</summary>
    Never,

    /// <summary>Alone.</summary>
    Free,

    /// <summary>With a supervisor as a third member whom both see.</summary>
    Supervised,
}

/// <summary>
/// Who may talk with whom in a direct chat: staff with staff alone; with a student, and with a guardian of a child whom one teaches, only under a
/// supervisor; students with each other only so too. A student never talks with an adult who does not work at the school.
/// </summary>
public static class DirectChats
{
    private const Role Heads = Role.SchoolAdmin | Role.Director | Role.Administration;

    /// <summary>Decides.</summary>
    /// <param name="from">Who begins.</param>
    /// <param name="to">With whom.</param>
    /// <returns>How they may talk.</returns>
    public static DirectVerdict Decide(DirectParty from, DirectParty to)
    {
        if (from.Person == to.Person)
        {
            return DirectVerdict.Never;
        }

        if (from.IsStaff && to.IsStaff)
        {
            return DirectVerdict.Free;
        }

        if ((from.IsStaff || from.IsStudent) && (to.IsStaff || to.IsStudent))
        {
            return DirectVerdict.Supervised;
        }

        // A head may begin with any guardian of the school; a guardian only with those who teach the child.
        var known = (from.IsStaff && to.IsGuardian && ((from.Roles & Heads) != 0 || Shares(from, to))) || (from.IsGuardian && to.IsStaff && Shares(to, from));
        return known ? DirectVerdict.Supervised : DirectVerdict.Never;
    }

    /// <summary>The classes whose class teacher supervises: the students' own, or of a guardian's children the ones the other teaches.</summary>
    /// <param name="one">One of the two.</param>
    /// <param name="other">The other.</param>
    /// <returns>Classes; empty when only a head can supervise.</returns>
    public static IReadOnlyList<Guid> SupervisedBy(DirectParty one, DirectParty other)
    {
        if (one.IsGuardian || other.IsGuardian)
        {
            var (guardian, staff) = one.IsGuardian ? (one, other) : (other, one);
            var shared = guardian.Homerooms.Intersect(staff.Teaches).ToList();
            return shared.Count > 0 ? shared : [.. guardian.Homerooms.Take(1)];
        }

        return [.. one.Homerooms.Concat(other.Homerooms).Distinct()];
    }

    /// <summary>Chooses the supervisors: for each class one of its class teachers who is none of the two; where there is none, a head of the school.</summary>
    /// <param name="classes">The classes; see <see cref="SupervisedBy"/>.</param>
    /// <param name="teachers">Class teachers of the classes, in a fixed order.</param>
    /// <param name="heads">Heads of the school, in a fixed order.</param>
    /// <param name="one">One of the two.</param>
    /// <param name="other">The other.</param>
    /// <returns>At least one person; empty when there is nobody.</returns>
    public static IReadOnlyList<PersonId> Supervisors(
        IReadOnlyList<Guid> classes, IReadOnlyList<(Guid Class, PersonId Person)> teachers, IReadOnlyList<PersonId> heads, PersonId one, PersonId other)
    {
        var head = heads.Where(h => h != one && h != other).Select(static h => (PersonId?)h).FirstOrDefault();
        var chosen = new List<PersonId>();
        foreach (var @class in classes.Count == 0 ? [Guid.Empty] : classes)
        {
            var teacher = teachers.Where(t => t.Class == @class && t.Person != one && t.Person != other).Select(static t => (PersonId?)t.Person).FirstOrDefault();
            if ((teacher ?? head) is not { } supervisor)
            {
                return [];
            }

            if (!chosen.Contains(supervisor))
            {
                chosen.Add(supervisor);
            }
        }

        return chosen;
    }

    private static bool Shares(DirectParty staff, DirectParty guardian) => staff.Teaches.Intersect(guardian.Learns).Any();
}
