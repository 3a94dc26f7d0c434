using System.Data.Common;
using Dapper;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>Roles that somebody holds now, in a school or (null) in the whole deployment: what the tables say, not what a token says.</summary>
internal static class RolesNow
{
    public static async Task<Role> Of(DbConnection connection, PersonId person, SchoolId? school, long now, CancellationToken cancel, DbTransaction? transaction = null)
    {
        var codes = await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT role FROM affiliation
            WHERE person_id = @person AND school_id IS NOT DISTINCT FROM @school AND ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @now)
            """,
            new { person, school, now },
            transaction,
            cancellationToken: cancel));
        return codes.Aggregate(Role.None, static (roles, code) => roles | RoleCodes.Parse(code));
    }
}
