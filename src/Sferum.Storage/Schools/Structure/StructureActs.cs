using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Acts upon the structure of a school go one after another.</summary>
internal static class StructureActs
{
    public static async ValueTask<Outcome<Act>> BeginStructure(this Acts acts, Caller caller, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageSchool, cancel);
        if (!begun.IsRefused(out _))
        {
            try
            {
                // Changes nothing and waits for whoever did the same. What refers to the school by a key does not wait.
                await begun.Value.Write.Execute("UPDATE school SET card_rev = card_rev WHERE id = @School", new { begun.Value.School }, cancel);
            }
            catch
            {
                await begun.Value.DisposeAsync();
                throw;
            }
        }

        return begun;
    }

    /// <summary>What stands behind a SELECT that must keep others from the rows; SQLite has one writer anyway.</summary>
    public static string ForUpdate(this IDatabase database) => database.Dialect == Dialect.PostgreSql ? "FOR UPDATE" : "";

    /// <summary>The year asked for, or the current one.</summary>
    public static async Task<int?> Year(this Act act, int? year, CancellationToken cancel) =>
        year ?? await act.Write.First<int?>("SELECT year FROM school_year WHERE school_id = @School AND is_current = 1", new { act.School }, cancel);
}
