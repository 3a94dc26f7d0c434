using System.Data.Common;
using Npgsql;

namespace Sferum.Storage;

/// <summary>PostgreSQL through one pool.</summary>
internal sealed class PostgreSqlDatabase : IDatabase
{
    private readonly NpgsqlDataSource _source;

    public PostgreSqlDatabase(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName ??= "sferum";

        // Whoever pools in front of the server turns it off with "Max Auto Prepare=0".
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 100;
        }

        // Nothing here changes the state of a session, and without the reset statements stay prepared.
        settings.NoResetOnClose = true;

        // A frozen process must not hold the rows that its successor waits for.
        settings.Options ??= "-c idle_in_transaction_session_timeout=10000";
        _source = builder.Build();
        ForOrleans = new OrleansDatabase("Npgsql", _source);
    }

    public Dialect Dialect => Dialect.PostgreSql;

    public OrleansDatabase ForOrleans { get; }

    public NpgsqlDataSource Source => _source;

    public async ValueTask<DbConnection> Read(CancellationToken cancel) => await _source.OpenConnectionAsync(cancel);

    public async ValueTask<WriteTransaction> Write(CancellationToken cancel)
    {
        var connection = await _source.OpenConnectionAsync(cancel);
        try
        {
            return new WriteTransaction(connection, await connection.BeginTransactionAsync(cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
