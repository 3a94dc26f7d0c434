namespace Sferum.Storage;

/// <summary>Locks that hold over all processes of the deployment until the end of a transaction; each number stands for one kind of act.</summary>
internal static class DeploymentLock
{
    public const long SignIn = 0x5FE2_0101;

    public const long FirstOperator = 0x5FE2_0102;

    public const long Keys = 0x5FE2_0103;

    /// <summary>Waits until no other transaction holds the lock. On SQLite each writing transaction is alone already.</summary>
    public static async Task Alone(this WriteTransaction write, IDatabase database, long key, CancellationToken cancel)
    {
        if (database.Dialect == Dialect.PostgreSql)
        {
            await write.Execute("SELECT pg_advisory_xact_lock(@key)", new { key }, cancel);
        }
    }
}
