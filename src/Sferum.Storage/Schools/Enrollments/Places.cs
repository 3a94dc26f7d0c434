using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Where a person belongs, inside one act: every act that changes it locks the person first, then the place, and last the record's chain.</summary>
internal sealed class Places(Act act, IDatabase database)
{
    public const string Student = "student";

    public const string Teacher = "teacher";

    private SchoolId School => act.School!.Value;

    private bool Locks => database.Dialect == Dialect.PostgreSql;

    /// <summary>What a person is to a school now; null for nothing at all.</summary>
    public async Task<Standing?> StandingOf(PersonId person, CancellationToken cancel)
    {
        var rows = (await act.Write.Query<RoleRow>(
            """
            SELECT role AS Role, CASE WHEN suspended_by IS NULL THEN 0 ELSE 1 END AS Rests FROM affiliation
            WHERE person_id = @person AND school_id = @School AND ended_at IS NULL AND (until_at IS NULL OR until_at > @Now)
            """,
            new { person, School, act.Now },
            cancel)).ToList();
        return rows.Count == 0 ? null : new Standing(
            rows.Aggregate(Role.None, static (roles, r) => roles | RoleCodes.Parse(r.Role)), rows.Exists(static r => r.Rests != 0));
    }

    /// <summary>Whether somebody can come into a class now. It can't be archived before the act is over.</summary>
    public Task<Refusal?> Open(ClassId @class, CancellationToken cancel) => Open("school_class", @class.Value, cancel);

    /// <summary>Whether somebody can come into a section now. It can't be archived before the act is over.</summary>
    public Task<Refusal?> Open(SectionId section, CancellationToken cancel) => Open("section", section.Value, cancel);

    /// <summary>A place begins.</summary>
    /// <returns>False when somebody is in it already, or, of a student's class, in another one: the unique indexes decide.</returns>
    public async Task<bool> Begin(PersonId person, ClassId? @class, SectionId? section, string role, Guid? given, CancellationToken cancel) => await act.Write.Execute(
        """
        INSERT INTO enrollment (id, person_id, school_id, class_id, section_id, role, began_at, given_by)
        VALUES (@id, @person, @School, @class, @section, @role, @Now, @given) ON CONFLICT DO NOTHING
        """,
        new { id = Guid.CreateVersion7(), person, School, @class, section, role, act.Now, given },
        cancel) == 1;

    /// <summary>A place ends.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> End(PersonId person, ClassId? @class, SectionId? section, string role, CancellationToken cancel) => await act.Write.Execute(
        $"""
        UPDATE enrollment SET ended_at = @Now, suspended_by = NULL
        WHERE person_id = @person AND school_id = @School AND role = @role AND ended_at IS NULL AND {(section is null ? "class_id = @class" : "section_id = @section")}
        """,
        new { person, School, @class, section, role, act.Now },
        cancel) > 0;

    /// <summary>The student's class in the school of the act.</summary>
    public async Task<ClassId?> ClassOf(PersonId student, CancellationToken cancel) => await act.Write.First<ClassId?>(
        "SELECT class_id FROM enrollment WHERE person_id = @student AND school_id = @School AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL",
        new { student, School },
        cancel);

    /// <summary>A student comes into a class, and into the sections that the whole class attends.</summary>
    public async Task<Refusal?> EnterClass(PersonId student, ClassId @class, CancellationToken cancel)
    {
        if (await Open(@class, cancel) is { } closed)
        {
            return closed;
        }

        if (!await Begin(student, @class, null, Student, null, cancel))
        {
            return Refusals.HasClass;
        }

        await GuardianRows.Settle(act, School, [student], GivenBy.Anybody, cancel);
        act.Tell(await AffectedChats.OfClass(act.Write, @class, cancel));
        foreach (var section in await act.Write.Query<SectionId>(Admission.SectionsOfAll, new { @class }, cancel))
        {
            if (await Begin(student, null, section, Student, null, cancel))
            {
                act.Tell(await AffectedChats.OfSection(act.Write, section, cancel));
            }
        }

        return null;
    }

    /// <summary>A student leaves a class, and the sections of that class with it.</summary>
    /// <returns>False when the student was not in it.</returns>
    public async Task<bool> LeaveClass(PersonId student, ClassId @class, CancellationToken cancel)
    {
        if (!await End(student, @class, null, Student, cancel))
        {
            return false;
        }

        await GuardianRows.Settle(act, School, [student], GivenBy.Anybody, cancel);

        act.Tell(await AffectedChats.OfClass(act.Write, @class, cancel));
        var left = await act.Write.Query<SectionId>(
            """
            UPDATE enrollment SET ended_at = @Now, suspended_by = NULL
            WHERE person_id = @student AND role = 'student' AND ended_at IS NULL AND section_id IN (SELECT id FROM section WHERE class_id = @class)
            RETURNING section_id
            """,
            new { student, @class, act.Now },
            cancel);
        foreach (var section in left)
        {
            act.Tell(await AffectedChats.OfSection(act.Write, section, cancel));
        }

        return true;
    }

    /// <summary>An assignment gives a role at the school to who has it not.</summary>
    public async Task GiveRole(PersonId person, Role role, CancellationToken cancel)
    {
        var given = await act.Write.Execute(
            """
            INSERT INTO affiliation (id, person_id, school_id, role, began_at, assigned) VALUES (@id, @person, @School, @code, @Now, 1) ON CONFLICT DO NOTHING
            """,
            new { id = Guid.CreateVersion7(), person, School, code = role.Code(), act.Now },
            cancel);
        if (given > 0)
        {
            act.Tell(await AffectedChats.OfSchool(act.Write, School, cancel));
        }
    }

    /// <summary>The last assignment takes the role that came with one.</summary>
    public async Task TakeRole(PersonId person, Role role, CancellationToken cancel)
    {
        var places = role == Role.ClassTeacher ? "class_id IS NOT NULL" : "section_id IS NOT NULL";
        var taken = await act.Write.Execute(
            $"""
            UPDATE affiliation SET ended_at = @Now, suspended_by = NULL
            WHERE person_id = @person AND school_id = @School AND role = @code AND assigned = 1 AND ended_at IS NULL AND NOT EXISTS (
              SELECT 1 FROM enrollment e WHERE e.person_id = @person AND e.school_id = @School AND e.role = 'teacher' AND e.{places} AND e.ended_at IS NULL)
            """,
            new { person, School, code = role.Code(), act.Now },
            cancel);
        if (taken > 0)
        {
            act.Tell(await AffectedChats.OfSchool(act.Write, School, cancel));
        }
    }

    private async Task<Refusal?> Open(string table, Guid id, CancellationToken cancel)
    {
        var place = await act.Write.First<PlaceRow>(
            $"SELECT archived_at AS ArchivedAt FROM {table} WHERE id = @id AND school_id = @School{(Locks ? " FOR SHARE" : "")}", new { id, School }, cancel);
        return place is null ? Refusals.NotFound : place.ArchivedAt is null ? null : Refusals.PlaceArchived;
    }

    private sealed record RoleRow
    {
        public string Role { get; init; } = "";

        public long Rests { get; init; }
    }

    private sealed record PlaceRow
    {
        public long? ArchivedAt { get; init; }
    }
}

/// <summary>What somebody is to a school now.</summary>
/// <param name="Roles">The roles, those that rest too.</param>
/// <param name="Rests">Whether the person is on leave.</param>
internal sealed record Standing(Role Roles, bool Rests)
{
    /// <summary>Offices that only an appointment takes away.</summary>
    public bool HoldsOffice => (Roles & (Role.SchoolAdmin | Role.Director)) != 0;
}
