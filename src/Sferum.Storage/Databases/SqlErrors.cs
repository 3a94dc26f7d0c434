using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sferum.Storage;

/// <summary>What an error of the database means, on both databases.</summary>
internal static class SqlErrors
{
    private const int SqliteConstraint = 19;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <summary>A unique index or primary key was already taken.</summary>
    public static bool IsTaken(this DbException error) => error switch
    {
        PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException e => e.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        _ => false,
    };

    /// <summary>The content of what was written was refused: the same will be refused again, other content may pass.</summary>
    public static bool IsAboutContent(this Exception error) => error switch
    {
        PostgresException e => e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal)
            || e.SqlState == PostgresErrorCodes.ProgramLimitExceeded,
        SqliteException e => e.SqliteErrorCode is SqliteConstraint or 18 or 20, // too big, mismatch
        DbException => false,
        ArgumentException or InvalidCastException => true, // the driver could not even encode it
        _ => false,
    };

    /// <summary>Two transactions met and this one was undone: it may simply run again.</summary>
    public static bool IsCollision(this Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };
}
