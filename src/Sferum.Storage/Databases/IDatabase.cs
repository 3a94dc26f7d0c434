using System.Data.Common;

namespace Sferum.Storage;

/// <summary>Which SQL is spoken.</summary>
internal enum Dialect
{
    PostgreSql,
    Sqlite,
}

/// <summary>The database, as the features of the storage use it.</summary>
internal interface IDatabase : IAsyncDisposable
{
    Dialect Dialect { get; }

    OrleansDatabase ForOrleans { get; }

    /// <summary>An open connection for reading. On SQLite it refuses writes and never waits for the writer.</summary>
    ValueTask<DbConnection> Read(CancellationToken cancel);

    /// <summary>
    /// A transaction for writing (read committed on PostgreSQL). On SQLite there is one at a time in the process and it excludes all writers
    /// from its beginning, so never await anything but the database inside.
    /// </summary>
    ValueTask<WriteTransaction> Write(CancellationToken cancel);
}
