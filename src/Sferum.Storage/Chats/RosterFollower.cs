using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>
/// Brings a chat's members in step with the roster: one transaction, one row in the log. A changed title, and that a chat was archived or came back,
/// is such a row too.
/// </summary>
internal sealed class RosterFollower(IDatabase database)
{
    private const int Tries = 100;

    public async ValueTask<RosterFollowed> Follow(ChatId chat, Guid act, DateTimeOffset at, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            try
            {
                if (await TryFollow(chat, act, at, cancel) is { } followed)
                {
                    return followed;
                }
            }
            catch (Exception error) when (error.IsCollision())
            {
                // Undone for another transaction's sake: once more.
            }
        }

        throw new OutcomeUnknownException("The chat was written to without a pause; its members could not be changed.");
    }

    /// <returns>Null when somebody else took the number in between: nothing was written, try again behind it.</returns>
    private async Task<RosterFollowed?> TryFollow(ChatId chat, Guid act, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);

        // Two acts at once wait for each other here.
        var stands = await write.First<Stands>(
            """
            SELECT kind, school_id AS school, class_id AS class, section_id AS section, archived_at AS archivedAt, withdrawn, told_number AS told, template
            FROM chat WHERE id = @chat
            """
                + (database.Dialect == Dialect.PostgreSql ? " FOR UPDATE" : ""),
            new { chat },
            cancel);
        if (stands is null)
        {
            return new RosterFollowed([], []);
        }

        if (await write.First<long?>(
                "SELECT number FROM chat_log WHERE chat_id = @chat AND author_id = @nobody AND request_id = @act", new { chat, act, nobody = Guid.Empty }, cancel) is { } done)
        {
            return await Told(write, chat, done, stands.Told == done, cancel);
        }

        var changes = Roster.Differences(ChatKindCodes.Parse(stands.Kind), stands.Template, stands.Keeps) is not { } differences ? [] : (await write.Query<Change>(
            differences, new { chat, school = stands.School, @class = stands.Class, section = stands.Section, now = at.ToUnixTimeMilliseconds() }, cancel)).ToList();
        if (changes.Count == 0 && !stands.IsUntold)
        {
            // Who only reads is nobody else's business: no row.
            var only = await Limit(write, chat, stands, at, cancel);
            if (only.Count > 0)
            {
                await Commit(write);
            }

            return new RosterFollowed([], [], Limited: only);
        }

        var kind = changes.Exists(static c => c.Wanted is null || c.Present is null) ? ChatEventKind.Members : ChatEventKind.Access;
        var (number, before) = await Append(write, chat, act, at, kind, cancel);
        if (number == 0)
        {
            return null;
        }

        if (stands.IsUntold)
        {
            await write.Execute("UPDATE chat SET told_number = @number WHERE id = @chat", new { chat, number }, cancel);
        }

        await Apply(write, chat, number, Roster.ShowsWholeHistory(ChatKindCodes.Parse(stands.Kind)) ? 0 : before, changes, cancel);
        var limited = await Limit(write, chat, stands, at, cancel);
        await Commit(write);
        return new RosterFollowed(
            [.. changes.Where(static c => c.Present is null).Select(static c => c.PersonId)],
            [.. changes.Where(static c => c.Wanted is null).Select(c => (c.PersonId, number))],
            stands.IsUntold,
            limited);
    }

    private static async Task Commit(WriteTransaction write)
    {
        try
        {
            await write.Commit(CancellationToken.None);
        }
        catch (Exception error)
        {
            throw new OutcomeUnknownException("The database went away during a commit.", error);
        }
    }

    /// <summary>Brings in step which students only read.</summary>
    /// <returns>Those for whom that has changed.</returns>
    private static async Task<IReadOnlyList<PersonId>> Limit(WriteTransaction write, ChatId chat, Stands stands, DateTimeOffset at, CancellationToken cancel) =>
    [
        .. await write.Query<PersonId>(
            $"""
            UPDATE chat_member SET limited = 1 - limited
            WHERE chat_id = @chat AND to_number IS NULL AND limited <> CASE WHEN role = 'student' AND EXISTS (
              SELECT 1 FROM person p JOIN school s ON s.id = @School WHERE p.id = chat_member.person_id AND {ConsentSql.Limited}) THEN 1 ELSE 0 END
            RETURNING person_id
            """,
            new { chat, stands.School, youngest = ConsentSql.Youngest(at) },
            cancel),
    ];

    /// <returns>The row's number, 0 when somebody else took it; and the last one before it.</returns>
    private static async Task<(long Number, long Before)> Append(
        WriteTransaction write, ChatId chat, Guid act, DateTimeOffset at, ChatEventKind kind, CancellationToken cancel)
    {
        var head = await write.First<Head>("SELECT number, posts FROM chat_log WHERE chat_id = @chat ORDER BY number DESC LIMIT 1", new { chat }, cancel) ?? new Head(0, 0);
        var number = head.Number + 1;
        var inserted = await write.Execute(
            """
            INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts)
            VALUES (@chat, @number, @kind, @nobody, @act, @at, @posts) ON CONFLICT DO NOTHING
            """,
            new { chat, number, act, posts = head.Posts, nobody = Guid.Empty, at = at.ToUnixTimeMilliseconds(), kind = (short)kind },
            cancel);
        return (inserted == 0 ? 0 : number, head.Number);
    }

    private async Task Apply(WriteTransaction write, ChatId chat, long number, long from, List<Change> changes, CancellationToken cancel)
    {
        var went = changes.Where(static c => c.Wanted is null).Select(static c => c.PersonId.Value).ToList();
        if (went.Count > 0)
        {
            await write.Execute(
                $"UPDATE chat_member SET to_number = @number WHERE chat_id = @chat AND to_number IS NULL AND person_id {database.In("went")}",
                new { chat, number, went = database.Of(went) },
                cancel);
        }

        foreach (var role in changes.Where(static c => c.Wanted is not null).GroupBy(static c => (c.Wanted, New: c.Present is null)))
        {
            var people = database.Of(role.Select(static c => c.PersonId.Value));
            await write.Execute(
                role.Key.New
                    ? $"""
                      INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number)
                      SELECT @chat, id, @role, @from, @number FROM person WHERE id {database.In("people")}
                      """
                    : $"UPDATE chat_member SET role = @role WHERE chat_id = @chat AND to_number IS NULL AND person_id {database.In("people")}",
                new { chat, number, from, people, role = role.Key.Wanted },
                cancel);
        }
    }

    /// <summary>What a repeated act has changed the first time: whoever asks again has not heard the answer.</summary>
    private static async Task<RosterFollowed> Told(WriteTransaction write, ChatId chat, long number, bool changed, CancellationToken cancel)
    {
        var came = await write.Query<PersonId>("SELECT person_id FROM chat_member WHERE chat_id = @chat AND came_number = @number", new { chat, number }, cancel);
        var went = await write.Query<PersonId>("SELECT person_id FROM chat_member WHERE chat_id = @chat AND to_number = @number", new { chat, number }, cancel);
        return new RosterFollowed([.. came], [.. went.Select(p => (p, number))], changed);
    }

    private sealed record Stands
    {
        public string Kind { get; init; } = "";

        public Guid? School { get; init; }

        public Guid? Class { get; init; }

        public Guid? Section { get; init; }

        public string? Template { get; init; }

        public long? ArchivedAt { get; init; }

        public long Withdrawn { get; init; }

        public long Told { get; init; }

        /// <summary>Its title, or whether it is archived, has changed and nobody has heard of it.</summary>
        public bool IsUntold => Told < 0;

        public ChatKeeps Keeps => ArchivedAt is null ? ChatKeeps.Roster : Withdrawn == 0 ? ChatKeeps.Those : ChatKeeps.Nobody;
    }

    private sealed record Head(long Number, long Posts);

    private sealed record Change
    {
        public PersonId PersonId { get; init; }

        public string? Wanted { get; init; }

        public string? Present { get; init; }
    }
}
