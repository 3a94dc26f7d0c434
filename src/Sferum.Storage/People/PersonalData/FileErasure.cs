using Sferum.Storage;

namespace Sferum.People;

/// <summary>Takes a person's files: from everybody at once, their bytes as soon as somebody has removed them from the store.</summary>
internal sealed class FileErasure(IDatabase database, Erasure erasure, long now)
{
    private const int Batch = 500;

    private string Whose => erasure.Whole ? "owner_id = @Person" : "owner_id = @Person AND school_id = @School";

    /// <summary>Nobody may have them from now on; their names go at once.</summary>
    public async Task Begin(CancellationToken cancel)
    {
        int taken;
        do
        {
            await using var write = await database.Write(cancel);
            taken = await write.Execute(
                $"""
                UPDATE file SET status = 'removed', name = '', peaks = NULL, refusal = NULL, due_at = @now
                WHERE id IN (SELECT id FROM file WHERE {Whose} AND status NOT IN ('removed', 'gone') LIMIT {Batch})
                """,
                new { erasure.Person, erasure.School, now },
                cancel);
            await write.Commit(cancel);
        }
        while (taken == Batch);
    }

    /// <summary>Whether bytes of them are still in the store.</summary>
    public async Task<bool> HasBytes(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var look = connection.Statement(
            $"SELECT 1 FROM file WHERE {Whose} AND status = 'removed' LIMIT 1",
            erasure.Whole ? [("Person", erasure.Person.Value)] : [("Person", erasure.Person.Value), ("School", erasure.School.Value)]);
        return await look.ExecuteScalarAsync(cancel) is not null;
    }
}
