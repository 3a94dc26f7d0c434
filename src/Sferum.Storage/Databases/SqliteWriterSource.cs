using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Sferum.Storage;

/// <summary>
/// Hands out one connection at a time. The driver answers SQLITE_BUSY by sleeping 150 ms, so writers of one process must queue here and
/// not at the file; other processes are waited for inside SQLite (busy_timeout).
/// </summary>
internal sealed class SqliteWriterSource(string connectionString) : DbDataSource
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Writer(connectionString, _turn);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _turn.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Writer(string connectionString, SemaphoreSlim turn) : SqliteConnection(connectionString)
    {
        private bool _holds;

        public override void Open()
        {
            turn.Wait();
            OpenInTurn();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            await turn.WaitAsync(cancellationToken);
            OpenInTurn();
        }

        public override void Close()
        {
            base.Close();
            if (_holds)
            {
                _holds = false;
                turn.Release();
            }
        }

        private void OpenInTurn()
        {
            _holds = true;
            try
            {
                PrivateFile.Make(DataSource);
                base.Open();
                using var pragmas = CreateCommand();
                pragmas.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
                pragmas.ExecuteNonQuery();
            }
            catch
            {
                Close();
                throw;
            }
        }
    }
}
