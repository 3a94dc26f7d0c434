using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class ChatChoiceStore(IDatabase database, TimeProvider time) : IChatChoices
{
    public async ValueTask<Outcome<Unit>> Choose(Caller caller, ChatId chat, NoticeLevel? level, bool? pinned, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var stored = await write.Execute(
            """
            INSERT INTO chat_choice (chat_id, person_id, level, pinned_at)
            SELECT m.chat_id, m.person_id, coalesce(@level, 'all'), CASE WHEN @pins = 1 THEN @now END
            FROM chat_member m JOIN chat c ON c.id = m.chat_id
            WHERE m.chat_id = @chat AND m.person_id = @Person AND m.to_number IS NULL AND c.school_id IS NOT DISTINCT FROM @School
            ON CONFLICT (chat_id, person_id) DO UPDATE SET
              level = coalesce(@level, chat_choice.level),
              pinned_at = CASE WHEN @pins = 1 THEN coalesce(chat_choice.pinned_at, @now) WHEN @pins = 0 THEN NULL ELSE chat_choice.pinned_at END
            """,
            new { chat, caller.Person, caller.School, level = level?.Code(), pins = pinned is { } on ? (on ? 1 : 0) : -1, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancel);
        if (stored == 0)
        {
            return Refusals.NotFound;
        }

        await write.Commit(cancel);
        return default(Unit);
    }
}
