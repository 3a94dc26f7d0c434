using Sferum.Audit;
using Sferum.Files;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>A school that erases people.</summary>
public abstract class ErasureTests<TStore>(SharedStore<TStore> shared) : AuditTests<TStore>(shared)
    where TStore : Store, new()
{
    internal PersonalDataStore Data => new(Store.Database, Acts, Keys);

    internal ErasureStore Erasures => new(Store.Database, Clock);

    /// <summary>As the chats do when they follow the roster.</summary>
    protected Task Leave(PersonId person) => Town.Run("UPDATE chat_member SET to_number = 100000 WHERE person_id = @person AND to_number IS NULL", new { person });

    /// <summary>Everything that is decided is carried out.</summary>
    protected async Task Finish()
    {
        while (await Erasures.Take(TimeSpan.FromMinutes(1), default) is { } erasure)
        {
            if (!await Erasures.CarryOn(erasure, default))
            {
                await RemoveBytes(erasure.Person);
                await Erasures.CarryOn(erasure, default);
            }
        }
    }

    /// <summary>As the gateways do with files that nobody may have.</summary>
    private async Task RemoveBytes(PersonId person)
    {
        var work = new FileWorkStore(Store.Database, new FileLimits(), Clock);
        foreach (var file in await Town.Ask<Guid>("SELECT id FROM file WHERE owner_id = @person AND status = 'removed'", new { person }))
        {
            await work.Removed(new RemoveFile { Id = new FileId(file), Tries = 1 }, default);
        }
    }
}
