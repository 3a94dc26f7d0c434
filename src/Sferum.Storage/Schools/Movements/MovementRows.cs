using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>The table of movements, inside an act.</summary>
internal static class MovementRows
{
    private const string One = $"SELECT {MovementRow.Columns} FROM movement m JOIN person p ON p.id = m.person_id WHERE m.id = @id";

    /// <summary>A new one, planned.</summary>
    /// <returns>False when a unique index already holds such a one: an open release, a release that is taken.</returns>
    public static async Task<bool> Add(this Act act, MovementRow row, byte[]? codeHash, CancellationToken cancel) => await act.Write.Execute(
        """
        INSERT INTO movement (id, school_id, person_id, kind, status, order_number, ordered_on, effective_on, until_on, instead_of, to_class_id, section_id,
          release_id, code_hash, created_by, created_at, due_at)
        VALUES (@Id, @SchoolId, @PersonId, @Kind, 'planned', @OrderNumber, @OrderedOn, @EffectiveOn, @UntilOn, @InsteadOf, @ToClass, @Section,
          @ReleaseId, @codeHash, @Actor, @Now, @DueAt)
        ON CONFLICT DO NOTHING
        """,
        new
        {
            row.Id, row.SchoolId, row.PersonId, row.Kind, row.OrderNumber, row.OrderedOn, row.EffectiveOn, row.UntilOn, row.InsteadOf, row.ToClass, row.Section,
            row.ReleaseId, codeHash, act.Actor, act.Now, row.DueAt,
        },
        cancel) == 1;

    public static async Task<MovementRow?> Read(DbConnection connection, Guid id, CancellationToken cancel) =>
        await connection.QueryFirstOrDefaultAsync<MovementRow>(new CommandDefinition(One, new { id }, cancellationToken: cancel));

    public static Task<MovementRow?> Movement(this Act act, Guid id, CancellationToken cancel) => act.Write.First<MovementRow>(One, new { id }, cancel);

    /// <summary>Planned becomes applied, once.</summary>
    public static async Task<bool> BecomesApplied(this Act act, Guid id, ClassId? from, long? due, CancellationToken cancel) => await act.Write.Execute(
        """
        UPDATE movement SET status = 'applied', applied_at = @Now, from_class_id = @from, due_at = @due, held_until = 0, code_hash = NULL
        WHERE id = @id AND status = 'planned'
        """,
        new { id, from, due, act.Now },
        cancel) == 1;

    /// <summary>The effect of an applied leave or substitution ends, once.</summary>
    public static async Task<bool> BecomesEnded(this Act act, Guid id, CancellationToken cancel) => await act.Write.Execute(
        "UPDATE movement SET ended_at = @Now, due_at = NULL, held_until = 0 WHERE id = @id AND status = 'applied' AND ended_at IS NULL",
        new { id, act.Now },
        cancel) == 1;

    public static async Task<string> Zone(this Act act, CancellationToken cancel) =>
        await act.Write.First<string>("SELECT time_zone FROM school WHERE id = @School", new { act.School }, cancel) ?? "UTC";

    /// <summary>What the record says of a movement.</summary>
    public static AuditNote NoteOf(string what, MovementRow row) => AuditNote.About(what, row.PersonId) with
    {
        After = new
        {
            movement = row.Id, kind = row.Kind, effectiveOn = row.EffectiveOn, untilOn = row.UntilOn, orderedOn = row.OrderedOn,
            toClass = row.ToClass?.Value, section = row.Section?.Value, insteadOf = row.InsteadOf?.Value, failure = row.Failure,
        },
        Reason = row.OrderNumber,
    };
}
