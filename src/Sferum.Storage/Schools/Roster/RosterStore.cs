using System.Data.Common;
using Dapper;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class RosterStore(IDatabase database, IKeyRing keys, TimeProvider time) : IRosterStore
{
    private readonly Acts _acts = new(database, keys, time);

    private const string SchoolColumns =
        "SELECT id, sourced_id, name, identifier, archived_at, inn, ogrn, CASE WHEN inn IS NOT NULL OR card_rev > 0 THEN 1 ELSE 0 END FROM school";

    public ValueTask<IReadOnlyList<StoredSchool>> Schools(IReadOnlyList<string> sourcedIds, CancellationToken cancel) =>
        ReadSchools($"sourced_id {database.In("ids")}", new { ids = database.Of(sourcedIds) }, cancel);

    public ValueTask<IReadOnlyList<StoredSchool>> SchoolsByNumber(IReadOnlyList<string> numbers, CancellationToken cancel) =>
        ReadSchools($"archived_at IS NULL AND (inn {database.In("numbers")} OR ogrn {database.In("numbers")})", new { numbers = database.Of(numbers) }, cancel);

    public ValueTask<IReadOnlyList<StoredSchool>> UnnamedSchools(CancellationToken cancel) =>
        ReadSchools("sourced_id IS NULL AND archived_at IS NULL ORDER BY id LIMIT @limit", new { limit = IRosterStore.Chunk }, cancel);

    public async ValueTask<StoredSchool?> School(SchoolId id, CancellationToken cancel) => (await ReadSchools("id = @id", new { id }, cancel)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<StoredPerson>> People(IReadOnlyList<string> sourcedIds, SchoolId? own, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Read(
            connection,
            $"{RosterPeopleSql.Select(own is not null, anywhere: false)} WHERE p.sourced_id {database.In("ids")} AND p.erased_at IS NULL",
            new { ids = database.Of(sourcedIds), own },
            RosterPeopleSql.Read,
            cancel);
    }

    public async ValueTask<IReadOnlyList<StoredPerson>> PeopleByPhone(IReadOnlyList<byte[]> phoneHashes, SchoolId? own, CancellationToken cancel)
    {
        if (phoneHashes.Count == 0)
        {
            return [];
        }

        var postgres = database.Dialect == Dialect.PostgreSql;
        await using var connection = await database.Read(cancel);
        return await Read(
            connection,
            RosterPeopleSql.Select(own is not null, anywhere: true)
                + (postgres ? " WHERE p.phone_hash = ANY (@hashes)" : " WHERE p.phone_hash IN (SELECT unhex(value) FROM json_each(@hashes))") + " AND p.erased_at IS NULL",
            new { hashes = postgres ? phoneHashes.ToArray() : database.Of(phoneHashes.Select(Convert.ToHexString)), own },
            RosterPeopleSql.Read,
            cancel);
    }

    public async ValueTask<StoredRoster> Roster(SchoolId school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var of = new { school };
        return new StoredRoster
        {
            Classes = await Read(
                connection,
                "SELECT id, sourced_id, title, grade, school_year, archived_at FROM school_class WHERE school_id = @school",
                of,
                static r => new StoredClass(new ClassId(r.GetGuid(0)), Text(r, 1), r.GetString(2), Text(r, 3), r.GetInt32(4), !r.IsDBNull(5)),
                cancel),
            Sections = await Read(
                connection,
                "SELECT id, sourced_id, title, subject, school_year, class_id, archived_at, group_title FROM section WHERE school_id = @school",
                of,
                static r => new StoredSection(
                    new SectionId(r.GetGuid(0)), Text(r, 1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.IsDBNull(5) ? null : new ClassId(r.GetGuid(5)), !r.IsDBNull(6))
                {
                    Group = r.GetString(7),
                },
                cancel),
            Chats = await Read(
                connection,
                "SELECT id, kind, title, class_id, section_id, archived_at FROM chat WHERE school_id = @school AND kind IN ('school', 'staff', 'class', 'guardians', 'study')",
                of,
                static r => new StoredChat(
                    new ChatId(r.GetGuid(0)), ChatKindCodes.Parse(r.GetString(1)), r.GetString(2), r.IsDBNull(3) ? null : new ClassId(r.GetGuid(3)),
                    r.IsDBNull(4) ? null : new SectionId(r.GetGuid(4)), !r.IsDBNull(5)),
                cancel),
            Affiliations = await Read(
                connection,
                "SELECT id, person_id, role, imported FROM affiliation WHERE school_id = @school AND ended_at IS NULL",
                of,
                static r => new StoredAffiliation(r.GetGuid(0), new PersonId(r.GetGuid(1)), RoleCodes.Parse(r.GetString(2)), r.GetInt16(3) != 0),
                cancel),
            Enrollments = await Read(
                connection,
                "SELECT id, person_id, class_id, section_id, role, imported FROM enrollment WHERE school_id = @school AND ended_at IS NULL",
                of,
                static r => new StoredEnrollment(
                    r.GetGuid(0), new PersonId(r.GetGuid(1)), r.IsDBNull(2) ? null : new ClassId(r.GetGuid(2)), r.IsDBNull(3) ? null : new SectionId(r.GetGuid(3)),
                    r.GetString(4) == "teacher", r.GetInt16(5) != 0),
                cancel),
            Guardianships = [],
        };
    }

    public async ValueTask<IReadOnlyList<StoredGuardianship>> Guardianships(IReadOnlyList<PersonId> students, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Read(
            connection,
            $"SELECT guardian_id, student_id, imported FROM guardianship WHERE student_id {database.In("students")} AND ended_at IS NULL",
            new { students = database.Of(students.Select(static p => p.Value)) },
            static r => new StoredGuardianship(new PersonId(r.GetGuid(0)), new PersonId(r.GetGuid(1)), r.GetInt16(2) != 0),
            cancel);
    }

    public async ValueTask<IReadOnlyList<StoredElsewhere>> Elsewhere(SchoolId school, IReadOnlyList<PersonId> people, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Read(
            connection,
            $"""
            SELECT person_id, school_id FROM enrollment
            WHERE person_id {database.In("people")} AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL AND school_id <> @school
            """,
            new { school, people = database.Of(people.Select(static p => p.Value)) },
            static r => new StoredElsewhere(new PersonId(r.GetGuid(0)), new SchoolId(r.GetGuid(1))),
            cancel);
    }

    public async ValueTask<IReadOnlyList<PersonId>> Unregistered(IReadOnlyList<PersonId> people, DateTimeOffset? withoutCodeAt, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Read(
            connection,
            $"""
            SELECT p.id FROM person p WHERE p.id {database.In("people")} AND p.phone_hash IS NULL AND p.erased_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.person_id = p.id AND c.used_at IS NULL AND c.expires_at > @at)
            """,
            new { people = database.Of(people.Select(static p => p.Value)), at = withoutCodeAt?.ToUnixTimeMilliseconds() ?? long.MaxValue },
            static r => new PersonId(r.GetGuid(0)),
            cancel);
    }

    public async ValueTask<Refusal?> Apply(HeldAct held, RosterStep step, CancellationToken cancel)
    {
        await using var act = await _acts.BeginFor(new PersonId(Guid.Empty), held.School, cancel);
        if ((await RosterLocks.Take(act, database, [step], cancel) ?? await new RosterRows(act, keys, ownOnly: false).Write(step, cancel)) is { } refusal)
        {
            return refusal;
        }

        if (held.Note is { } note)
        {
            act.Note(note);
        }

        (Guid Id, long DueAt)? row = step.Affected.Count == 0 ? null : await Hold(act, held, step.Affected, cancel);
        await act.CommitPart(cancel);
        held.Note = null;
        if (row is { } told)
        {
            (held.Id, held.DueAt) = told;
        }

        return null;
    }

    public async ValueTask Release(HeldAct act, CancellationToken cancel)
    {
        if (act.Id is { } id)
        {
            await using var write = await database.Write(cancel);
            await write.Execute(
                "UPDATE outbox SET due_at = @now WHERE id = @id AND due_at = @DueAt", new { id, act.DueAt, now = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);
            await write.Commit(cancel);
        }

        await new KnownApplicants(database, _acts).Accept(act.School, cancel);
    }

    /// <summary>Holds the school's row back a little longer. A row that somebody has taken meanwhile is theirs: then a new one begins.</summary>
    private static async Task<(Guid Id, long DueAt)> Hold(Act act, HeldAct held, IReadOnlyList<AffectedChat> affected, CancellationToken cancel)
    {
        var due = (act.At + HeldAct.Hold).ToUnixTimeMilliseconds();
        affected = await ChatPlaces.Beside(act.Write, held.School, affected, act.Now, cancel);
        var payload = RosterPayload.Write(affected);
        if (held.Id is { } id
            && await act.Write.Execute("UPDATE outbox SET due_at = @due, payload = @payload WHERE id = @id AND due_at = @DueAt", new { id, due, payload, held.DueAt }, cancel) == 1)
        {
            return (id, due);
        }

        var fresh = Guid.CreateVersion7();
        await OutboxStore.Add(act.Write, fresh, held.School, affected, act.Now, due, cancel);
        return (fresh, due);
    }

    private async ValueTask<IReadOnlyList<StoredSchool>> ReadSchools(string which, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Read(
            connection,
            $"{SchoolColumns} WHERE {which}",
            parameters,
            static r => new StoredSchool(new SchoolId(r.GetGuid(0)), Text(r, 1), r.GetString(2), Text(r, 3), !r.IsDBNull(4))
            {
                Inn = Text(r, 5), Ogrn = Text(r, 6), HasCard = r.GetInt32(7) != 0,
            },
            cancel);
    }

    private static string? Text(DbDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);

    private static async Task<List<T>> Read<T>(DbConnection connection, string sql, object parameters, Func<DbDataReader, T> row, CancellationToken cancel)
    {
        var found = new List<T>();
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, commandTimeout: 120, cancellationToken: cancel));
        while (await reader.ReadAsync(cancel))
        {
            found.Add(row(reader));
        }

        return found;
    }
}
