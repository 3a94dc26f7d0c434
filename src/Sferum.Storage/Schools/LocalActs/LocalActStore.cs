using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class LocalActStore(IDatabase database, Acts acts, TimeProvider time) : ILocalActs
{
    private const string Columns = """
        version AS Version, title AS Title, CASE WHEN file IS NULL THEN 0 ELSE 1 END AS HasFile, created_at AS CreatedAt, activated_at AS ActivatedAt, retired_at AS RetiredAt
        """;

    private const string InForce = "activated_at IS NOT NULL AND retired_at IS NULL";

    private readonly AcceptanceReader _acceptance = new(database);

    public async ValueTask<Outcome<Enacted<LocalAct>>> Draft(Caller caller, LocalActKind kind, LocalActDraft draft, CancellationToken cancel)
    {
        if (draft.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.ManageRegulation, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var id = Guid.CreateVersion7();
        var title = draft.Title.Trim();
        int version;
        try
        {
            version = await act.Write.First<int>(
                """
                INSERT INTO local_act (id, school_id, kind, version, title, text, file, created_at, created_by)
                SELECT @id, @School, @Code, coalesce((SELECT max(x.version) FROM local_act x WHERE x.school_id = @School AND x.kind = @Code), 0) + 1,
                  @title, @Text, @File, @Now, @Actor
                RETURNING version
                """,
                new { id, act.School, Code = kind.Code(), title, draft.Text, draft.File, act.Now, act.Actor },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            // Two drafts at once: the number is taken, the next try gets the next.
            return Refusals.Overloaded;
        }

        act.Note(new AuditNote("regulation.drafted", "local_act", id) { After = new { kind = kind.Code(), version, title } });
        return await act.Commit(
            new LocalAct { Kind = kind, Version = version, Title = title, Text = draft.Text, HasFile = draft.File is not null, CreatedAt = act.At }, cancel);
    }

    public async ValueTask<Outcome<Enacted<LocalAct>>> Activate(Caller caller, LocalActKind kind, int version, bool required, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ActivateRegulation, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var which = new { act.School, kind = kind.Code(), version, act.Now, act.Actor, required = required ? 1 : 0 };
        if (database.Dialect == Dialect.PostgreSql)
        {
            // Two who activate at once come one after the other, instead of each waiting for what the other has.
            await act.Write.Execute("SELECT 1 FROM school WHERE id = @School FOR NO KEY UPDATE", which, cancel);
        }

        if (await act.Write.First<Row>($"SELECT id AS Id, text AS Text, {Columns} FROM local_act WHERE school_id = @School AND kind = @kind AND version = @version", which, cancel)
            is not { } row)
        {
            return Refusals.NotFound;
        }

        var before = await act.Write.First<int?>($"SELECT version FROM local_act WHERE school_id = @School AND kind = @kind AND {InForce}", which, cancel);
        try
        {
            await act.Write.Execute(
                $"UPDATE local_act SET retired_at = @Now WHERE school_id = @School AND kind = @kind AND version <> @version AND {InForce}", which, cancel);
            var put = await act.Write.Execute(
                """
                UPDATE local_act SET activated_at = coalesce(activated_at, @Now), activated_by = coalesce(activated_by, @Actor)
                WHERE school_id = @School AND kind = @kind AND version = @version AND retired_at IS NULL
                """,
                which,
                cancel);
            if (put == 0)
            {
                return Refusals.RegulationChanged;
            }
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.RegulationChanged;
        }

        var column = kind == LocalActKind.Regulation ? "regulation_required" : "consent_required";
        var changed = await act.Write.Execute($"UPDATE school SET {column} = @required WHERE id = @School AND {column} <> @required", which, cancel) > 0;
        if (changed && kind == LocalActKind.Consent)
        {
            act.Tell(await ChatsOf.Students(act.Write, act.School!.Value, cancel));
        }

        act.Note(new AuditNote("regulation.activated", "local_act", row.Id)
        {
            Before = before is null ? null : new { which.kind, version = before },
            After = new { which.kind, version, required },
        });
        return await act.Commit(row.Of(kind) with { ActivatedAt = row.Of(kind).ActivatedAt ?? act.At }, cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<LocalAct>>> List(Caller caller, LocalActKind kind, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (!await Manages(connection, caller, cancel))
        {
            return Refusals.Denied;
        }

        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM local_act WHERE school_id = @School AND kind = @kind ORDER BY version DESC LIMIT 200",
            new { caller.School, kind = kind.Code() },
            cancellationToken: cancel));
        return rows.Select(r => r.Of(kind)).ToList();
    }

    public async ValueTask<LocalAct?> Read(Caller caller, LocalActKind kind, int version, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT text AS Text, {Columns} FROM local_act WHERE school_id = @School AND kind = @kind AND version = @version",
            new { caller.School, kind = kind.Code(), version },
            cancellationToken: cancel));
        return row is not null && (row.ActivatedAt is not null || await Manages(connection, caller, cancel)) ? row.Of(kind) : null;
    }

    public async ValueTask<byte[]?> File(Caller caller, LocalActKind kind, int version, CancellationToken cancel)
    {
        if (await Read(caller, kind, version, cancel) is not { HasFile: true })
        {
            return null;
        }

        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<byte[]>(new CommandDefinition(
            "SELECT file FROM local_act WHERE school_id = @School AND kind = @kind AND version = @version",
            new { caller.School, kind = kind.Code(), version },
            cancellationToken: cancel));
    }

    public async ValueTask<ActiveLocalAct> Active(Caller caller, LocalActKind kind, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<ActiveRow>(new CommandDefinition(
            $"""
            SELECT a.text AS Text, a.version AS Version, a.title AS Title, CASE WHEN a.file IS NULL THEN 0 ELSE 1 END AS HasFile, a.created_at AS CreatedAt,
              a.activated_at AS ActivatedAt, r.accepted_at AS AcceptedAt,
              CASE a.kind WHEN 'regulation' THEN s.regulation_required ELSE s.consent_required END AS Required
            FROM local_act a JOIN school s ON s.id = a.school_id
            LEFT JOIN regulation_acceptance r ON a.kind = 'regulation' AND r.school_id = a.school_id AND r.version = a.version AND r.person_id = @Person
            WHERE a.school_id = @School AND a.kind = @kind AND a.{InForce.Replace("AND ", "AND a.", StringComparison.Ordinal)}
            """,
            new { caller.School, caller.Person, kind = kind.Code() },
            cancellationToken: cancel));
        return row is null
            ? new ActiveLocalAct(null, null, Required: false)
            : new ActiveLocalAct(row.Of(kind), Time(row.AcceptedAt), row.Required != 0);
    }

    public async ValueTask<Outcome<Unit>> Accept(Caller caller, int version, CancellationToken cancel)
    {
        var accepted = new { caller.School, caller.Person, version, now = time.GetUtcNow().ToUnixTimeMilliseconds() };
        await using var write = await database.Write(cancel);
        if (await write.First<long?>("SELECT 1 FROM affiliation WHERE person_id = @Person AND school_id = @School AND ended_at IS NULL LIMIT 1", accepted, cancel) is null)
        {
            return Refusals.NotFound;
        }

        var active = await write.First<int?>($"SELECT version FROM local_act WHERE school_id = @School AND kind = 'regulation' AND {InForce}", accepted, cancel);
        if (active != version)
        {
            return Refusals.RegulationChanged;
        }

        await write.Execute(
            """
            INSERT INTO regulation_acceptance (school_id, version, person_id, accepted_at) VALUES (@School, @version, @Person, @now)
            ON CONFLICT DO NOTHING
            """,
            accepted,
            cancel);
        await write.Commit(cancel);
        return default(Unit);
    }

    public async ValueTask<PendingRegulation?> Pending(PersonId person, SchoolId school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<PendingRow>(new CommandDefinition(
            $"SELECT w.version AS Version, c.regulation_required AS Required FROM {LocalActSql.Waits("@school", "@person")}",
            new { person, school },
            cancellationToken: cancel));
        return row is null ? null : new PendingRegulation((int)row.Version, row.Required != 0);
    }

    public async ValueTask<Outcome<AcceptancePage>> Acceptance(Caller caller, bool accepted, string? cursor, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Manages(connection, caller, cancel) ? await _acceptance.Page(connection, caller.School!.Value, accepted, cursor, cancel) : Refusals.Denied;
    }

    private async Task<bool> Manages(DbConnection connection, Caller caller, CancellationToken cancel) => PolicyTable.Allows(
        Operation.ManageRegulation, await RolesNow.Of(connection, caller.Person, caller.School, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel));

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } some ? DateTimeOffset.FromUnixTimeMilliseconds(some) : null;

    private record Row
    {
        public Guid Id { get; init; }

        public long Version { get; init; }

        public string Title { get; init; } = "";

        public string? Text { get; init; }

        public long HasFile { get; init; }

        public long CreatedAt { get; init; }

        public long? ActivatedAt { get; init; }

        public long? RetiredAt { get; init; }

        public LocalAct Of(LocalActKind kind) => new()
        {
            Kind = kind,
            Version = (int)Version,
            Title = Title,
            Text = Text,
            HasFile = HasFile != 0,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            ActivatedAt = Time(ActivatedAt),
            RetiredAt = Time(RetiredAt),
        };
    }

    private sealed record ActiveRow : Row
    {
        public long? AcceptedAt { get; init; }

        public long Required { get; init; }
    }

    private sealed record PendingRow
    {
        public long Version { get; init; }

        public long Required { get; init; }
    }
}
