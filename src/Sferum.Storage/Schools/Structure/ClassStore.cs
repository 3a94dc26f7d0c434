using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class ClassStore(IDatabase database, Acts acts, ChatTitles titles) : ISchoolClasses
{
    private const string Columns = """
        SELECT c.id AS id, c.title AS title, c.grade AS grade, c.school_year AS year, c.archived_at AS archivedAt,
          (SELECT count(*) FROM enrollment e WHERE e.class_id = c.id AND e.role = 'student' AND e.ended_at IS NULL) AS students,
          (SELECT count(*) FROM enrollment e WHERE e.class_id = c.id AND e.role = 'teacher' AND e.ended_at IS NULL) AS teachers,
          (SELECT g.id FROM chat g WHERE g.class_id = c.id AND g.kind = 'guardians' AND g.archived_at IS NULL) AS guardiansChat
        FROM school_class c
        """;

    private const string OfYear = "c.school_year = coalesce(@year, (SELECT y.year FROM school_year y WHERE y.school_id = @school AND y.is_current = 1))";

    private const string OfClass = "(c.class_id = @id OR s.class_id = @id)";

    public async ValueTask<StructurePage<SchoolClass>> List(SchoolId school, ClassFilter filter, Guid? after, int limit, CancellationToken cancel)
    {
        var page = StructureList.Limit(limit);
        var sql = $"""
            {Columns}
            WHERE c.school_id = @school AND {OfYear} AND c.archived_at {(filter.Archived ? "IS NOT NULL" : "IS NULL")}
            {(filter.Grade is null ? "" : "AND c.grade = @grade")}
            {(after is null ? "" : "AND (c.title, c.id) > (SELECT a.title, a.id FROM school_class a WHERE a.id = @after AND a.school_id = @school)")}
            ORDER BY c.title, c.id LIMIT @limit
            """;
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(sql, new { school, year = filter.Year, grade = filter.Grade, after, limit = page + 1 }, cancellationToken: cancel));
        return StructureList.Page(rows.Select(static r => r.Class()), page, static c => c.Id.Value);
    }

    public async ValueTask<SchoolClass?> Find(SchoolId school, ClassId id, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            new CommandDefinition($"{Columns} WHERE c.id = @id AND c.school_id = @school", new { school, id }, cancellationToken: cancel));
        return row?.Class();
    }

    public async ValueTask<IReadOnlyList<SchoolParallel>> Parallels(SchoolId school, int? year, CancellationToken cancel)
    {
        var sql = $"""
            SELECT c.grade AS grade, count(DISTINCT c.id) AS classes, count(e.id) AS students
            FROM school_class c LEFT JOIN enrollment e ON e.class_id = c.id AND e.role = 'student' AND e.ended_at IS NULL
            WHERE c.school_id = @school AND {OfYear} AND c.archived_at IS NULL
            GROUP BY c.grade ORDER BY length(c.grade), c.grade LIMIT {StructureText.MaxPage}
            """;
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<ParallelRow>(new CommandDefinition(sql, new { school, year }, cancellationToken: cancel));
        return [.. rows.Select(static r => new SchoolParallel(r.Grade, r.Classes, r.Students))];
    }

    public async ValueTask<Outcome<Enacted<SchoolClass>>> Create(Caller caller, string title, string? grade, int? year, CancellationToken cancel)
    {
        if (StructureList.Names(title, grade, out var names) is { } invalid)
        {
            return invalid;
        }

        if (year is { } number && !StructureText.IsYear(number))
        {
            return Refusals.FieldInvalid("year");
        }

        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await act.Year(year, cancel) is not { } of)
        {
            return Refusals.NoCurrentYear;
        }

        var made = new SchoolClass { Id = ClassId.New(), Title = names.Title, Grade = names.Grade, Year = of };
        var rows = new StructureRows(act);
        try
        {
            await rows.Classes([new ClassRow(made.Id, null, made.Title, made.Grade, of, Archived: false)], cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ClassTitleTaken;
        }

        var chats = StructureChats.Of(made.Id, made.Title, titles);
        await rows.Chats(chats, cancel);
        act.Note(new AuditNote("class.created", "class", made.Id.Value) { After = new { made.Title, made.Grade, made.Year } });
        act.Tell(chats.Select(c => new AffectedChat(c.Id, made.Id)));
        return await act.Commit(made, cancel);
    }

    public async ValueTask<Outcome<Enacted<SchoolClass>>> Change(Caller caller, ClassId id, string title, string? grade, CancellationToken cancel)
    {
        if (StructureList.Names(title, grade, out var names) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Hold(act, id, cancel) is not { } before)
        {
            return Refusals.NotFound;
        }

        if (before.ArchivedAt is not null)
        {
            return Refusals.InArchive;
        }

        try
        {
            await act.Write.Execute("UPDATE school_class SET title = @Title, grade = @Grade WHERE id = @id", new { names.Title, names.Grade, id }, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ClassTitleTaken;
        }

        foreach (var (kind, called) in titles.OfClass(names.Title))
        {
            await act.Retitle("c.class_id = @id AND c.kind = @kind", new { id, kind = kind.Code() }, called, cancel);
        }

        await SectionTitles.Retitle(act, titles, "s.class_id = @id", new { id }, cancel);
        act.Note(new AuditNote("class.changed", "class", id.Value)
        {
            Before = new { before.Title, before.Grade }, After = new { names.Title, names.Grade },
        });
        return await act.Commit(before with { Title = names.Title, Grade = names.Grade }, cancel);
    }

    public async ValueTask<Outcome<Enacted<SchoolClass>>> Archive(Caller caller, ClassId id, CancellationToken cancel)
    {
        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Hold(act, id, cancel) is not { } before)
        {
            return Refusals.NotFound;
        }

        if (before.ArchivedAt is not null || before.Students > 0)
        {
            return before.ArchivedAt is not null ? Refusals.InArchive : Refusals.ClassHasStudents((int)before.Students);
        }

        await act.Write.Execute("UPDATE school_class SET archived_at = @Now WHERE id = @id", new { id, act.Now }, cancel);
        await act.Write.Execute("UPDATE section SET archived_at = @Now WHERE class_id = @id AND archived_at IS NULL", new { id, act.Now }, cancel);
        await act.Write.Execute(
            """
            UPDATE enrollment SET ended_at = @Now WHERE ended_at IS NULL
            AND (class_id = @id OR section_id IN (SELECT s.id FROM section s WHERE s.class_id = @id AND s.archived_at = @Now))
            """,
            new { id, act.Now },
            cancel);
        await act.Archive(OfClass, new { id }, cancel);
        act.Note(new AuditNote("class.archived", "class", id.Value) { Before = new { before.Title, before.Grade, before.Year } });
        return await act.Commit(before with { ArchivedAt = act.At, Teachers = 0 }, cancel);
    }

    public async ValueTask<Outcome<Enacted<SchoolClass>>> Restore(Caller caller, ClassId id, CancellationToken cancel)
    {
        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Hold(act, id, cancel) is not { } before)
        {
            return Refusals.NotFound;
        }

        if (before.ArchivedAt is not { } archived)
        {
            return Refusals.NotInArchive;
        }

        var was = archived.ToUnixTimeMilliseconds();
        try
        {
            await act.Write.Execute("UPDATE school_class SET archived_at = NULL WHERE id = @id", new { id }, cancel);
            await act.Write.Execute("UPDATE section SET archived_at = NULL WHERE class_id = @id AND archived_at = @was", new { id, was }, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ClassTitleTaken;
        }

        await StructureList.Reopen(act, "role = 'teacher' AND (class_id = @id OR section_id IN (SELECT s.id FROM section s WHERE s.class_id = @id AND s.archived_at IS NULL))", id.Value, was, cancel);
        await act.Restore($"{OfClass} AND (s.id IS NULL OR s.archived_at IS NULL)", new { id }, cancel);
        act.Note(new AuditNote("class.restored", "class", id.Value) { After = new { before.Title, before.Grade, before.Year } });
        var now = (await act.Write.First<Row>($"{Columns} WHERE c.id = @id", new { id }, cancel))!;
        return await act.Commit(now.Class(), cancel);
    }

    /// <summary>The class, held until the act ends: whoever wants to put a student into it waits.</summary>
    private async Task<SchoolClass?> Hold(Act act, ClassId id, CancellationToken cancel)
    {
        // First the lock, then a new look: on PostgreSQL what others have committed while we waited is seen by the next statement only.
        await act.Write.First<Guid?>($"SELECT id FROM school_class WHERE id = @id AND school_id = @School {database.ForUpdate()}", new { id, act.School }, cancel);
        return (await act.Write.First<Row>($"{Columns} WHERE c.id = @id AND c.school_id = @School", new { id, act.School }, cancel))?.Class();
    }

    private sealed record Row
    {
        public ClassId Id { get; init; }

        public string Title { get; init; } = "";

        public string? Grade { get; init; }

        public int Year { get; init; }

        public long? ArchivedAt { get; init; }

        public long Students { get; init; }

        public long Teachers { get; init; }

        public ChatId? GuardiansChat { get; init; }

        public SchoolClass Class() => new()
        {
            Id = Id, Title = Title, Grade = Grade, Year = Year, ArchivedAt = StructureList.Time(ArchivedAt), Students = Students, Teachers = Teachers,
            GuardiansChat = GuardiansChat,
        };
    }

    private sealed record ParallelRow
    {
        public string? Grade { get; init; }

        public long Classes { get; init; }

        public long Students { get; init; }
    }
}
