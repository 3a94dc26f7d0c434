using System.Data.Common;
using System.Globalization;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Writes the rows of one step of an import, set by set.</summary>
/// <param name="act">The act.</param>
/// <param name="keys">Seal phones.</param>
/// <param name="ownOnly">Whether students who have come into another school's class meanwhile stay there.</param>
internal sealed class RosterRows(Act act, IKeyRing keys, bool ownOnly)
{
    private readonly StructureRows _structure = new(act);

    private SchoolId School => act.School!.Value;

    /// <summary>Writes. The act holds whom the step is about: see <see cref="RosterLocks"/>.</summary>
    /// <returns>Null, or why the act must not be committed.</returns>
    public async Task<Refusal?> Write(RosterStep step, CancellationToken cancel)
    {
        if (step.School is { } school && !await WriteSchool(school, cancel))
        {
            return new Refusal(RosterWhy.NamedMeanwhile, Args: new Dictionary<string, string>(StringComparer.Ordinal) { ["school"] = RosterProblem.Shown(school.Name) });
        }

        await WritePeople(step.People, cancel);
        await End(step, cancel);
        await _structure.Classes(step.Classes, cancel);
        await WriteYear(step.Classes, cancel);
        await _structure.Sections(step.Sections, cancel);
        await _structure.Chats(step.Chats, cancel);
        await Affiliate(step.Affiliations, cancel);
        await Enroll(step.Enrollments, step.Transfers, cancel);
        await Guard(step.Guardianships, cancel);
        return null;
    }

    /// <summary>The school's name stays as its card says, once people keep one.</summary>
    /// <returns>False when somebody else has named the school, or another school by this id, meanwhile.</returns>
    private async Task<bool> WriteSchool(SchoolRow row, CancellationToken cancel)
    {
        try
        {
            if (row.Named && await act.Write.Execute("UPDATE school SET sourced_id = @SourcedId WHERE id = @Id AND sourced_id IS NULL", new { row.Id, row.SourcedId }, cancel) == 0)
            {
                return false;
            }

            await act.Write.Execute(
                """
                INSERT INTO school (id, sourced_id, name, identifier, created_at) VALUES (@Id, @SourcedId, @Name, @Identifier, @Now)
                ON CONFLICT (id) DO UPDATE SET identifier = excluded.identifier, archived_at = NULL,
                  name = CASE WHEN school.inn IS NOT NULL OR school.card_rev > 0 THEN school.name ELSE excluded.name END
                """,
                new { row.Id, row.SourcedId, row.Name, row.Identifier, act.Now },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return false;
        }

        if (row.Named)
        {
            act.Note(new AuditNote("school.named", "school", row.Id.Value) { After = new { orgId = row.SourcedId } });
        }

        return true;
    }

    private Task WritePeople(IReadOnlyList<PersonRow> people, CancellationToken cancel) => act.Write.Insert(
        "person",
        """
        ON CONFLICT (id) DO UPDATE SET sourced_id = excluded.sourced_id, given_name = excluded.given_name, family_name = excluded.family_name,
          middle_name = excluded.middle_name, display_name = excluded.display_name,
          phone_sealed = CASE WHEN person.phone_hash IS NULL THEN excluded.phone_sealed ELSE person.phone_sealed END,
          phone_hash = coalesce(person.phone_hash, excluded.phone_hash), birth_date = coalesce(person.birth_date, excluded.birth_date)
        WHERE person.erased_at IS NULL
        """,
        [
            BulkColumn.Of("id", people, static p => p.Id.Value),
            BulkColumn.Of("sourced_id", people, static p => p.Person.SourcedId),
            BulkColumn.Of("given_name", people, static p => p.Person.GivenName),
            BulkColumn.Of("family_name", people, static p => p.Person.FamilyName),
            BulkColumn.Of("middle_name", people, static p => p.Person.MiddleName),
            BulkColumn.Of("display_name", people, static p => p.DisplayName),
            BulkColumn.Of("phone_hash", people, p => p.Person.Phone is { } phone ? keys.PhoneHash(phone) : null),
            BulkColumn.Of("phone_sealed", people, p => p.Person.Phone is { } phone ? keys.Encrypt(phone) : null),
            BulkColumn.Of("birth_date", people, static p => p.Person.BirthDate is { } born ? Date(born) : null),
            BulkColumn.Of("created_at", people, _ => act.Now),
        ],
        cancel);

    private async Task End(RosterStep step, CancellationToken cancel)
    {
        foreach (var (table, rows) in new[] { ("affiliation", step.EndedAffiliations), ("enrollment", step.EndedEnrollments) })
        {
            if (rows.Count > 0)
            {
                await act.Write.Execute(
                    $"UPDATE {table} SET ended_at = @Now WHERE id {act.In("ids")} AND ended_at IS NULL", new { ids = act.Of(rows.Select(static r => r.Id)), act.Now }, cancel);
            }
        }

        await Settle(School, step.EndedEnrollments.Where(static r => r.Student).Select(static r => r.Person), cancel);
        await act.Write.Run(
            "UPDATE guardianship g SET ended_at = r.now FROM unnest(@guardian, @student, @now) AS r (guardian, student, now) WHERE g.guardian_id = r.guardian AND g.student_id = r.student",
            "UPDATE guardianship SET ended_at = @now WHERE guardian_id = @guardian AND student_id = @student",
            [
                BulkColumn.Of("guardian", step.EndedGuardianships, static g => g.Guardian.Value),
                BulkColumn.Of("student", step.EndedGuardianships, static g => g.Student.Value),
                BulkColumn.Of("now", step.EndedGuardianships, _ => act.Now),
            ],
            cancel);
    }

    /// <summary>The year of the classes where nobody has set one; the current one where there is none.</summary>
    private async Task WriteYear(IReadOnlyList<ClassRow> classes, CancellationToken cancel)
    {
        var living = classes.Where(static c => !c.Archived).ToList();
        if (living.Count > 0)
        {
            var year = SchoolYear.Usual(living.Max(static c => c.Year));
            await act.Write.Execute(
                """
                INSERT INTO school_year (school_id, year, start_date, end_date, is_current, created_at)
                SELECT @School, @Year, @begins, @ends, CASE WHEN EXISTS (SELECT 1 FROM school_year WHERE school_id = @School AND is_current = 1) THEN 0 ELSE 1 END, @Now
                WHERE NOT EXISTS (SELECT 1 FROM school_year WHERE school_id = @School AND year = @Year)
                ON CONFLICT DO NOTHING
                """,
                new { School, year.Year, begins = Date(year.Begins), ends = Date(year.Ends), act.Now },
                cancel);
        }
    }

    private Task Affiliate(IReadOnlyList<AffiliationRow> rows, CancellationToken cancel) => act.Write.Insert(
        "affiliation",
        "ON CONFLICT DO NOTHING",
        [
            BulkColumn.Of("id", rows, static _ => Guid.CreateVersion7()),
            BulkColumn.Of("person_id", rows, static a => a.Person.Value),
            BulkColumn.Of("school_id", rows, _ => School.Value),
            BulkColumn.Of("role", rows, static a => a.Role.Code()),
            BulkColumn.Of("imported", rows, static _ => (short)1),
            BulkColumn.Of("began_at", rows, _ => act.Now),
        ],
        cancel);

    private async Task Enroll(IReadOnlyList<EnrollmentRow> rows, IReadOnlyList<Transfer> transfers, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var leaving = transfers.GroupBy(static t => (t.From, t.Whole)).ToList();
        foreach (var from in leaving)
        {
            await Leave(from.Key.From, from.Key.Whole, act.Of(from.Select(static t => t.Person.Value)), cancel);
        }

        var students = rows.Where(static e => e.IsHomeroom).Select(static e => e.Person).ToList();
        if (students.Count > 0)
        {
            await act.Write.Execute(
                $"UPDATE enrollment SET ended_at = @Now WHERE person_id {act.In("students")} AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL"
                    + (ownOnly ? " AND school_id = @School" : ""),
                new { School, students = act.Of(students.Select(static s => s.Value)), act.Now },
                cancel);
        }

        await act.Write.Insert(
            "enrollment",
            "ON CONFLICT DO NOTHING",
            [
                BulkColumn.Of("id", rows, static _ => Guid.CreateVersion7()),
                BulkColumn.Of("person_id", rows, static e => e.Person.Value),
                BulkColumn.Of("school_id", rows, _ => School.Value),
                BulkColumn.Of("class_id", rows, static e => e.InClass ? e.Place : (Guid?)null),
                BulkColumn.Of("section_id", rows, static e => e.InClass ? (Guid?)null : e.Place),
                BulkColumn.Of("role", rows, static e => e.Teacher ? "teacher" : "student"),
                BulkColumn.Of("imported", rows, static _ => (short)1),
                BulkColumn.Of("began_at", rows, _ => act.Now),
            ],
            cancel);
        await Settle(School, students, cancel);
        foreach (var from in leaving)
        {
            await Settle(from.Key.From, from.Select(static t => t.Person), cancel);
        }
    }

    /// <summary>Students leave another school: its chats are told by an act of their own.</summary>
    private async Task Leave(SchoolId from, bool whole, object people, CancellationToken cancel)
    {
        var chats = (await act.Write.Query<LeftChat>(
            $"""
            SELECT c.id AS id, c.class_id AS class FROM chat c
            WHERE c.kind IN ('class', 'guardians') AND c.class_id IN (
              SELECT class_id FROM enrollment WHERE school_id = @from AND person_id {act.In("people")} AND ended_at IS NULL AND role = 'student')
            UNION
            SELECT c.id, s.class_id FROM chat c JOIN section s ON s.id = c.section_id
            WHERE @whole = 1 AND c.section_id IN (
              SELECT section_id FROM enrollment WHERE school_id = @from AND person_id {act.In("people")} AND ended_at IS NULL AND role = 'student')
            UNION
            SELECT c.id, c.class_id FROM chat c WHERE @whole = 1 AND c.school_id = @from AND c.kind = 'school'
            """,
            new { from, people, whole = whole ? 1 : 0 },
            cancel)).ToList();
        if (whole)
        {
            foreach (var table in new[] { "enrollment", "affiliation" })
            {
                await act.Write.Execute(
                    $"UPDATE {table} SET ended_at = @Now WHERE school_id = @from AND person_id {act.In("people")} AND role = 'student' AND ended_at IS NULL",
                    new { from, people, act.Now },
                    cancel);
            }
        }

        var affected = await ChatPlaces.Beside(act.Write, from, [.. chats.Select(static c => new AffectedChat(c.Id, c.Class))], act.Now, cancel);
        await OutboxStore.Add(act.Write, Guid.CreateVersion7(), from, affected, act.Now, act.Now, cancel);
    }

    /// <summary>Guardians whom no file brought follow their children; those of a file are the file's business.</summary>
    private Task Settle(SchoolId school, IEnumerable<PersonId> children, CancellationToken cancel) =>
        GuardianRows.Settle(act, school, [.. children], GivenBy.People, cancel);

    private Task Guard(IReadOnlyList<RosterPair> pairs, CancellationToken cancel) => act.Write.Insert(
        "guardianship",
        "ON CONFLICT (guardian_id, student_id) DO UPDATE SET ended_at = NULL, imported = 1, began_at = excluded.began_at WHERE guardianship.ended_at IS NOT NULL",
        [
            BulkColumn.Of("guardian_id", pairs, static p => p.Guardian.Value),
            BulkColumn.Of("student_id", pairs, static p => p.Student.Value),
            BulkColumn.Of("imported", pairs, static _ => (short)1),
            BulkColumn.Of("began_at", pairs, _ => act.Now),
        ],
        cancel);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record LeftChat
    {
        public ChatId Id { get; init; }

        public ClassId? Class { get; init; }
    }
}
