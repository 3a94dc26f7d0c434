using System.Data.Common;
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
        var held = await RolesNow.Of(connection, caller.Person, caller.School, now, cancel);
        return PolicyTable.Allows(operation, held) ? held : Refusals.Denied;
    }
}
