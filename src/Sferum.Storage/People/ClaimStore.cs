using Sferum.Keys;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class ClaimStore(IDatabase database, IKeyRing keys, TimeProvider time) : IClaims
{
    public async ValueTask<string> Issue(PersonId person, ClaimKind kind, TimeSpan life, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var secret = await Replace(write, person, kind, life, cancel);
        await write.Commit(cancel);
        return secret;
    }

    public async ValueTask<string?> FirstOperator(string name, TimeSpan life, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Alone(database, DeploymentLock.FirstOperator, cancel);
        var operators = (await write.Query<OperatorRow>(
            """
            SELECT p.id AS Id, CASE WHEN p.phone_hash IS NULL THEN 0 ELSE 1 END AS Registered
            FROM affiliation a JOIN person p ON p.id = a.person_id
            WHERE a.role = @Role AND a.school_id IS NULL AND a.ended_at IS NULL AND p.erased_at IS NULL
            """,
            new { Role = Role.Operator.Code() },
            cancel)).ToList();
        if (operators.Exists(static o => o.Registered != 0))
        {
            return null;
        }

        var person = operators is [var awaited, ..] ? awaited.Id : await NewOperator(write, name, cancel);
        var secret = await Replace(write, person, ClaimKind.Link, life, cancel);
        await write.Commit(cancel);
        return secret;
    }

    private async Task<PersonId> NewOperator(WriteTransaction write, string name, CancellationToken cancel)
    {
        var id = PersonId.New();
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        await write.Execute("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, '', '', @name, @at)", new { id, name, at }, cancel);
        await write.Execute(
            "INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@Affiliation, @id, NULL, @Role, @at)",
            new { Affiliation = Guid.CreateVersion7(), id, Role = Role.Operator.Code(), at },
            cancel);
        return id;
    }

    private async Task<string> Replace(WriteTransaction write, PersonId person, ClaimKind kind, TimeSpan life, CancellationToken cancel)
    {
        var secret = kind == ClaimKind.Paper ? ClaimCode.ForPaper() : ClaimCode.ForLink();
        var at = time.GetUtcNow();
        await write.Execute("DELETE FROM claim WHERE person_id = @person AND used_at IS NULL", new { person }, cancel);
        await write.Execute(
            "INSERT INTO claim (hash, kind, person_id, created_at, expires_at) VALUES (@Hash, @Kind, @person, @At, @ExpiresAt)",
            new
            {
                Hash = ClaimCode.Hash(keys, secret)!,
                Kind = kind == ClaimKind.Paper ? "paper" : "link",
                person,
                At = at.ToUnixTimeMilliseconds(),
                ExpiresAt = (at + life).ToUnixTimeMilliseconds(),
            },
            cancel);
        return secret;
    }

    private sealed record OperatorRow
    {
        public PersonId Id { get; init; }

        public long Registered { get; init; }
    }
}
