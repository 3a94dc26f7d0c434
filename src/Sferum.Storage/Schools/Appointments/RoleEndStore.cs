using Dapper;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class RoleEndStore(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IRoleEnds
{
    public async ValueTask<Enacted<Appointed>?> EndSome(CancellationToken cancel)
    {
        if (await SchoolWithSome(cancel) is not { } school)
        {
            return null;
        }

        await using var act = await acts.BeginFor(new PersonId(Guid.Empty), school, cancel);
        var over = (await act.Write.Query<Over>(
            """
            UPDATE affiliation SET ended_at = until_at WHERE school_id = @school AND until_at <= @Now AND ended_at IS NULL
            RETURNING person_id AS Person, role AS Role
            """,
            new { school, act.Now },
            cancel)).ToList();
        if (over.Count == 0)
        {
            return null;
        }

        var appointing = new Appointing(act, school, keys);
        foreach (var role in over)
        {
            appointing.Lose(role.Person, RoleCodes.Parse(role.Role));
        }

        await appointing.TellChats(cancel);
        return await act.Commit(new Appointed(null), cancel);
    }

    private async Task<SchoolId?> SchoolWithSome(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<SchoolId?>(new CommandDefinition(
            "SELECT school_id FROM affiliation WHERE until_at <= @now AND ended_at IS NULL AND school_id IS NOT NULL ORDER BY until_at LIMIT 1",
            new { now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancel));
    }

    private sealed record Over
    {
        public PersonId Person { get; init; }

        public string Role { get; init; } = "";
    }
}
