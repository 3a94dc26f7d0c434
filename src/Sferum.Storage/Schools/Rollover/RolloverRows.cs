using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Writes what a rollover plan says, set by set, and remembers each row that it touched.</summary>
internal sealed class RolloverRows(Act act, Guid rollover)
{
    /// <summary>What was done to a row.</summary>
    internal enum Did
    {
        ClassMade,
        SectionMade,
        ChatMade,
        ClassArchived,
        SectionArchived,
        ChatArchived,
        PlaceEnded,
        PlaceBegun,
        RoleEnded,
    }

    /// <summary>The rows of which something was done, for a query.</summary>
    public static string Rows(Did did) => $"(SELECT w.row_id FROM rollover_row w WHERE w.rollover_id = @id AND w.did = '{Code(did)}')";

    /// <returns>False when something is not as the plan has seen it.</returns>
    public async Task<bool> Write(RolloverPlan plan, CancellationToken cancel)
    {
        var before = plan.Before;
        if (!await End("enrollment", Did.PlaceEnded, [.. before.Places.Select(static p => p.Id)], cancel)
            || !await End("affiliation", Did.RoleEnded, plan.EndedAffiliations, cancel)
            || !await Archive("school_class", Did.ClassArchived, [.. before.Classes.Select(static c => c.Id.Value)], cancel)
            || !await Archive("section", Did.SectionArchived, [.. before.Sections.Select(static s => s.Id.Value)], cancel))
        {
            return false;
        }

        var old = await act.Archive(
            $"(c.class_id IN {Rows(Did.ClassArchived)} OR c.section_id IN {Rows(Did.SectionArchived)})", new { id = rollover }, cancel);
        await Remember(Did.ChatArchived, [.. old.Select(static c => c.Chat.Value)], cancel);

        var rows = new StructureRows(act);
        await rows.Classes(plan.Classes, cancel);
        await rows.Sections(plan.Sections, cancel);
        await rows.Chats(plan.Chats, cancel);
        await Remember(Did.ClassMade, [.. plan.Classes.Select(static c => c.Id.Value)], cancel);
        await Remember(Did.SectionMade, [.. plan.Sections.Select(static s => s.Id.Value)], cancel);
        await Remember(Did.ChatMade, [.. plan.Chats.Select(static c => c.Id.Value)], cancel);
        await Place(plan.Places, cancel);
        await EndGuardians(cancel);
        var classes = plan.Sections.ToDictionary(static s => s.Id, static s => s.Class);
        act.Tell(plan.Chats.Select(c => new AffectedChat(c.Id, c.Class ?? (c.Section is { } section ? classes[section] : null))));
        return true;
    }

    private static string Code(Did did) => did switch
    {
        Did.ClassMade => "class_made",
        Did.SectionMade => "section_made",
        Did.ChatMade => "chat_made",
        Did.ClassArchived => "class_archived",
        Did.SectionArchived => "section_archived",
        Did.ChatArchived => "chat_archived",
        Did.PlaceEnded => "place_ended",
        Did.PlaceBegun => "place_begun",
        _ => "role_ended",
    };

    private async Task<bool> End(string table, Did did, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        await Touch($"UPDATE {table} SET ended_at = @Now WHERE ended_at IS NULL", did, ids, cancel);

    private async Task<bool> Archive(string table, Did did, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        await Touch($"UPDATE {table} SET archived_at = @Now WHERE archived_at IS NULL", did, ids, cancel);

    private async Task<bool> Touch(string update, Did did, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await Remember(did, ids, cancel);
        return ids.Count == 0 || await act.Write.Execute($"{update} AND id {act.In("ids")}", new { act.Now, ids = act.Of(ids) }, cancel) == ids.Count;
    }

    /// <summary>A guardian's role at the school goes with the last child there (see <see cref="GuardianRows.Settle"/>).</summary>
    private async Task EndGuardians(CancellationToken cancel)
    {
        var left = await act.Write.Query<Guid>(
            $"""
            SELECT a.id FROM affiliation a WHERE a.school_id = @School AND a.role = 'guardian' AND a.ended_at IS NULL
            AND a.person_id IN (SELECT g.guardian_id FROM guardianship g WHERE g.ended_at IS NULL
              AND g.student_id IN (SELECT x.person_id FROM affiliation x WHERE x.id IN {Rows(Did.RoleEnded)}))
            AND NOT EXISTS (SELECT 1 FROM guardianship g JOIN enrollment e ON e.person_id = g.student_id
              WHERE g.guardian_id = a.person_id AND g.ended_at IS NULL
              AND e.school_id = @School AND e.class_id IS NOT NULL AND e.role = 'student' AND e.ended_at IS NULL)
            """,
            new { id = rollover, act.School },
            cancel);
        await End("affiliation", Did.RoleEnded, [.. left], cancel);
    }

    private async Task Place(List<NewPlace> places, CancellationToken cancel)
    {
        var ids = places.ConvertAll(static _ => Guid.CreateVersion7()).ToArray();
        await act.Write.Insert(
            "enrollment",
            "",
            [
                new BulkColumn("id", ids),
                new BulkColumn("person_id", places.Select(static p => p.Person.Value).ToArray()),
                new BulkColumn("school_id", places.Select(_ => act.School!.Value.Value).ToArray()),
                new BulkColumn("class_id", places.Select(static p => p.InClass ? p.Place : (Guid?)null).ToArray()),
                new BulkColumn("section_id", places.Select(static p => p.InClass ? (Guid?)null : p.Place).ToArray()),
                new BulkColumn("role", places.Select(static p => p.Teacher ? "teacher" : "student").ToArray()),
                new BulkColumn("imported", places.Select(static p => (short)(p.Imported ? 1 : 0)).ToArray()),
                new BulkColumn("suspended_by", places.Select(static p => p.SuspendedBy).ToArray()),
                new BulkColumn("given_by", places.Select(static p => p.GivenBy).ToArray()),
                new BulkColumn("began_at", places.Select(_ => act.Now).ToArray()),
            ],
            cancel);
        await Remember(Did.PlaceBegun, ids, cancel);
    }

    private Task Remember(Did did, IReadOnlyList<Guid> ids, CancellationToken cancel) => act.Write.Insert(
        "rollover_row",
        "",
        [
            new BulkColumn("rollover_id", ids.Select(_ => rollover).ToArray()),
            new BulkColumn("did", ids.Select(_ => Code(did)).ToArray()),
            new BulkColumn("row_id", ids.ToArray()),
        ],
        cancel);
}
