using Microsoft.Data.Sqlite;

namespace Sferum.Storage;

/// <summary>Writers go on while SQLite writes a compact copy of one moment; the keys of people are taken out of it.</summary>
internal sealed class SqliteBackup(SqliteDatabase database) : IBackup
{
    public Task Backup(string path, CancellationToken cancel) => BackupFile.Write(path, unfinished => Task.Run(
        () =>
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database.File, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.Statement("VACUUM INTO @unfinished", ("unfinished", unfinished));
            command.CommandTimeout = 0;
            using var stop = cancel.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
            try
            {
                command.ExecuteNonQuery();
                LeaveKeysOut(unfinished);
            }
            catch (SqliteException error)
            {
                cancel.ThrowIfCancellationRequested();
                throw new BackupException("host.backup_failed", error.Message, error);
            }
        },
        cancel));

    /// <summary>Not even in pages that nobody looks at.</summary>
    private static void LeaveKeysOut(string copy)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.Statement("PRAGMA journal_mode = MEMORY; PRAGMA secure_delete = ON; DELETE FROM person_key");
        command.ExecuteNonQuery();
    }
}
