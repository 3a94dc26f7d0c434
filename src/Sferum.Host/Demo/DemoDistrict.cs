using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>
/// Fills an empty database with a small invented district, the way a real one is filled: the roster comes in by the import, chats follow it, and what
/// was said stands in the chats' logs. Runs before anybody is served.
/// </summary>
internal sealed class DemoDistrict(
    RosterReader reader, RosterImport import, IRosterStore rosters, IPeople people, IOutbox outbox, IChatLog log, DemoTalk talk, TimeProvider time)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");

    /// <summary>Fills the database unless somebody is in it.</summary>
    /// <param name="cancel">Stops in between; the next start goes on with what is there.</param>
    /// <returns>Whether it was filled.</returns>
    public async Task<bool> Fill(CancellationToken cancel = default)
    {
        if ((await people.Examples(1, cancel)).Count > 0)
        {
            return false;
        }

        var read = reader.Read(Path.Combine(Folder, "roster"), cancel: cancel);
        var plan = await import.Plan(read.Value, ChatTitles.In(TextCatalogue.DefaultLocale), cancel);
        if (plan.Refusal(new RosterLeave()) is { } refusal)
        {
            throw new InvalidOperationException($"The demonstration's roster is refused: {refusal.Code}.");
        }

        await import.Apply(plan, cancel: cancel);
        await Gather(cancel);
        foreach (var chat in DemoChat.Read(Path.Combine(Folder, "messages.json")))
        {
            await talk.Write(chat, await Find(chat, cancel), cancel);
        }

        return true;
    }

    /// <summary>Everybody has been in the chats for a week.</summary>
    private async Task Gather(CancellationToken cancel)
    {
        var weekAgo = time.GetUtcNow().AddDays(-7);
        while (await outbox.Take(16, TimeSpan.FromMinutes(1), cancel) is { Count: > 0 } acts)
        {
            foreach (var act in acts)
            {
                foreach (var affected in act.Chats)
                {
                    await log.FollowRoster(affected.Chat, act.Id, weekAgo, cancel);
                }

                await outbox.Done(act.Id, cancel);
            }
        }
    }

    private async Task<ChatId> Find(DemoChat chat, CancellationToken cancel)
    {
        var school = (await rosters.Schools([chat.School], cancel))[0];
        return (await rosters.Roster(school.Id, cancel)).Chats.Single(c => c.Title == chat.Chat).Id;
    }
}
