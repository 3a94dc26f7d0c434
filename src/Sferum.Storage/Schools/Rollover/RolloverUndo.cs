using Sferum.Storage;
using static Sferum.Schools.RolloverRows;

namespace Sferum.Schools;

/// <summary>Takes back what a rollover did, by the rows that it remembers.</summary>
internal sealed class RolloverUndo(IDatabase database, Act act, Guid id, int year, long since)
{
    /// <summary>Of rows of the school: nobody has erased the person, neither whole nor at this school, since the rollover.</summary>
    private const string StillKnown = """
        person_id IN (SELECT p.id FROM person p WHERE p.erased_at IS NULL)
        AND person_id NOT IN (SELECT x.person_id FROM erasure x WHERE x.school_id = @School AND x.created_at >= @since)
        """;

    /// <summary>What depends on the new year.</summary>
    /// <returns>Null when nothing does.</returns>
    public async Task<Refusal?> Depends(CancellationToken cancel)
    {
        await act.Write.Query<Guid>(
            $"SELECT id FROM school_class WHERE id IN {Rows(Did.ClassMade)} OR id IN {Rows(Did.ClassArchived)} ORDER BY id {database.ForUpdate()}", new { id }, cancel);
        if (await Count($"message m WHERE m.chat_id IN {Rows(Did.ChatMade)}", cancel) is > 0 and var posts)
        {
            return Refusals.RolloverHasPosts((int)posts);
        }

        var byHand = await Count(
            $"enrollment e WHERE (e.class_id IN {Rows(Did.ClassMade)} OR e.section_id IN {Rows(Did.SectionMade)}) AND e.id NOT IN {Rows(Did.PlaceBegun)}", cancel)
            + await Count($"enrollment e WHERE e.id IN {Rows(Did.PlaceBegun)} AND e.ended_at IS NOT NULL", cancel)
            + await Count("movement m WHERE m.school_id = @School AND (m.applied_at >= @since OR m.ended_at >= @since)", cancel);
        if (byHand > 0)
        {
            return Refusals.RolloverHasEnrollments;
        }

        var structure = await Count($"school_class k WHERE k.id IN {Rows(Did.ClassMade)} AND k.archived_at IS NOT NULL", cancel)
            + await Count($"section s WHERE s.id IN {Rows(Did.SectionMade)} AND s.archived_at IS NOT NULL", cancel)
            + await Count($"school_class k WHERE k.id IN {Rows(Did.ClassArchived)} AND k.archived_at IS NULL", cancel)
            + await Count($"section s WHERE s.id IN {Rows(Did.SectionArchived)} AND s.archived_at IS NULL", cancel)
            + await Count($"school_class k WHERE k.school_id = @School AND k.school_year = @year AND k.archived_at IS NULL AND k.created_at >= @since AND k.id NOT IN {Rows(Did.ClassMade)}", cancel)
            + await Count($"section s WHERE s.school_id = @School AND s.school_year = @year AND s.archived_at IS NULL AND s.created_at >= @since AND s.id NOT IN {Rows(Did.SectionMade)}", cancel);
        return structure > 0 ? Refusals.RolloverHasStructure : null;
    }

    public async Task Write(CancellationToken cancel)
    {
        // What began first, so that nobody is ever in two classes.
        await Run($"UPDATE enrollment SET ended_at = @Now WHERE id IN {Rows(Did.PlaceBegun)}", cancel);
        await Run($"UPDATE school_class SET archived_at = @Now WHERE id IN {Rows(Did.ClassMade)}", cancel);
        await Run($"UPDATE section SET archived_at = @Now WHERE id IN {Rows(Did.SectionMade)}", cancel);
        await act.Withdraw($"c.id IN {Rows(Did.ChatMade)}", new { id }, cancel);
        await Run($"UPDATE school_class SET archived_at = NULL WHERE id IN {Rows(Did.ClassArchived)}", cancel);
        await Run($"UPDATE section SET archived_at = NULL WHERE id IN {Rows(Did.SectionArchived)}", cancel);

        // Whom an erasure has taken away meanwhile does not come back, nor does a guardian whose only child that was.
        await Run($"UPDATE enrollment SET ended_at = NULL WHERE id IN {Rows(Did.PlaceEnded)} AND {StillKnown}", cancel);
        await Run(
            $"UPDATE affiliation SET ended_at = NULL WHERE id IN {Rows(Did.RoleEnded)} AND {StillKnown} AND (role <> 'guardian' OR {GuardianRows.HasChildHere})", cancel);
        await act.Restore($"c.id IN {Rows(Did.ChatArchived)}", new { id }, cancel);
    }

    private Task Run(string sql, CancellationToken cancel) => act.Write.Execute(sql, new { id, act.Now, act.School, since }, cancel);

    private async Task<long> Count(string from, CancellationToken cancel) =>
        await act.Write.First<long>($"SELECT count(*) FROM {from}", new { id, year, since, act.School }, cancel);
}
