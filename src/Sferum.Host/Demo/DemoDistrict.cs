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
        if ((await people.Examples(1, cancel)).Count > 0 && !await HasBegun(cancel))
        {
            return false;
        }

        var read = reader.Read(Path.Combine(Folder, "roster"), cancel: cancel);
        var plan = await import.Plan(read.Value, ChatTitles.In(TextCatalogue.DefaultLocale), cancel: cancel);
        if (plan.Refusal(new RosterLeave()) is { } refusal)
        {
            throw new InvalidOperationException($"The demonstration's roster is refused: {refusal.Code}.");
        }

        if (await import.Apply(plan, cancel: cancel) is { } stopped)
        {
            throw new InvalidOperationException($"The demonstration's roster is refused: {stopped.Code}.");
        }

        await Appoint(cancel);
        await Gather(cancel);
        var filled = false;
        foreach (var chat in DemoChat.Read(Path.Combine(Folder, "messages.json")))
        {
            filled |= await talk.Write(chat, await Find(chat, cancel), cancel);
        }

        return filled;
    }

    /// <summary>Whether what is there is this district, and not all has been said yet.</summary>
    private async Task<bool> HasBegun(CancellationToken cancel)
    {
        var chats = DemoChat.Read(Path.Combine(Folder, "messages.json"));
        if ((await rosters.Schools([.. chats.Select(static c => c.School).Distinct()], cancel)).Count == 0)
        {
            return false;
        }

        // The last chat is filled last.
        return await log.Load(await Find(chats[^1], cancel), cancel) is { Head.Posts: 0 };
    }

    /// <summary>Who leads the schools: no file gives that right, in life an order does.</summary>
    private async Task Appoint(CancellationToken cancel)
    {
        foreach (var (person, school, role) in DemoAppointment.Read(Path.Combine(Folder, "appointed.json")))
        {
            var act = new HeldAct((await rosters.Schools([school], cancel))[0].Id);
            var appointed = (await rosters.People([person], own: null, cancel))[0].Id;
            await rosters.Apply(act, new RosterStep { Affiliations = [new AffiliationRow(appointed, RoleCodes.Parse(role))] }, cancel);
        }
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
