using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class SectionStore(IDatabase database, Acts acts, ChatTitles titles) : ISections
{
    private const string OfYear = "s.school_year = coalesce(@year, (SELECT y.year FROM school_year y WHERE y.school_id = @school AND y.is_current = 1))";

    public async ValueTask<StructurePage<Section>> List(SchoolId school, SectionFilter filter, Guid? after, int limit, CancellationToken cancel)
    {
        var page = StructureList.Limit(limit);
        var sql = $"""
            {SectionRead.Columns}
            WHERE s.school_id = @school AND s.archived_at {(filter.Archived ? "IS NOT NULL" : "IS NULL")} AND {(filter.Class is null ? OfYear : "s.class_id = @class")}
            {(filter.Grade is null ? "" : "AND s.class_id IS NULL AND s.grade = @grade")}
            {(after is null ? "" : "AND (s.title, s.id) > (SELECT a.title, a.id FROM section a WHERE a.id = @after AND a.school_id = @school)")}
            ORDER BY s.title, s.id LIMIT @limit
            """;
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<SectionRead>(new CommandDefinition(
            sql, new { school, year = filter.Year, @class = filter.Class?.Value, grade = filter.Grade, after, limit = page + 1 }, cancellationToken: cancel));
        return StructureList.Page(rows.Select(static r => r.Section()), page, static s => s.Id.Value);
    }

    public async ValueTask<IReadOnlyList<StudentGroup>> Groups(SchoolId school, int? year, CancellationToken cancel)
    {
        var sql = $"""
            SELECT s.class_id AS class, s.grade AS grade, s.group_title AS title, count(*) AS sections FROM section s
            WHERE s.school_id = @school AND {OfYear} AND s.archived_at IS NULL AND s.group_title <> ''
            GROUP BY s.class_id, s.grade, s.group_title ORDER BY s.group_title, s.class_id LIMIT {StructureText.MaxPage}
            """;
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<GroupRow>(new CommandDefinition(sql, new { school, year }, cancellationToken: cancel));
        return [.. rows.Select(static r => new StudentGroup(r.Class, r.Grade, r.Title, r.Sections))];
    }

    public async ValueTask<Outcome<Enacted<Section>>> Create(Caller caller, NewSection section, CancellationToken cancel)
    {
        var (group, grade) = (StructureText.Optional(section.Group, "group", StructureText.MaxTitle), StructureText.Optional(section.Grade, "grade", StructureText.MaxGrade));
        if (group.IsRefused(out var refusal) || grade.IsRefused(out refusal))
        {
            return refusal;
        }

        // Of a class, or of a parallel: one of the two.
        if (section.Class is null == grade.Value is null || (section.Class is null && group.Value is null))
        {
            return Refusals.FieldInvalid(section.Class is null == grade.Value is null ? "class" : "group");
        }

        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var subject = await act.Write.First<string>(
            "SELECT title FROM subject WHERE id = @Subject AND school_id = @School AND archived_at IS NULL", new { section.Subject, act.School }, cancel);
        var place = section.Class is { } id ? await Class(act, id, cancel) : new PlaceRow { Title = grade.Value! };
        if (subject is null || place is null)
        {
            return Refusals.NotFound;
        }

        if ((section.Class is null ? await act.Year(section.Year, cancel) : place.Year) is not { } year || !StructureText.IsYear(year))
        {
            return section.Year is null ? Refusals.NoCurrentYear : Refusals.FieldInvalid("year");
        }

        var row = new SectionRow(SectionId.New(), null, titles.OfGroup(subject, place.Title, group.Value ?? ""), subject, year, section.Class, Archived: false)
        {
            SubjectId = section.Subject, Grade = grade.Value, Group = group.Value ?? "",
        };
        var rows = new StructureRows(act);
        try
        {
            await rows.Sections([row], cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SectionTaken;
        }

        var chat = new ChatRow(ChatId.New(), ChatKind.Study, row.Title, null, row.Id, Archived: false);
        await rows.Chats([chat], cancel);
        if (row.Group.Length == 0)
        {
            await EnrollClass(act, section.Class!.Value, row.Id, cancel);
        }

        act.Note(new AuditNote("section.created", "section", row.Id.Value) { After = new { row.Title, row.Subject, row.Group, row.Year } });
        act.Tell([new AffectedChat(chat.Id, section.Class)]);
        return await act.Commit(await Now(act, row.Id, cancel), cancel);
    }

    public async ValueTask<Outcome<Enacted<Section>>> RenameGroup(Caller caller, SectionId id, string? group, CancellationToken cancel)
    {
        var named = StructureText.Optional(group, "group", StructureText.MaxTitle);
        if (named.IsRefused(out var refusal))
        {
            return refusal;
        }

        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Find(act, id, cancel) is not { } before)
        {
            return Refusals.NotFound;
        }

        if (before.ArchivedAt is not null || (named.Value is null) != (before.Group.Length == 0))
        {
            return before.ArchivedAt is not null ? Refusals.InArchive : Refusals.FieldInvalid("group");
        }

        try
        {
            await act.Write.Execute("UPDATE section SET group_title = @group WHERE id = @id", new { id, group = named.Value ?? "" }, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SectionTaken;
        }

        await SectionTitles.Retitle(act, titles, before.Class is null ? "s.id = @id" : "s.class_id = @class", new { id, @class = before.Class?.Value }, cancel);
        act.Note(new AuditNote("section.changed", "section", id.Value) { Before = before.Group, After = named.Value });
        return await act.Commit(await Now(act, id, cancel), cancel);
    }

    public ValueTask<Outcome<Enacted<Section>>> Archive(Caller caller, SectionId id, CancellationToken cancel) => Move(caller, id, away: true, cancel);

    public ValueTask<Outcome<Enacted<Section>>> Restore(Caller caller, SectionId id, CancellationToken cancel) => Move(caller, id, away: false, cancel);

    private async ValueTask<Outcome<Enacted<Section>>> Move(Caller caller, SectionId id, bool away, CancellationToken cancel)
    {
        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Find(act, id, cancel) is not { } before)
        {
            return Refusals.NotFound;
        }

        if (before.ArchivedAt is null != away)
        {
            return away ? Refusals.InArchive : Refusals.NotInArchive;
        }

        // A section without its class can't come back before it.
        if (!away && before.Class is { } of && await Class(act, of, cancel) is null)
        {
            return Refusals.InArchive;
        }

        try
        {
            await act.Write.Execute("UPDATE section SET archived_at = @at WHERE id = @id", new { id, at = away ? act.Now : (long?)null }, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SectionTaken;
        }

        if (away)
        {
            await act.Write.Execute("UPDATE enrollment SET ended_at = @Now WHERE section_id = @id AND ended_at IS NULL", new { id, act.Now }, cancel);
            await act.Archive("c.section_id = @id", new { id }, cancel);
        }
        else
        {
            await StructureList.Reopen(act, "section_id = @id", id.Value, before.ArchivedAt!.Value.ToUnixTimeMilliseconds(), cancel);
            await act.Restore("c.section_id = @id", new { id }, cancel);
        }

        act.Note(new AuditNote(away ? "section.archived" : "section.restored", "section", id.Value) { After = new { before.Title, before.Year } });
        return await act.Commit(await Now(act, id, cancel), cancel);
    }

    private async Task<Section?> Find(Act act, SectionId id, CancellationToken cancel)
    {
        await act.Write.First<Guid?>($"SELECT id FROM section WHERE id = @id AND school_id = @School {database.ForUpdate()}", new { id, act.School }, cancel);
        return (await act.Write.First<SectionRead>($"{SectionRead.Columns} WHERE s.id = @id AND s.school_id = @School", new { id, act.School }, cancel))?.Section();
    }

    private async Task<Section> Now(Act act, SectionId id, CancellationToken cancel) => (await Find(act, id, cancel))!;

    /// <summary>A living class of the school.</summary>
    private static Task<PlaceRow?> Class(Act act, ClassId id, CancellationToken cancel) => act.Write.First<PlaceRow>(
        "SELECT title AS title, school_year AS year FROM school_class WHERE id = @id AND school_id = @School AND archived_at IS NULL", new { id, act.School }, cancel);

    private static async Task EnrollClass(Act act, ClassId @class, SectionId section, CancellationToken cancel)
    {
        var students = (await act.Write.Query<Guid>(
            "SELECT person_id FROM enrollment WHERE class_id = @class AND role = 'student' AND ended_at IS NULL", new { @class }, cancel)).ToArray();
        await act.Write.Insert(
            "enrollment",
            "ON CONFLICT DO NOTHING",
            [
                new BulkColumn("id", Array.ConvertAll(students, static _ => Guid.CreateVersion7())),
                new BulkColumn("person_id", students),
                new BulkColumn("school_id", Array.ConvertAll(students, _ => act.School!.Value.Value)),
                new BulkColumn("section_id", Array.ConvertAll(students, _ => section.Value)),
                new BulkColumn("role", Array.ConvertAll(students, static _ => "student")),
                new BulkColumn("began_at", Array.ConvertAll(students, _ => act.Now)),
            ],
            cancel);
    }

    private sealed record PlaceRow
    {
        public string Title { get; init; } = "";

        public int? Year { get; init; }
    }

    private sealed record GroupRow
    {
        public ClassId? Class { get; init; }

        public string? Grade { get; init; }

        public string Title { get; init; } = "";

        public long Sections { get; init; }
    }
}
