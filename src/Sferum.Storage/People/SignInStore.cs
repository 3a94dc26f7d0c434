using System.Data.Common;
using Dapper;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class SignInStore(IDatabase database) : ISignIns
{
    private const int Races = 3;

    public async ValueTask<SpentBudget?> Add(SignInAttempt attempt, IReadOnlyList<Budget> budgets, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Alone(database, DeploymentLock.SignIn, cancel);
        SpentBudget? spent = null;
        foreach (var budget in budgets)
        {
            // The limit-th newest row inside the window, if there is one, is the row whose leaving makes room.
            var row = await write.First<long?>(
                $"SELECT created_at FROM sign_in_attempt WHERE created_at > @Since{Of(budget.Scope)} ORDER BY created_at DESC LIMIT 1 OFFSET @Skip",
                new { Since = (attempt.At - budget.Window).ToUnixTimeMilliseconds(), attempt.PhoneHash, attempt.AddressHash, Skip = budget.Limit - 1 },
                cancel);
            if (row is { } at && DateTimeOffset.FromUnixTimeMilliseconds(at) + budget.Window is var until && (spent is null || until > spent.Until))
            {
                spent = new SpentBudget(budget, until);
            }
        }

        if (spent is null)
        {
            await write.Execute(
                """
                INSERT INTO sign_in_attempt (id, phone_hash, phone_sealed, address_hash, code_hash, created_at, expires_at)
                VALUES (@Id, @PhoneHash, @PhoneSealed, @AddressHash, @CodeHash, @At, @ExpiresAt)
                """,
                new
                {
                    attempt.Id,
                    attempt.PhoneHash,
                    attempt.PhoneSealed,
                    attempt.AddressHash,
                    attempt.CodeHash,
                    At = attempt.At.ToUnixTimeMilliseconds(),
                    ExpiresAt = attempt.ExpiresAt.ToUnixTimeMilliseconds(),
                },
                cancel);
            await write.Commit(cancel);
        }

        return spent;
    }

    public async ValueTask<Budget?> WrongTriesSpent(Guid attempt, IReadOnlyList<Budget> budgets, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var address = await connection.QueryFirstOrDefaultAsync<byte[]?>(new CommandDefinition(
            "SELECT address_hash FROM sign_in_attempt WHERE id = @attempt", new { attempt }, cancellationToken: cancel));
        foreach (var budget in budgets)
        {
            var wrong = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                $"SELECT coalesce(sum(tries), 0) - count(used_at) FROM sign_in_attempt WHERE created_at > @Since{Of(budget.Scope)}",
                new { Since = (at - budget.Window).ToUnixTimeMilliseconds(), AddressHash = address ?? [] },
                cancellationToken: cancel));
            if (wrong >= budget.Limit)
            {
                return budget;
            }
        }

        return null;
    }

    public async ValueTask<byte[]?> Try(Guid attempt, int tries, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var hash = await write.First<byte[]?>(
            """
            UPDATE sign_in_attempt SET tries = tries + 1
            WHERE id = @attempt AND tries < @tries AND used_at IS NULL AND expires_at > @at
            RETURNING code_hash
            """,
            new { attempt, tries, at = at.ToUnixTimeMilliseconds() },
            cancel);
        await write.Commit(cancel);
        return hash;
    }

    public async ValueTask<Outcome<CompletedSignIn>> Complete(SignInCompletion completion, CancellationToken cancel)
    {
        for (var race = 1; ; race++)
        {
            try
            {
                await using var write = await database.Write(cancel);
                var outcome = await new SignInActs(write, completion, cancel).Complete();
                if (outcome.Refusal is null)
                {
                    await write.Commit(cancel);
                }

                return outcome;
            }
            catch (DbException e) when (e.IsTaken() && race < Races)
            {
                // Another sign-in bound the same phone in between; what it did is visible to the next round.
            }
        }
    }

    public async ValueTask<int> Sweep(DateTimeOffset attemptsBefore, DateTimeOffset sessionsBefore, CancellationToken cancel)
    {
        const string Over = "SELECT id FROM session WHERE ended_at < @Ended OR last_used_at < @Idle OR created_at < @Old LIMIT 500";
        var at = new
        {
            Attempts = attemptsBefore.ToUnixTimeMilliseconds(),
            Ended = sessionsBefore.ToUnixTimeMilliseconds(),
            Idle = (sessionsBefore - SessionLife.Idle).ToUnixTimeMilliseconds(),
            Old = (sessionsBefore - SessionLife.Whole).ToUnixTimeMilliseconds(),
            Devices = (sessionsBefore - SessionLife.DeviceKnown).ToUnixTimeMilliseconds(),
        };
        string[][] steps =
        [
            ["DELETE FROM sign_in_attempt WHERE id IN (SELECT id FROM sign_in_attempt WHERE created_at < @Attempts LIMIT 500)"],
            ["DELETE FROM second_factor_try WHERE id IN (SELECT id FROM second_factor_try WHERE at < @Attempts LIMIT 500)"],
            ["DELETE FROM second_factor_ticket WHERE hash IN (SELECT hash FROM second_factor_ticket WHERE expires_at < @Attempts LIMIT 500)"],
            ["DELETE FROM known_device WHERE (person_id, hash) IN (SELECT person_id, hash FROM known_device WHERE last_at < @Devices LIMIT 500)"],
            ["DELETE FROM claim WHERE hash IN (SELECT hash FROM claim WHERE expires_at < @Ended LIMIT 500)"],
            [
                $"DELETE FROM refresh_token WHERE session_id IN ({Over})",
                $"DELETE FROM push_subscription WHERE session_id IN ({Over})",
                $"""
                DELETE FROM session WHERE id IN ({Over}) AND NOT EXISTS (SELECT 1 FROM refresh_token t WHERE t.session_id = session.id)
                AND NOT EXISTS (SELECT 1 FROM push_subscription p WHERE p.session_id = session.id)
                """,
            ],
        ];
        var all = 0;
        foreach (var step in steps)
        {
            int gone;
            do
            {
                cancel.ThrowIfCancellationRequested();
                await using var write = await database.Write(cancel);
                gone = 0;
                foreach (var sql in step)
                {
                    gone += await write.Execute(sql, at, cancel);
                }

                await write.Commit(cancel);
                all += gone;
            }
            while (gone > 0);
        }

        return all;
    }

    private static string Of(BudgetScope scope) => scope switch
    {
        BudgetScope.Phone => " AND phone_hash = @PhoneHash",
        BudgetScope.Address => " AND address_hash = @AddressHash",
        _ => "",
    };
}
