using Dapper;
using Sferum.Audit;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class SecondFactorStore(IDatabase database, Acts acts) : ISecondFactors
{
    public async ValueTask<(DateTimeOffset? Since, int RecoveryCodesLeft)> Read(PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<StateRow>(new CommandDefinition(
            """
            SELECT active_at AS ActiveAt, (SELECT count(*) FROM recovery_code r WHERE r.person_id = f.person_id AND r.used_at IS NULL) AS RecoveryCodes
            FROM second_factor f WHERE f.person_id = @person AND f.active_at IS NOT NULL
            """,
            new { person },
            cancellationToken: cancel));
        return row is null ? (null, 0) : (DateTimeOffset.FromUnixTimeMilliseconds(row.ActiveAt), (int)row.RecoveryCodes);
    }

    public async ValueTask<Outcome<Done>> Offer(PersonId person, byte[] secretSealed, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var kept = await write.Execute(
            """
            INSERT INTO second_factor (person_id, secret_sealed, created_at) VALUES (@person, @secretSealed, @at)
            ON CONFLICT (person_id) DO UPDATE SET secret_sealed = @secretSealed, created_at = @at WHERE second_factor.active_at IS NULL
            """,
            new { person, secretSealed, at = at.ToUnixTimeMilliseconds() },
            cancel);
        if (kept == 0)
        {
            return Refusals.FactorExists;
        }

        await write.Commit(cancel);
        return Done.Instance;
    }

    public async ValueTask<Outcome<FactorTry>> Try(PersonId person, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);

        // Locks the row: whoever tries at the same time counts after this try is committed.
        var row = await write.First<FactorRow>(
            "UPDATE second_factor SET tried_at = @at WHERE person_id = @person RETURNING secret_sealed AS SecretSealed, active_at AS ActiveAt",
            new { person, at = at.ToUnixTimeMilliseconds() },
            cancel);
        if (row is null)
        {
            return Refusals.NoFactor;
        }

        foreach (var (limit, window) in SecondFactor.Tries)
        {
            var oldest = await write.First<long?>(
                "SELECT at FROM second_factor_try WHERE person_id = @person AND at > @Since ORDER BY at DESC LIMIT 1 OFFSET @Skip",
                new { person, Since = (at - window).ToUnixTimeMilliseconds(), Skip = limit - 1 },
                cancel);
            if (oldest is { } then)
            {
                var room = DateTimeOffset.FromUnixTimeMilliseconds(then) + window - at;
                return Refusals.TooMany with { RetryAfterMs = Math.Max(1000, (int)room.TotalMilliseconds) };
            }
        }

        await write.Execute(
            "INSERT INTO second_factor_try (id, person_id, at) VALUES (@Id, @person, @at)",
            new { Id = Guid.CreateVersion7(), person, at = at.ToUnixTimeMilliseconds() },
            cancel);
        await write.Commit(cancel);
        return new FactorTry(row.SecretSealed, row.ActiveAt is not null);
    }

    public async ValueTask<Outcome<Done>> Activate(Caller caller, FactorProof.Totp proof, IReadOnlyList<byte[]> recoveryHashes, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        var activated = await act.Write.Execute(
            """
            UPDATE second_factor SET active_at = @Now, last_step = @Step
            WHERE person_id = @Person AND active_at IS NULL AND secret_sealed = @SecretSealed
            """,
            new { act.Now, proof.Step, proof.SecretSealed, caller.Person },
            cancel);
        if (activated == 0)
        {
            return Refusals.FactorCodeWrong;
        }

        await act.Write.Execute("DELETE FROM recovery_code WHERE person_id = @Person", new { caller.Person }, cancel);
        foreach (var hash in recoveryHashes)
        {
            await act.Write.Execute("INSERT INTO recovery_code (person_id, hash) VALUES (@Person, @hash)", new { caller.Person, hash }, cancel);
        }

        await FactorActs.Shown(act.Write, caller.Session, act.Now, cancel);
        act.Note(AuditNote.About("second_factor.taken", caller.Person));
        return (await act.Commit(Done.Instance, cancel)).Value;
    }

    public async ValueTask<Outcome<Done>> Show(Caller caller, FactorProof proof, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        if (!await FactorActs.Use(act.Write, caller.Person, proof, act.Now, cancel))
        {
            return Refusals.FactorCodeWrong;
        }

        await FactorActs.Shown(act.Write, caller.Session, act.Now, cancel);
        await Commit(act, caller.Person, proof, cancel);
        return Done.Instance;
    }

    public async ValueTask<Outcome<Done>> Remove(Caller caller, FactorProof proof, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        if (!await FactorActs.Use(act.Write, caller.Person, proof, act.Now, cancel))
        {
            return Refusals.FactorCodeWrong;
        }

        await act.Write.Execute("DELETE FROM recovery_code WHERE person_id = @Person", new { caller.Person }, cancel);
        await act.Write.Execute("DELETE FROM second_factor WHERE person_id = @Person", new { caller.Person }, cancel);
        await act.Write.Execute("UPDATE session SET factor_at = NULL WHERE person_id = @Person AND ended_at IS NULL", new { caller.Person }, cancel);
        act.Note(AuditNote.About("second_factor.removed", caller.Person));
        return (await act.Commit(Done.Instance, cancel)).Value;
    }

    public async ValueTask<PersonId?> Waiting(byte[] ticketHash, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<PersonId?>(new CommandDefinition(
            "SELECT person_id FROM second_factor_ticket WHERE hash = @ticketHash AND used_at IS NULL AND expires_at > @at",
            new { ticketHash, at = at.ToUnixTimeMilliseconds() },
            cancellationToken: cancel));
    }

    public async ValueTask<Outcome<CompletedSignIn>> Complete(byte[] ticketHash, FactorProof proof, NewSession session, CancellationToken cancel)
    {
        var at = session.At.ToUnixTimeMilliseconds();
        await using var act = await acts.BeginFor(default, null, cancel);
        var ticket = await act.Write.First<TicketRow>(
            """
            UPDATE second_factor_ticket SET used_at = @at WHERE hash = @ticketHash AND used_at IS NULL AND expires_at > @at
            RETURNING person_id AS Person, device AS Device, device_hash AS DeviceHash
            """,
            new { ticketHash, at },
            cancel);
        if (ticket is null)
        {
            return Refusals.CodeWrong;
        }

        if (!await FactorActs.Use(act.Write, ticket.Person, proof, at, cancel))
        {
            return Refusals.FactorCodeWrong;
        }

        var begun = session with { Device = ticket.Device, DeviceHash = ticket.DeviceHash };
        var notice = await SessionBeginning.Begin(act.Write, ticket.Person, begun, shown: true, cancel);
        await Commit(act, ticket.Person, proof, cancel);
        return new CompletedSignIn(ticket.Person, null, []) { NewDevice = notice };
    }

    /// <summary>A recovery code that is used is worth a note; a code of the authenticator is used every day.</summary>
    private static async Task Commit(Act act, PersonId person, FactorProof proof, CancellationToken cancel)
    {
        if (proof is FactorProof.Recovery)
        {
            act.Note(AuditNote.About("second_factor.recovery_code_used", person));
            await act.Commit(Done.Instance, cancel);
        }
        else
        {
            await act.Write.Commit(cancel);
        }
    }

    private sealed record StateRow
    {
        public long ActiveAt { get; init; }

        public long RecoveryCodes { get; init; }
    }

    private sealed record FactorRow
    {
        public byte[] SecretSealed { get; init; } = [];

        public long? ActiveAt { get; init; }
    }

    private sealed record TicketRow
    {
        public PersonId Person { get; init; }

        public string Device { get; init; } = "";

        public byte[]? DeviceHash { get; init; }
    }
}
