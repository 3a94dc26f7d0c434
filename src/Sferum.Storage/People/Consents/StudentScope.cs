using System.Data.Common;
using Dapper;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>Whose a student is: of the school's administrator, of the own class teacher, of the guardian.</summary>
internal static class StudentScope
{
    /// <summary>Whether the caller answers for the student, in whatever way.</summary>
    public static async Task<bool> May(DbConnection connection, DbTransaction? transaction, Caller caller, long now, PersonId student, CancellationToken cancel)
    {
        if (await IsGuardian(connection, transaction, caller.Person, caller.School, student, cancel))
        {
            return true;
        }

        var held = await RolesNow.Of(connection, caller.Person, caller.School, now, cancel, transaction);
        return PolicyTable.Allows(Operation.RecordConsent, held) && await MayStaff(connection, transaction, caller.Person, held, caller.School, student, cancel);
    }

    /// <summary>Whether somebody who holds these roles in a school answers for the student there.</summary>
    public static async Task<bool> MayStaff(
        DbConnection connection, DbTransaction? transaction, PersonId person, Role held, SchoolId? school, PersonId student, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            (held & Role.SchoolAdmin) != 0
                ? "SELECT 1 FROM affiliation WHERE person_id = @student AND school_id = @school AND role = 'student' AND ended_at IS NULL"
                : """
                  SELECT 1 FROM enrollment s JOIN enrollment t ON t.class_id = s.class_id
                  WHERE s.person_id = @student AND s.school_id = @school AND s.role = 'student' AND s.ended_at IS NULL
                    AND t.person_id = @person AND t.role = 'teacher' AND t.ended_at IS NULL AND t.suspended_by IS NULL LIMIT 1
                  """,
            new { person, school, student },
            transaction,
            cancellationToken: cancel)) is not null;

    /// <summary>Whether somebody is a guardian of a student of the school.</summary>
    public static async Task<bool> IsGuardian(
        DbConnection connection, DbTransaction? transaction, PersonId person, SchoolId? school, PersonId student, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            SELECT 1 FROM guardianship g JOIN affiliation a ON a.person_id = g.student_id AND a.school_id = @school AND a.role = 'student' AND a.ended_at IS NULL
            WHERE g.guardian_id = @person AND g.student_id = @student AND g.ended_at IS NULL
            """,
            new { person, school, student },
            transaction,
            cancellationToken: cancel)) is not null;
}
