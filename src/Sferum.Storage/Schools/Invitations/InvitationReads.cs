using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>What is read about links.</summary>
internal sealed class InvitationReads(IDatabase database, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<Outcome<InvitationPage>> List(Caller caller, InvitationQuery query, CancellationToken cancel)
    {
        var now = Now;
        var limit = Math.Clamp(query.Limit, 1, TimeCursor.MaxPage);
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.SeeInvitations, now, cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var sql = $"{InvitationSql.Select} WHERE {InvitationSql.Seen(held.Value)}"
            + (query.Kind is null ? "" : " AND i.kind = @kind")
            + (query.Class is null ? "" : " AND i.class_id = @class")
            + (query.After is null ? "" : " AND (i.created_at, i.id) < (@at, @last)")
            + " ORDER BY i.created_at DESC, i.id DESC LIMIT @take";
        var rows = (await connection.QueryAsync<InvitationRow>(new CommandDefinition(
            sql,
            new
            {
                school = caller.School, person = caller.Person, now, take = limit + 1, kind = query.Kind?.Code(), @class = query.Class,
                at = query.After?.At, last = query.After?.Id,
            },
            cancellationToken: cancel))).AsList();
        return new InvitationPage(
            [.. rows.Take(limit).Select(static r => r.Read())],
            rows.Count > limit ? new TimeCursor(rows[limit - 1].CreatedAt, rows[limit - 1].Id.Value) : null);
    }

    public async ValueTask<Outcome<InvitationLogPage>> Log(Caller caller, InvitationId id, TimeCursor? after, int limit, CancellationToken cancel)
    {
        var now = Now;
        limit = Math.Clamp(limit, 1, TimeCursor.MaxPage);
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.SeeInvitations, now, cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var before = after is null ? "" : " AND (x.at, x.id) < (@at, @last)";
        if (await connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(
                $"SELECT 1 FROM invitation i WHERE i.id = @id AND {InvitationSql.Seen(held.Value)}",
                new { id, school = caller.School, person = caller.Person },
                cancellationToken: cancel)) is null)
        {
            return Refusals.NotFound;
        }

        var rows = (await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"""
            SELECT x.id AS Id, 'used' AS What, x.person_id AS Person, p.display_name AS Name, NULL AS "To", x.at AS At
            FROM invitation_use x JOIN person p ON p.id = x.person_id WHERE x.invitation_id = @id{before}
            UNION ALL
            SELECT x.id, x.means, x.by_id, p.display_name, t.display_name, x.at
            FROM invitation_hand_out x JOIN person p ON p.id = x.by_id LEFT JOIN person t ON t.id = x.to_id WHERE x.invitation_id = @id{before}
            ORDER BY At DESC, Id DESC LIMIT @take
            """,
            new { id, take = limit + 1, at = after?.At, last = after?.Id },
            cancellationToken: cancel))).AsList();
        return new InvitationLogPage(
            [.. rows.Take(limit).Select(static r => new InvitationEvent(r.What, r.Person, r.Name, r.To, DateTimeOffset.FromUnixTimeMilliseconds(r.At)))],
            rows.Count > limit ? new TimeCursor(rows[limit - 1].At, rows[limit - 1].Id) : null);
    }

    public async ValueTask<Outcome<InvitationGlimpse>> Peek(byte[] hash, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<GlimpseRow>(new CommandDefinition(
            $"""
            SELECT o.name AS SchoolName, i.kind AS Kind, i.role AS Role, k.title AS ClassTitle
            FROM invitation i JOIN school o ON o.id = i.school_id LEFT JOIN school_class k ON k.id = i.class_id
            WHERE i.secret_hash = @hash AND {InvitationSql.Alive}
            """,
            new { hash, now = Now },
            cancellationToken: cancel));
        return row is null
            ? Refusals.InvitationInvalid
            : new InvitationGlimpse(row.SchoolName, InvitationKinds.Parse(row.Kind)!.Value, RoleCodes.Parse(row.Role), row.ClassTitle);
    }

    private sealed record EventRow
    {
        public Guid Id { get; init; }

        public string What { get; init; } = "";

        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public string? To { get; init; }

        public long At { get; init; }
    }

    private sealed record GlimpseRow
    {
        public string SchoolName { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Role { get; init; } = "";

        public string? ClassTitle { get; init; }
    }
}
