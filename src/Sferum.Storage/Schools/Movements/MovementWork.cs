using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// What a movement does to the rows, inside one act that has locked its people. A refusal leaves the act to be rolled back.
/// </summary>
internal sealed class MovementWork(Act act, IDatabase database)
{
    private readonly Places _places = new(act, database);

    private SchoolId School => act.School!.Value;

    /// <summary>Takes effect: the row becomes applied, and what it says becomes so.</summary>
    public async Task<Refusal?> Apply(MovementRow row, CancellationToken cancel)
    {
        var from = row.What == MovementKind.ClassTransfer ? await _places.ClassOf(row.PersonId, cancel) : null;
        var ends = row.Ends(await act.Zone(cancel));
        try
        {
            if (!await act.BecomesApplied(row.Id, from, ends, cancel))
            {
                return Refusals.NotPlanned;
            }
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.OnLeave;
        }

        return row.What switch
        {
            MovementKind.Transfer => await Transfer(row, cancel),
            MovementKind.ClassTransfer => await ClassTransfer(row, from, cancel),
            MovementKind.Leave => await Leave(row, cancel),
            MovementKind.Return => await Return(row, cancel),
            MovementKind.Dismissal => await Dismissal(row, cancel),
            MovementKind.Substitution => await Substitution(row, cancel),
            _ => Refusals.NotPlanned,
        };
    }

    /// <summary>The effect ends by itself.</summary>
    public async Task<Refusal?> End(MovementRow row, CancellationToken cancel)
    {
        if (!await act.BecomesEnded(row.Id, cancel))
        {
            return Refusals.NotPlanned;
        }

        await (row.What == MovementKind.Leave ? Wake(row.PersonId, row.Id, cancel) : EndSubstitution(row, cancel));
        return null;
    }

    private async Task<Refusal?> Transfer(MovementRow row, CancellationToken cancel)
    {
        var old = await act.Write.First<SchoolId?>(
            """
            UPDATE movement SET status = 'applied', applied_at = @Now, code_hash = NULL WHERE id = @ReleaseId AND kind = 'release' AND status = 'planned'
            RETURNING school_id
            """,
            new { row.ReleaseId, act.Now },
            cancel);
        if (old is not { } school)
        {
            return Refusals.ReleaseInvalid;
        }

        act.Tell(await AffectedChats.OfPerson(act.Write, school, row.PersonId, cancel));
        await EndAll(school, row.PersonId, "AND role = 'student'", cancel);
        await act.Write.Execute(
            """
            INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@id, @PersonId, @School, 'student', @Now) ON CONFLICT DO NOTHING
            """,
            new { id = Guid.CreateVersion7(), row.PersonId, School, act.Now },
            cancel);
        act.Tell(await AffectedChats.OfSchool(act.Write, School, cancel));
        return await _places.EnterClass(row.PersonId, row.ToClass!.Value, cancel);
    }

    private async Task<Refusal?> ClassTransfer(MovementRow row, ClassId? from, CancellationToken cancel)
    {
        switch (await _places.StandingOf(row.PersonId, cancel))
        {
            case null:
                return Refusals.NotFound;
            case { Rests: true }:
                return Refusals.OnLeave;
        }

        if (from is not { } old)
        {
            return Refusals.NoClass;
        }

        await _places.LeaveClass(row.PersonId, old, cancel);
        return await _places.EnterClass(row.PersonId, row.ToClass!.Value, cancel);
    }

    private async Task<Refusal?> Dismissal(MovementRow row, CancellationToken cancel)
    {
        switch (await _places.StandingOf(row.PersonId, cancel))
        {
            case null:
                return Refusals.NotFound;
            case { HoldsOffice: true }:
                return Refusals.HoldsOffice;
        }

        act.Tell(await AffectedChats.OfPerson(act.Write, School, row.PersonId, cancel));
        await EndAll(School, row.PersonId, "", cancel);
        return null;
    }

    private async Task<Refusal?> Leave(MovementRow row, CancellationToken cancel)
    {
        switch (await _places.StandingOf(row.PersonId, cancel))
        {
            case null:
                return Refusals.NotFound;
            case { HoldsOffice: true }:
                return Refusals.HoldsOffice;
            case { Rests: true }:
                return Refusals.OnLeave;
        }

        act.Tell(await AffectedChats.OfPerson(act.Write, School, row.PersonId, cancel));
        foreach (var (table, which) in Resting)
        {
            await act.Write.Execute(
                $"UPDATE {table} SET suspended_by = @Id WHERE person_id = @PersonId AND school_id = @School AND ended_at IS NULL {which}",
                new { row.Id, row.PersonId, School },
                cancel);
        }

        return null;
    }

    private async Task<Refusal?> Return(MovementRow row, CancellationToken cancel)
    {
        var leave = await act.Write.First<Guid?>(
            """
            UPDATE movement SET ended_at = @Now, due_at = NULL, held_until = 0
            WHERE school_id = @School AND person_id = @PersonId AND kind = 'leave' AND status = 'applied' AND ended_at IS NULL
            RETURNING id
            """,
            new { School, row.PersonId, act.Now },
            cancel);
        if (leave is not { } ended)
        {
            return Refusals.NotOnLeave;
        }

        await Wake(row.PersonId, ended, cancel);
        return null;
    }

    private async Task<Refusal?> Substitution(MovementRow row, CancellationToken cancel)
    {
        switch (await _places.StandingOf(row.PersonId, cancel))
        {
            case null:
                return Refusals.NotFound;
            case { Roles: var roles } when (roles & Role.Staff) == 0:
                return Refusals.NotStaff;
            case { Rests: true }:
                return Refusals.OnLeave;
        }

        // Whoever is to be replaced may be on leave: the places that rest count.
        var sections = (await act.Write.Query<SectionId>(
            $"""
            SELECT s.id FROM enrollment e JOIN section s ON s.id = e.section_id
            WHERE e.person_id = @InsteadOf AND e.school_id = @School AND e.role = 'teacher' AND e.ended_at IS NULL AND s.archived_at IS NULL
              {(row.Section is null ? "" : "AND s.id = @Section")}
            ORDER BY s.id
            """,
            new { row.InsteadOf, School, row.Section },
            cancel)).ToList();
        foreach (var section in sections)
        {
            if (await _places.Open(section, cancel) is null && await _places.Begin(row.PersonId, null, section, Places.Teacher, row.Id, cancel))
            {
                act.Tell(await AffectedChats.OfSection(act.Write, section, cancel));
            }
        }

        await _places.GiveRole(row.PersonId, Role.SubjectTeacher, cancel);
        return sections.Count == 0 ? Refusals.NothingToSubstitute : null;
    }

    private async Task EndSubstitution(MovementRow row, CancellationToken cancel)
    {
        var sections = await act.Write.Query<SectionId>(
            "UPDATE enrollment SET ended_at = @Now, suspended_by = NULL WHERE given_by = @Id AND ended_at IS NULL RETURNING section_id", new { row.Id, act.Now }, cancel);
        foreach (var section in sections)
        {
            act.Tell(await AffectedChats.OfSection(act.Write, section, cancel));
        }

        await _places.TakeRole(row.PersonId, Role.SubjectTeacher, cancel);
    }

    /// <summary>What rested gives again what it gave.</summary>
    private async Task Wake(PersonId person, Guid leave, CancellationToken cancel)
    {
        foreach (var (table, _) in Resting)
        {
            await act.Write.Execute(
                $"UPDATE {table} SET suspended_by = NULL WHERE person_id = @person AND suspended_by = @leave AND ended_at IS NULL", new { person, leave }, cancel);
        }

        act.Tell(await AffectedChats.OfPerson(act.Write, School, person, cancel));
    }

    /// <summary>
    /// Everything at a school ends but what a movement can't end: a guardian is one by the child, and an office is taken away by an appointment. A leave
    /// and a substitution end with it.
    /// </summary>
    private async Task EndAll(SchoolId school, PersonId person, string which, CancellationToken cancel)
    {
        await act.Write.Execute(
            $"""
            UPDATE affiliation SET ended_at = @Now, suspended_by = NULL
            WHERE person_id = @person AND school_id = @school AND ended_at IS NULL AND role NOT IN ('school_admin', 'director', 'guardian') {which}
            """,
            new { person, school, act.Now },
            cancel);
        await act.Write.Execute(
            $"UPDATE enrollment SET ended_at = @Now, suspended_by = NULL WHERE person_id = @person AND school_id = @school AND ended_at IS NULL {which}",
            new { person, school, act.Now },
            cancel);
        await GuardianRows.Settle(act, school, [person], GivenBy.Anybody, cancel);
        await act.Write.Execute(
            """
            UPDATE movement SET ended_at = @Now, due_at = NULL, held_until = 0
            WHERE person_id = @person AND school_id = @school AND kind IN ('leave', 'substitution') AND status = 'applied' AND ended_at IS NULL
            """,
            new { person, school, act.Now },
            cancel);
    }

    /// <summary>What rests during a leave. Guardians are guardians of their children meanwhile.</summary>
    private static readonly (string Table, string Which)[] Resting = [("affiliation", "AND role <> 'guardian'"), ("enrollment", "")];
}
