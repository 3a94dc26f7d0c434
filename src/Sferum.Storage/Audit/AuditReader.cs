using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Audit;

/// <summary>Reads the record: rows by number, keys of a page's people in one query, names in another.</summary>
internal sealed class AuditReader(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IAuditRecord
{
    /// <summary>Rows stand in the order in which they were committed, their times are those when their acts began: so far the two may differ.</summary>
    private const int OutOfOrder = 1000;

    private readonly PersonKeys _people = new(keys);

    public async ValueTask<Outcome<AuditPage>> Read(Caller caller, AuditQuery query, CancellationToken cancel)
    {
        AuditPage page;
        bool about;
        await using (var connection = await database.Read(cancel))
        {
            var held = await RolesNow.Of(connection, caller.Person, caller.School, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
            if (!PolicyTable.Allows(Operation.SeeAudit, held))
            {
                return Refusals.Denied;
            }

            page = await Page(connection, caller.School?.Value ?? Guid.Empty, query, cancel);
            about = query is { Subject: { } subject, Before: null } && await IsPerson(connection, subject, cancel);
        }

        if (about)
        {
            await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
            act.Note(AuditNote.About("audit.read_about", new PersonId(query.Subject!.Value)));
            await act.Commit(page, cancel);
        }

        return page;
    }

    private async Task<AuditPage> Page(DbConnection connection, Guid chain, AuditQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, AuditQuery.MaxLimit);
        var rows = (await connection.QueryAsync<AuditRow>(new CommandDefinition(
            $"""
            SELECT school_id AS School, number AS Number, at AS At, actor_id AS Actor, act AS Act, subject_kind AS SubjectKind, subject_id AS Subject,
              person_id AS Person, content AS Content
            FROM audit a WHERE school_id = @chain AND number < @before
              {(query.Act is null ? "" : "AND act = @Act")}
              {(query.Actor is null ? "" : "AND actor_id = @Actor")}
              {(query.Subject is null ? "" : "AND subject_id = @Subject")}
              {(query.From is null ? "" : $"""
                AND at >= @from AND number >= (SELECT x.number FROM audit x WHERE x.school_id = @chain AND x.at >= @from ORDER BY x.at, x.number LIMIT 1) - {OutOfOrder}
                """)}
              {(query.To is null ? "" : $"""
                AND at < @to AND number <= (SELECT x.number FROM audit x WHERE x.school_id = @chain AND x.at < @to ORDER BY x.at DESC, x.number DESC LIMIT 1) + {OutOfOrder}
                """)}
            ORDER BY number DESC LIMIT @more
            """,
            new
            {
                chain, query.Act, query.Actor, query.Subject, before = query.Before ?? long.MaxValue, more = limit + 1,
                from = query.From?.ToUnixTimeMilliseconds(), to = query.To?.ToUnixTimeMilliseconds(),
            },
            cancellationToken: cancel))).AsList();
        var next = rows.Count > limit ? rows[limit - 1].Number : (long?)null;
        rows = rows[..Math.Min(limit, rows.Count)];
        var opened = await _people.Open(connection, database, [.. rows.Where(static r => r.Person is not null).Select(static r => r.Person!.Value).Distinct()], cancel);
        var names = await Names(connection, [.. rows.SelectMany(static r => new[] { r.Actor, r.Subject }).Distinct()], cancel);
        return new AuditPage(rows.ConvertAll(row => Entry(row, opened, names)), next);
    }

    private AuditEntry Entry(AuditRow row, IReadOnlyDictionary<Guid, PersonKey> people, Dictionary<Guid, string> names)
    {
        var (state, content) = Content(row, people);
        return new AuditEntry
        {
            Number = row.Number,
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.At),
            Act = row.Act,
            Actor = row.Actor == Guid.Empty ? null : new PersonId(row.Actor),
            ActorName = names.GetValueOrDefault(row.Actor),
            SubjectKind = row.SubjectKind,
            Subject = row.Subject,
            SubjectName = names.GetValueOrDefault(row.Subject),
            State = state,
            Before = content?.Before,
            After = content?.After,
            Reason = content?.Reason,
        };
    }

    private (AuditContentState State, AuditContent? Content) Content(AuditRow row, IReadOnlyDictionary<Guid, PersonKey> people)
    {
        var person = row.Person is { } id ? people.GetValueOrDefault(id) : new PersonKey(keys.AuditKey.ToArray(), Erased: false);
        if (person.Erased)
        {
            return (AuditContentState.Erased, null);
        }

        if (person.Key is null)
        {
            return (AuditContentState.Unreadable, null);
        }

        try
        {
            var content = AuditSeal.Open(person.Key, row.Content, AuditRow.Place(row.School, row.Number));
            return (AuditContentState.Open, JsonSerializer.Deserialize<AuditContent>(content, AuditWriter.Json));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or OverflowException)
        {
            return (AuditContentState.Unreadable, null);
        }
    }

    private static async Task<bool> IsPerson(DbConnection connection, Guid subject, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT 1 FROM person WHERE id = @subject", new { subject }, cancellationToken: cancel)) is not null;

    private async Task<Dictionary<Guid, string>> Names(DbConnection connection, Guid[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var some = database.In("ids");
        var names = await connection.QueryAsync<NameRow>(new CommandDefinition(
            $"""
            SELECT id AS Id, display_name AS Name FROM person WHERE id {some} AND erased_at IS NULL
            UNION ALL SELECT id, title FROM school_class WHERE id {some}
            UNION ALL SELECT id, title FROM section WHERE id {some}
            UNION ALL SELECT id, title FROM chat WHERE id {some}
            UNION ALL SELECT id, name FROM school WHERE id {some}
            """,
            new { ids = database.Of(ids) },
            cancellationToken: cancel));
        var found = new Dictionary<Guid, string>();
        foreach (var name in names)
        {
            found[name.Id] = name.Name;
        }

        return found;
    }

    private sealed record NameRow
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = "";
    }
}
