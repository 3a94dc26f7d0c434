using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>A school in the middle of a year, written into the tables, and what lives in it.</summary>
public abstract class YearTests<TStore>(SharedStore<TStore> shared) : StructureTests<TStore>(shared)
    where TStore : Store, new()
{
    protected const int Year = 2026;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Years.Set(Admin, SchoolYear.Usual(Year) with { IsCurrent = true }, default);
        await Town.Chat(School, ChatKind.School);
        await Town.Chat(School, ChatKind.Staff);
    }

    protected async Task<RolloverPreview> Preview(RolloverChoices? choices = null) => (await Rollovers.Preview(School, choices ?? new(), default)).Value;

    protected async Task<CarriedRollover> RollOver(RolloverChoices? choices = null)
    {
        var preview = await Preview(choices);
        Assert.Empty(preview.Conflicts);
        return (await Rollovers.CarryOut(Admin, choices ?? new(), preview.Revision, default)).Value.Value;
    }

    /// <summary>Everybody's class, by title.</summary>
    protected async Task<Dictionary<PersonId, string>> Homerooms() => (await Town.Ask<Homeroom>(
        """
        SELECT e.person_id AS person, k.title AS title FROM enrollment e JOIN school_class k ON k.id = e.class_id
        WHERE e.school_id = @School AND e.role = 'student' AND e.ended_at IS NULL
        """,
        new { School })).ToDictionary(static h => h.Person, static h => h.Title);

    /// <summary>Everything that lives in the school, row by row; what is in the archive is not in it.</summary>
    protected async Task<IReadOnlyList<string>> Living()
    {
        var all = new List<string>();
        foreach (var (table, columns, lives) in new[]
        {
            ("school_class", "CAST(id AS text) || title || coalesce(grade, '') || school_year", "archived_at IS NULL"),
            ("section", "CAST(id AS text) || title || subject || coalesce(CAST(class_id AS text), '') || coalesce(grade, '') || group_title || school_year", "archived_at IS NULL"),
            ("chat", "CAST(id AS text) || kind || title || coalesce(CAST(class_id AS text), '') || coalesce(CAST(section_id AS text), '')", "archived_at IS NULL"),
            ("enrollment", "CAST(id AS text) || CAST(person_id AS text) || coalesce(CAST(class_id AS text), '') || coalesce(CAST(section_id AS text), '') || role || imported || began_at", "ended_at IS NULL"),
            ("affiliation", "CAST(id AS text) || CAST(person_id AS text) || role", "ended_at IS NULL"),
            ("school_year", "year || start_date || end_date || is_current", "1 = 1"),
            ("chat_member", "CAST(chat_id AS text) || CAST(person_id AS text) || role || from_number || came_number",
                "to_number IS NULL AND chat_id IN (SELECT c.id FROM chat c WHERE c.school_id = @School AND c.archived_at IS NULL)"),
        })
        {
            var of = table == "chat_member" ? "1 = 1" : "school_id = @School";
            all.AddRange((await Town.Ask<string>($"SELECT {columns} FROM {table} WHERE {of} AND {lives}", new { School }))
                .Select(row => $"{table} {row}").Order(StringComparer.Ordinal));
        }

        return all;
    }

    /// <summary>Brings all chats of the school in step, as the actors do after an act.</summary>
    protected async Task FollowAll()
    {
        foreach (var chat in await Town.Ask<ChatId>("SELECT id FROM chat WHERE school_id = @School", new { School }))
        {
            await Follow(chat);
        }
    }

    private sealed record Homeroom
    {
        public PersonId Person { get; init; }

        public string Title { get; init; } = "";
    }
}
