using System.Data.Common;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>A moderator's decision: one transaction with the row of the log, its effect and the note for the record.</summary>
internal sealed class ChatModeration(IDatabase database, IKeyRing keys) : IChatModeration
{
    private readonly AuditWriter _audit = new(keys);

    public async ValueTask<Appended> Change(ChatId chat, SchoolId? school, ChatHead head, NewRow row, AccessChange change, CancellationToken cancel) =>
        await TryChange(chat, school, head, row, change, cancel) ?? await Taken(chat, row, cancel);

    /// <returns>Null when the number or the request was there already: nothing was written.</returns>
    private async Task<Appended?> TryChange(ChatId chat, SchoolId? school, ChatHead head, NewRow row, AccessChange change, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var placed = new ChatHead(head.Number + 1, head.Posts);
        var at = row.At.ToUnixTimeMilliseconds();
        try
        {
            await write.Execute(
                """
                INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts, body_hash)
                VALUES (@chat, @Number, @kind, @Author, @RequestId, @at, @Posts, @BodyHash)
                """,
                new { chat, placed.Number, kind = (short)row.Kind, row.Author, row.RequestId, at, placed.Posts, row.BodyHash },
                cancel);
        }
        catch (DbException error) when (error.IsTaken())
        {
            return null;
        }

        var note = change switch
        {
            AccessChange.Mute mute => await Mute(write, chat, mute, cancel),
            AccessChange.Settings settings => await Set(write, chat, settings, at, cancel),
            _ => throw new InvalidOperationException($"Nothing is known of {change.GetType()}."),
        };
        await _audit.Write(write, school, row.Author, [note], at, cancel);
        try
        {
            await write.Commit(CancellationToken.None);
        }
        catch (Exception error)
        {
            throw new OutcomeUnknownException("The database went away during a commit.", error);
        }

        return new Appended(AppendStatus.Placed, placed, row.At);
    }

    /// <summary>Either the same request was here before, or somebody else has written behind this head.</summary>
    private async Task<Appended> Taken(ChatId chat, NewRow row, CancellationToken cancel) =>
        await new ChatLoader(database).Find(chat, row.Author, row.RequestId, row.BodyHash, cancel) ?? new Appended(AppendStatus.Rival, default, default);

    private static async Task<AuditNote> Mute(WriteTransaction write, ChatId chat, AccessChange.Mute mute, CancellationToken cancel)
    {
        var until = mute.Until?.ToUnixTimeMilliseconds();
        await write.Execute(
            """
            INSERT INTO chat_rule (chat_id, person_id, muted_until, muted_reason) VALUES (@chat, @Person, @until, @Reason)
            ON CONFLICT (chat_id, person_id) DO UPDATE SET muted_until = excluded.muted_until, muted_reason = excluded.muted_reason
            """,
            new { chat, mute.Person, until, mute.Reason },
            cancel);
        return new AuditNote(until is null ? "chat.unmuted" : "chat.muted", "chat", chat.Value)
        {
            Person = mute.Person, After = new { Person = mute.Person.Value, Until = mute.Until == ChatMember.ForGood ? null : mute.Until, mute.Reason },
        };
    }

    private static async Task<AuditNote> Set(WriteTransaction write, ChatId chat, AccessChange.Settings settings, long at, CancellationToken cancel)
    {
        var after = settings.After;
        await write.Execute(
            """
            UPDATE chat SET title = @Title, writers = @writers, slow_seconds = @SlowSeconds, mention_all = @mentions,
              archived_at = CASE WHEN @archived = 1 THEN coalesce(archived_at, @at) ELSE NULL END
            WHERE id = @chat
            """,
            new { chat, after.Title, writers = after.Writers.Code(), after.SlowSeconds, mentions = after.Mentions.Code(), archived = after.Archived ? 1 : 0, at },
            cancel);
        if (settings.Named is { } named)
        {
            await write.Execute("UPDATE chat_rule SET writes = 0 WHERE chat_id = @chat AND writes <> 0", new { chat }, cancel);
            foreach (var person in named.Distinct())
            {
                await Name(write, chat, person, cancel);
            }
        }

        return new AuditNote("chat.set", "chat", chat.Value)
        {
            Before = settings.Before, After = new { Access = after, Named = settings.Named?.Select(static p => p.Value) },
        };
    }

    /// <summary>Names somebody as a writer.</summary>
    public static Task<int> Name(WriteTransaction write, ChatId chat, PersonId person, CancellationToken cancel) => write.Execute(
        """
        INSERT INTO chat_rule (chat_id, person_id, writes) VALUES (@chat, @person, 1)
        ON CONFLICT (chat_id, person_id) DO UPDATE SET writes = 1
        """,
        new { chat, person },
        cancel);
}
