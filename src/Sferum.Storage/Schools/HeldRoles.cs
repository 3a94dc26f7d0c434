using System.Data.Common;
using Dapper;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Who may read what: as with acts, by the roles that the tables hold now and not by those of the token.</summary>
internal static class HeldRoles
{
    /// <summary>Roles held in the place where the caller acts.</summary>
    /// <returns>The roles; a refusal when none of them allows the operation.</returns>
    public static async Task<Outcome<Role>> For(DbConnection connection, Caller caller, Operation operation, long now, CancellationToken cancel) =>
        caller.School is null ? Refusals.Denied : await InPlace(connection, caller, operation, now, cancel);

    /// <summary>The same for those who may act in the whole deployment: operators, officers of the district.</summary>
    /// <returns>The roles; a refusal when none of them allows the operation.</returns>
    public static async Task<Outcome<Role>> InPlace(DbConnection connection, Caller caller, Operation operation, long now, CancellationToken cancel)
    {
        var codes = await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT role FROM affiliation
            WHERE person_id = @Person AND school_id IS NOT DISTINCT FROM @School AND ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @now)
            """,
            new { caller.Person, caller.School, now },
            cancellationToken: cancel));
        var held = codes.Aggregate(Role.None, static (roles, code) => roles | RoleCodes.Parse(code));
        return PolicyTable.Allows(operation, held) ? held : Refusals.Denied;
    }
}
