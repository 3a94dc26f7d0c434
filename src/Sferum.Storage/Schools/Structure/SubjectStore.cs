using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class SubjectStore(IDatabase database, Acts acts, ChatTitles titles) : ISubjects
{
    public async ValueTask<StructurePage<Subject>> List(SchoolId school, bool archived, Guid? after, int limit, CancellationToken cancel)
    {
        var page = StructureList.Limit(limit);
        var sql = $"""
            SELECT s.id AS id, s.title AS title, s.archived_at AS archivedAt FROM subject s
            WHERE s.school_id = @school AND s.archived_at {(archived ? "IS NOT NULL" : "IS NULL")}
            {(after is null ? "" : "AND (s.title, s.id) > (SELECT a.title, a.id FROM subject a WHERE a.id = @after AND a.school_id = @school)")}
            ORDER BY s.title, s.id LIMIT @limit
            """;
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { school, after, limit = page + 1 }, cancellationToken: cancel));
        return StructureList.Page(rows.Select(static r => r.Subject()), page, static s => s.Id);
    }

    public ValueTask<Outcome<Enacted<Subject>>> Create(Caller caller, string title, CancellationToken cancel) =>
        Write(caller, Guid.CreateVersion7(), title, isNew: true, cancel);

    public ValueTask<Outcome<Enacted<Subject>>> Rename(Caller caller, Guid id, string title, CancellationToken cancel) =>
        Write(caller, id, title, isNew: false, cancel);

    public ValueTask<Outcome<Enacted<Subject>>> Archive(Caller caller, Guid id, CancellationToken cancel) => Move(caller, id, away: true, cancel);

    public ValueTask<Outcome<Enacted<Subject>>> Restore(Caller caller, Guid id, CancellationToken cancel) => Move(caller, id, away: false, cancel);

    private async ValueTask<Outcome<Enacted<Subject>>> Write(Caller caller, Guid id, string title, bool isNew, CancellationToken cancel)
    {
        var named = StructureText.Title(title);
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
        var before = await Find(act, id, cancel);
        if (!isNew && before is not { ArchivedAt: null })
        {
            return before is null ? Refusals.NotFound : Refusals.InArchive;
        }

        try
        {
            await act.Write.Execute(
                isNew ? "INSERT INTO subject (id, school_id, title, created_at) VALUES (@id, @School, @Value, @Now)" : "UPDATE subject SET title = @Value WHERE id = @id",
                new { id, act.School, named.Value, act.Now },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SubjectTaken;
        }

        if (!isNew)
        {
            await act.Write.Execute("UPDATE section SET subject = @Value WHERE subject_id = @id AND archived_at IS NULL", new { id, named.Value }, cancel);
            await SectionTitles.Retitle(act, titles, "s.subject_id = @id", new { id }, cancel);
        }

        act.Note(new AuditNote(isNew ? "subject.created" : "subject.renamed", "subject", id) { Before = before?.Title, After = named.Value });
        return await act.Commit(new Subject(id, named.Value, null), cancel);
    }

    private async ValueTask<Outcome<Enacted<Subject>>> Move(Caller caller, Guid id, bool away, CancellationToken cancel)
    {
        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Find(act, id, cancel) is not { } subject)
        {
            return Refusals.NotFound;
        }

        if (subject.ArchivedAt is null != away)
        {
            return away ? Refusals.InArchive : Refusals.NotInArchive;
        }

        DateTimeOffset? at = away ? act.At : null;
        try
        {
            await act.Write.Execute("UPDATE subject SET archived_at = @at WHERE id = @id", new { id, at = at?.ToUnixTimeMilliseconds() }, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SubjectTaken;
        }

        act.Note(new AuditNote(away ? "subject.archived" : "subject.restored", "subject", id) { Before = away ? subject.Title : null, After = away ? null : subject.Title });
        return await act.Commit(subject with { ArchivedAt = at }, cancel);
    }

    private static async Task<Subject?> Find(Act act, Guid id, CancellationToken cancel) => (await act.Write.First<Row>(
        "SELECT id AS id, title AS title, archived_at AS archivedAt FROM subject WHERE id = @id AND school_id = @School", new { id, act.School }, cancel))?.Subject();

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Title { get; init; } = "";

        public long? ArchivedAt { get; init; }

        public Subject Subject() => new(Id, Title, StructureList.Time(ArchivedAt));
    }
}
