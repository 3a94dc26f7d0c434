using System.Globalization;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Writes the rows of one step of an import, set by set.</summary>
internal sealed class RosterRows(IDatabase database, WriteTransaction write, SchoolId school, long now)
{
    public async Task Write(RosterStep step, IKeyRing keys, CancellationToken cancel)
    {
        await WriteSchool(step.School, cancel);
        await WritePeople(step.People, keys, cancel);
        await End(step, cancel);
        await WriteClasses(step.Classes, cancel);
        await WriteYear(step.Classes, cancel);
        await WriteSections(step.Sections, cancel);
        await WriteChats(step.Chats, cancel);
        await Affiliate(step.Affiliations, cancel);
        await Enroll(step.Enrollments, step.Transfers, cancel);
        await Guard(step.Guardianships, cancel);
    }

    public static Task AddAct(WriteTransaction write, Guid id, SchoolId school, IReadOnlyList<AffectedChat> affected, long now, long due, CancellationToken cancel) =>
        write.Execute(
            "INSERT INTO outbox (id, kind, school_id, payload, created_at, due_at) VALUES (@id, @kind, @school, @payload, @now, @due)",
            new { id, kind = RosterPayload.Kind, school, payload = RosterPayload.Write(affected), now, due },
            cancel);

    private async Task WriteSchool(SchoolRow? row, CancellationToken cancel)
    {
        if (row is not null)
        {
            await write.Execute(
                """
                INSERT INTO school (id, sourced_id, name, identifier, created_at) VALUES (@Id, @SourcedId, @Name, @Identifier, @now)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, identifier = excluded.identifier, archived_at = NULL
                """,
                new { row.Id, row.SourcedId, row.Name, row.Identifier, now },
                cancel);
        }
    }

    private Task WritePeople(IReadOnlyList<PersonRow> people, IKeyRing keys, CancellationToken cancel) => write.Insert(
        "person",
        """
        ON CONFLICT (id) DO UPDATE SET sourced_id = excluded.sourced_id, given_name = excluded.given_name, family_name = excluded.family_name,
          middle_name = excluded.middle_name, display_name = excluded.display_name,
          phone_sealed = CASE WHEN person.phone_hash IS NULL THEN excluded.phone_sealed ELSE person.phone_sealed END,
          phone_hash = coalesce(person.phone_hash, excluded.phone_hash)
        """,
        [
            Column("id", people, static p => p.Id.Value),
            Column("sourced_id", people, static p => p.Person.SourcedId),
            Column("given_name", people, static p => p.Person.GivenName),
            Column("family_name", people, static p => p.Person.FamilyName),
            Column("middle_name", people, static p => p.Person.MiddleName),
            Column("display_name", people, static p => p.DisplayName),
            Column("phone_hash", people, p => p.Person.Phone is { } phone ? keys.PhoneHash(phone) : null),
            Column("phone_sealed", people, p => p.Person.Phone is { } phone ? keys.Encrypt(phone) : null),
            Column("created_at", people, _ => now),
        ],
        cancel);

    private async Task End(RosterStep step, CancellationToken cancel)
    {
        foreach (var (table, ids) in new[] { ("affiliation", step.EndedAffiliations), ("enrollment", step.EndedEnrollments) })
        {
            if (ids.Count > 0)
            {
                await write.Execute($"UPDATE {table} SET ended_at = @now WHERE id {database.In("ids")} AND ended_at IS NULL", new { ids = database.Of(ids), now }, cancel);
            }
        }

        await write.Run(
            "UPDATE guardianship g SET ended_at = r.now FROM unnest(@guardian, @student, @now) AS r (guardian, student, now) WHERE g.guardian_id = r.guardian AND g.student_id = r.student",
            "UPDATE guardianship SET ended_at = @now WHERE guardian_id = @guardian AND student_id = @student",
            [
                Column("guardian", step.EndedGuardianships, static g => g.Guardian.Value),
                Column("student", step.EndedGuardianships, static g => g.Student.Value),
                Column("now", step.EndedGuardianships, _ => now),
            ],
            cancel);
    }

    /// <summary>The year of the classes, as a school year from 1 September to 31 May, where nobody has set one; the current one where there is none.</summary>
    private async Task WriteYear(IReadOnlyList<ClassRow> classes, CancellationToken cancel)
    {
        var living = classes.Where(static c => !c.Archived).ToList();
        if (living.Count > 0)
        {
            var year = living.Max(static c => c.Year);
            await write.Execute(
                """
                INSERT INTO school_year (school_id, year, start_date, end_date, is_current, created_at)
                SELECT @school, @year, @begins, @ends, CASE WHEN EXISTS (SELECT 1 FROM school_year WHERE school_id = @school AND is_current = 1) THEN 0 ELSE 1 END, @now
                WHERE NOT EXISTS (SELECT 1 FROM school_year WHERE school_id = @school AND year = @year)
                ON CONFLICT DO NOTHING
                """,
                new { school, year, begins = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-09-01"), ends = string.Create(CultureInfo.InvariantCulture, $"{year + 1:0000}-05-31"), now },
                cancel);
        }
    }

    public async Task WriteClasses(IReadOnlyList<ClassRow> classes, CancellationToken cancel)
    {
        if (classes.Count == 0)
        {
            return;
        }

        // Titles may change places (7А becomes 7Б and 7Б becomes 7А): out of the way first.
        await write.Execute(
            $"UPDATE school_class SET title = title || ' ~' || CAST(id AS text) WHERE id {database.In("ids")}",
            new { ids = database.Of(classes.Where(static c => !c.Archived).Select(static c => c.Id.Value)) },
            cancel);
        await write.Insert(
            "school_class",
            """
            ON CONFLICT (id) DO UPDATE SET sourced_id = excluded.sourced_id, title = excluded.title, grade = excluded.grade,
              school_year = excluded.school_year, archived_at = excluded.archived_at
            """,
            [
                Column("id", classes, static c => c.Id.Value),
                Column("school_id", classes, _ => school.Value),
                Column("sourced_id", classes, static c => c.SourcedId),
                Column("title", classes, static c => c.Title),
                Column("grade", classes, static c => c.Grade),
                Column("school_year", classes, static c => c.Year),
                Column("created_at", classes, _ => now),
                Column("archived_at", classes, c => c.Archived ? now : (long?)null),
            ],
            cancel);
    }

    public Task WriteSections(IReadOnlyList<SectionRow> sections, CancellationToken cancel) => write.Insert(
        "section",
        """
        ON CONFLICT (id) DO UPDATE SET sourced_id = excluded.sourced_id, class_id = excluded.class_id, title = excluded.title, subject = excluded.subject,
          school_year = excluded.school_year, archived_at = excluded.archived_at
        """,
        [
            Column("id", sections, static s => s.Id.Value),
            Column("school_id", sections, _ => school.Value),
            Column("class_id", sections, static s => s.Class?.Value),
            Column("sourced_id", sections, static s => s.SourcedId),
            Column("title", sections, static s => s.Title),
            Column("subject", sections, static s => s.Subject),
            Column("subject_id", sections, static s => s.SubjectId),
            Column("grade", sections, static s => s.Grade),
            Column("group_title", sections, static s => s.Group),
            Column("school_year", sections, static s => s.Year),
            Column("created_at", sections, _ => now),
            Column("archived_at", sections, s => s.Archived ? now : (long?)null),
        ],
        cancel);

    public Task WriteChats(IReadOnlyList<ChatRow> chats, CancellationToken cancel) => write.Insert(
        "chat",
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, archived_at = excluded.archived_at, withdrawn = 0, told_number = -1",
        [
            Column("id", chats, static c => c.Id.Value),
            Column("school_id", chats, _ => school.Value),
            Column("kind", chats, static c => c.Kind.Code()),
            Column("title", chats, static c => c.Title),
            Column("class_id", chats, static c => c.Class?.Value),
            Column("section_id", chats, static c => c.Section?.Value),
            Column("created_at", chats, _ => now),
            Column("archived_at", chats, c => c.Archived ? now : (long?)null),
        ],
        cancel);

    private Task Affiliate(IReadOnlyList<AffiliationRow> rows, CancellationToken cancel) => write.Insert(
        "affiliation",
        "ON CONFLICT DO NOTHING",
        [
            Column("id", rows, static _ => Guid.CreateVersion7()),
            Column("person_id", rows, static a => a.Person.Value),
            Column("school_id", rows, _ => school.Value),
            Column("role", rows, static a => a.Role.Code()),
            Column("imported", rows, static _ => (short)1),
            Column("began_at", rows, _ => now),
        ],
        cancel);

    private async Task Enroll(IReadOnlyList<EnrollmentRow> rows, IReadOnlyList<Transfer> transfers, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return;
        }

        foreach (var from in transfers.GroupBy(static t => (t.From, t.Whole)))
        {
            await Leave(from.Key.From, from.Key.Whole, database.Of(from.Select(static t => t.Person.Value)), cancel);
        }

        var students = rows.Where(static e => e.IsHomeroom).Select(static e => e.Person.Value).ToList();
        if (students.Count > 0)
        {
            await write.Execute(
                $"UPDATE enrollment SET ended_at = @now WHERE person_id {database.In("students")} AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL",
                new { students = database.Of(students), now },
                cancel);
        }

        await write.Insert(
            "enrollment",
            "ON CONFLICT DO NOTHING",
            [
                Column("id", rows, static _ => Guid.CreateVersion7()),
                Column("person_id", rows, static e => e.Person.Value),
                Column("school_id", rows, _ => school.Value),
                Column("class_id", rows, static e => e.InClass ? e.Place : (Guid?)null),
                Column("section_id", rows, static e => e.InClass ? (Guid?)null : e.Place),
                Column("role", rows, static e => e.Teacher ? "teacher" : "student"),
                Column("imported", rows, static _ => (short)1),
                Column("began_at", rows, _ => now),
            ],
            cancel);
    }

    /// <summary>Students leave another school: its chats are told by an act of their own.</summary>
    private async Task Leave(SchoolId from, bool whole, object people, CancellationToken cancel)
    {
        var chats = (await write.Query<LeftChat>(
            $"""
            SELECT c.id AS id, c.class_id AS class FROM chat c
            WHERE c.kind IN ('class', 'guardians') AND c.class_id IN (
              SELECT class_id FROM enrollment WHERE school_id = @from AND person_id {database.In("people")} AND ended_at IS NULL AND role = 'student')
            UNION
            SELECT c.id, s.class_id FROM chat c JOIN section s ON s.id = c.section_id
            WHERE @whole = 1 AND c.section_id IN (
              SELECT section_id FROM enrollment WHERE school_id = @from AND person_id {database.In("people")} AND ended_at IS NULL AND role = 'student')
            UNION
            SELECT c.id, c.class_id FROM chat c WHERE @whole = 1 AND c.school_id = @from AND c.kind = 'school'
            """,
            new { from, people, whole = whole ? 1 : 0 },
            cancel)).ToList();
        if (whole)
        {
            foreach (var table in new[] { "enrollment", "affiliation" })
            {
                await write.Execute(
                    $"UPDATE {table} SET ended_at = @now WHERE school_id = @from AND person_id {database.In("people")} AND role = 'student' AND ended_at IS NULL",
                    new { from, people, now },
                    cancel);
            }
        }

        await AddAct(write, Guid.CreateVersion7(), from, await ChatPlaces.Beside(write, from, [.. chats.Select(static c => new AffectedChat(c.Id, c.Class))], now, cancel), now, now, cancel);
    }

    private Task Guard(IReadOnlyList<RosterPair> pairs, CancellationToken cancel) => write.Insert(
        "guardianship",
        "ON CONFLICT (guardian_id, student_id) DO UPDATE SET ended_at = NULL, imported = 1, began_at = excluded.began_at WHERE guardianship.ended_at IS NOT NULL",
        [
            Column("guardian_id", pairs, static p => p.Guardian.Value),
            Column("student_id", pairs, static p => p.Student.Value),
            Column("imported", pairs, static _ => (short)1),
            Column("began_at", pairs, _ => now),
        ],
        cancel);

    private static BulkColumn Column<TRow, TValue>(string name, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new BulkColumn(name, values);
    }

    private sealed record LeftChat
    {
        public ChatId Id { get; init; }

        public ClassId? Class { get; init; }
    }
}
