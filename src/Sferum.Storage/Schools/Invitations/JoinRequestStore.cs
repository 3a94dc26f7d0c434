using Dapper;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class JoinRequestStore(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IJoinRequests
{
    private const int OwnListed = 50;

    public async ValueTask<Outcome<Enacted<JoinRequest>>> Use(Caller caller, string secret, ApplicantName? name, CancellationToken cancel)
    {
        if (InvitationSecret.Hash(keys, secret) is not { } hash || await SchoolOf(hash, cancel) is not { } school)
        {
            return Refusals.InvitationInvalid;
        }

        await using var act = await acts.BeginFor(caller.Person, school, cancel);
        var made = await new LinkUse(act, hash, cancel).Make(name);
        return made.IsRefused(out var refusal) ? refusal : await act.Commit(await JoinSql.Read(act, made.Value, cancel), cancel);
    }

    public async ValueTask<IReadOnlyList<JoinRequest>> Own(PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<JoinRow>(new CommandDefinition(
            $"{JoinSql.Select} WHERE r.person_id = @person ORDER BY r.created_at DESC, r.id DESC LIMIT {OwnListed}", new { person }, cancellationToken: cancel));
        return [.. rows.Select(static r => r.Read())];
    }

    public async ValueTask<Outcome<Enacted<JoinRequest>>> Withdraw(Caller caller, JoinRequestId id, CancellationToken cancel)
    {
        if (await SchoolOf(id, caller.Person, cancel) is not { } school)
        {
            return Refusals.NotFound;
        }

        await using var act = await acts.BeginFor(caller.Person, school, cancel);
        if (await act.Write.Execute(
                """
                UPDATE join_request SET status = 'withdrawn', rev = rev + 1, decided_at = @Now, decided_by = @Actor
                WHERE id = @id AND person_id = @Actor AND status = 'pending'
                """,
                new { id, act.Actor, act.Now },
                cancel) == 0)
        {
            return Refusals.JoinDecided;
        }

        act.Note(AuditNote.About("join.withdrawn", act.Actor) with { After = new { request = id.Value } });
        return await act.Commit(await JoinSql.Read(act, id, cancel), cancel);
    }

    public async ValueTask<Outcome<JoinQueue>> Queue(Caller caller, JoinQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, TimeCursor.MaxPage);
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.DecideJoinRequests, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var sql = $"{JoinSql.Select} WHERE r.school_id = @School AND r.status = @status"
            + (query.Kind is null ? "" : " AND r.kind = @kind")
            + (query.Class is null ? "" : " AND r.class_id = @Class")
            + (query.After is null ? "" : " AND (r.created_at, r.id) > (@at, @last)")
            + " ORDER BY r.created_at, r.id LIMIT @take";
        var rows = (await connection.QueryAsync<JoinRow>(new CommandDefinition(
            sql,
            new { caller.School, status = query.Status.Code(), kind = query.Kind?.Code(), query.Class, at = query.After?.At, last = query.After?.Id, take = limit + 1 },
            cancellationToken: cancel))).AsList();
        List<JoinRequest> requests =
            [.. rows.Take(limit).Select(r => r.Read() with { Phone = query.Status is JoinStatus.Pending && r.PhoneSealed is { } phone ? keys.Decrypt(phone) : null })];
        return new JoinQueue(
            await KeptPlaces.Show(connection, database.In("classes"), database.Of, requests, cancel),
            rows.Count > limit ? new TimeCursor(rows[limit - 1].CreatedAt, rows[limit - 1].Id.Value) : null);
    }

    public async ValueTask<Outcome<Enacted<JoinRequest>>> Decide(Caller caller, JoinRequestId id, JoinDecision decision, CancellationToken cancel)
    {
        decision = decision.Tidy();
        if (decision.Check() is { } wrong)
        {
            return wrong;
        }

        var begun = await acts.Begin(caller, Operation.DecideJoinRequests, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        return await JoinDecisions.Decide(act, id, decision, cancel) is { } refused ? refused : await act.Commit(await JoinSql.Read(act, id, cancel), cancel);
    }

    public async ValueTask<Outcome<bool>> AutoAccepts(Caller caller, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.DecideJoinRequests, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        return held.IsRefused(out var refusal)
            ? refusal
            : await connection.QueryFirstAsync<long>(new CommandDefinition("SELECT auto_accept FROM school WHERE id = @School", new { caller.School }, cancellationToken: cancel)) != 0;
    }

    public async ValueTask<Outcome<Enacted<bool>>> SetAutoAccept(Caller caller, bool on, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.DecideJoinRequests, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        await act.Write.Execute("UPDATE school SET auto_accept = @on WHERE id = @School", new { on = (short)(on ? 1 : 0), act.School }, cancel);
        act.Note(new AuditNote("join.auto_accept_set", "school", act.School!.Value.Value) { After = new { on } });
        return await act.Commit(on, cancel);
    }

    private async Task<SchoolId?> SchoolOf(byte[] hash, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<SchoolId?>(new CommandDefinition(
            "SELECT school_id FROM invitation WHERE secret_hash = @hash", new { hash }, cancellationToken: cancel));
    }

    private async Task<SchoolId?> SchoolOf(JoinRequestId id, PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<SchoolId?>(new CommandDefinition(
            "SELECT school_id FROM join_request WHERE id = @id AND person_id = @person", new { id, person }, cancellationToken: cancel));
    }
}
