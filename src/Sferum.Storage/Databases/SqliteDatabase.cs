using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Sferum.Storage;

/// <summary>One SQLite file: readers beside one writer (WAL), each commit on the disk before it is answered.</summary>
internal sealed class SqliteDatabase : IDatabase
{
    private readonly SqliteWriterSource _writer;
    private readonly string _reader;

    public SqliteDatabase(string folder)
    {
        Folder = folder;
        File = Path.Combine(folder, "sferum.db");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _writer = new SqliteWriterSource(new SqliteConnectionStringBuilder { DataSource = File, ForeignKeys = true }.ToString());

        // Another mode, so another pool: query_only stays with its handle.
        _reader = new SqliteConnectionStringBuilder { DataSource = File, Mode = SqliteOpenMode.ReadWrite, ForeignKeys = true }.ToString();
        ForOrleans = new OrleansDatabase("System.Data.SQLite", _writer);
    }

    public Dialect Dialect => Dialect.Sqlite;

    public string Folder { get; }

    public string File { get; }

    public OrleansDatabase ForOrleans { get; }

    public ValueTask<DbConnection> Read(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(_reader);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON";
            pragmas.ExecuteNonQuery();
            return new ValueTask<DbConnection>(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask<WriteTransaction> Write(CancellationToken cancel)
    {
        var connection = await _writer.OpenConnectionAsync(cancel);
        try
        {
            // BEGIN IMMEDIATE: a transaction that would have to turn from reader to writer fails at once when another has written.
            return new WriteTransaction(connection, await connection.BeginTransactionAsync(cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        using var writers = new SqliteConnection(_writer.ConnectionString);
        SqliteConnection.ClearPool(writers);
        using var readers = new SqliteConnection(_reader);
        SqliteConnection.ClearPool(readers);
    }
}
