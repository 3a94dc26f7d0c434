using System.Data.Common;
using Dapper;

namespace Sferum.Storage;

/// <summary>A transaction on a connection of its own; disposed without a commit it is rolled back.</summary>
internal sealed class WriteTransaction(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public Task<int> Execute(string sql, object? parameters = null, CancellationToken cancel = default) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancel));

    public Task<IEnumerable<T>> Query<T>(string sql, object? parameters = null, CancellationToken cancel = default) =>
        connection.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancel));

    /// <summary>The first row, or the type's default when there is none.</summary>
    public Task<T?> First<T>(string sql, object? parameters = null, CancellationToken cancel = default) =>
        connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancel));

    public Task Commit(CancellationToken cancel = default) => transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            // On SQLite all writers of the process wait for this one.
            await connection.DisposeAsync();
        }
    }
}
