using Npgsql;

namespace Sferum.TestServers;

/// <summary>The PostgreSQL server that <c>test.sh</c> starts. A missing server fails the test that asks for it.</summary>
public static class PostgresServer
{
    /// <summary>Name of the environment variable with a superuser's connection string.</summary>
    public const string Variable = "SFERUM_TEST_POSTGRES";

    private static string Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{Variable} is not set. Run ./test.sh, or start a server with deploy/local/postgres and export its connection string.");

    /// <summary>Creates a database with a name of its own.</summary>
    /// <param name="like">One to copy, to which nobody is connected; null for an empty one.</param>
    /// <returns>The database; disposing it drops it.</returns>
    public static async Task<TestDatabase> CreateDatabase(TestDatabase? like = null)
    {
        var name = "t_" + Guid.CreateVersion7().ToString("N");
        await Run($"CREATE DATABASE {name} TEMPLATE {like?.Name ?? "template0"} ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
        var connection = new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 50 }.ConnectionString;
        return new TestDatabase(name, connection);
    }

    internal static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A database of one test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ConnectionString">How to reach it.</param>
public sealed record TestDatabase(string Name, string ConnectionString) : IAsyncDisposable
{
    /// <summary>Cuts every connection to it and lets no new one in, as an outage does.</summary>
    /// <returns>When nobody is connected.</returns>
    public async Task GoAway()
    {
        await PostgresServer.Run($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false");
        await PostgresServer.Run($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'");
    }

    /// <summary>Lets connections in again.</summary>
    /// <returns>When it does.</returns>
    public Task ComeBack() => PostgresServer.Run($"ALTER DATABASE {Name} ALLOW_CONNECTIONS true");

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await PostgresServer.Run($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
}
