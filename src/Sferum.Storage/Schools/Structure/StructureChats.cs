using Dapper;
using Sferum.Chats;

namespace Sferum.Schools;

/// <summary>The chats of what is made, renamed, archived and brought back. Each change is told by the act to everybody who is in the chat.</summary>
internal static class StructureChats
{
    private const string Affected = "SELECT c.id AS id, coalesce(c.class_id, s.class_id) AS class FROM chat c LEFT JOIN section s ON s.id = c.section_id";

    /// <summary>The chats of a new class.</summary>
    public static ChatRow[] Of(ClassId id, string title, ChatTitles titles) =>
        [.. titles.OfClass(title).Select(chat => new ChatRow(ChatId.New(), chat.Kind, chat.Title, id, null, Archived: false))];

    /// <summary>Chats whose place went into the archive.</summary>
    /// <param name="act">The act.</param>
    /// <param name="which">Which ones, over <c>chat c</c> and its <c>section s</c>.</param>
    /// <param name="parameters">Its parameters, with the school.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The chats.</returns>
    public static Task<IReadOnlyList<AffectedChat>> Archive(this Act act, string which, object parameters, CancellationToken cancel) =>
        act.Mark($"{which} AND c.archived_at IS NULL", parameters, "archived_at = @Now", cancel);

    /// <summary>Chats whose place came back.</summary>
    public static Task<IReadOnlyList<AffectedChat>> Restore(this Act act, string which, object parameters, CancellationToken cancel) =>
        act.Mark($"{which} AND c.archived_at IS NOT NULL", parameters, "archived_at = NULL, withdrawn = 0", cancel);

    /// <summary>Chats that nobody keeps: what they stood for was undone.</summary>
    public static Task<IReadOnlyList<AffectedChat>> Withdraw(this Act act, string which, object parameters, CancellationToken cancel) =>
        act.Mark(which, parameters, "archived_at = @Now, withdrawn = 1", cancel);

    /// <summary>Chats are called otherwise.</summary>
    public static async Task Retitle(this Act act, string which, object parameters, string title, CancellationToken cancel)
    {
        var chats = await act.Chats($"{which} AND c.title <> @title", With(parameters, ("title", title)), cancel);
        await act.Set(chats, "title = @title", [("title", title)], cancel);
        act.Tell(chats);
    }

    /// <summary>The chats of the school as a whole: people came to it or left it.</summary>
    public static async Task TellSchool(this Act act, CancellationToken cancel) => act.Tell(await act.Chats("c.kind IN ('school', 'staff')", new { }, cancel));

    private static async Task<IReadOnlyList<AffectedChat>> Mark(this Act act, string which, object parameters, string set, CancellationToken cancel)
    {
        var chats = await act.Chats(which, parameters, cancel);
        await act.Set(chats, set, [("Now", act.Now)], cancel);
        act.Tell(chats);
        return chats;
    }

    private static async Task<IReadOnlyList<AffectedChat>> Chats(this Act act, string which, object parameters, CancellationToken cancel) =>
        [.. (await act.Write.Query<Row>($"{Affected} WHERE c.school_id = @School AND {which}", With(parameters, ("School", act.School!.Value)), cancel))
            .Select(static c => new AffectedChat(c.Id, c.Class))];

    private static async Task Set(this Act act, IReadOnlyList<AffectedChat> chats, string set, (string, object)[] values, CancellationToken cancel)
    {
        if (chats.Count > 0)
        {
            await act.Write.Execute(
                $"UPDATE chat SET {set}, told_number = -1 WHERE id {act.In("ids")}", With(new { ids = act.Of(chats.Select(static c => c.Chat.Value)) }, values), cancel);
        }
    }

    private static DynamicParameters With(object parameters, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var all = new DynamicParameters(parameters);
        foreach (var (name, value) in more)
        {
            all.Add(name, value);
        }

        return all;
    }

    private sealed record Row
    {
        public ChatId Id { get; init; }

        public ClassId? Class { get; init; }
    }
}
