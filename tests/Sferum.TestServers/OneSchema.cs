using Dapper;

namespace Sferum.TestServers;

/// <summary>
/// Every test has a database of its own, and all have one schema: what Dapper has compiled for a statement on one of them serves for all of the same
/// kind. Otherwise each test compiles every statement anew, which is most of what a test of the whole system costs.
/// </summary>
public sealed class OneSchema : IEqualityComparer<string>
{
    private OneSchema()
    {
    }

    /// <summary>Told to Dapper; call it once in a process.</summary>
    public static void Share() => SqlMapper.ConnectionStringComparer = new OneSchema();

    /// <inheritdoc />
    public bool Equals(string? x, string? y) => IsSqlite(x) == IsSqlite(y);

    /// <inheritdoc />
    public int GetHashCode(string obj) => IsSqlite(obj) ? 1 : 2;

    private static bool IsSqlite(string? connection) => connection?.Contains("Data Source", StringComparison.OrdinalIgnoreCase) ?? false;
}
