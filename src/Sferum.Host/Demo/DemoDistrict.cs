using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>
/// Fills an empty database with a small invented district, the way a real one is filled: schools apply and are taken on, their roster comes in by the
/// import, people come by links, chats follow, and what was said stands in the chats' logs. Runs before anybody is served.
/// </summary>
internal sealed class DemoDistrict(
    DemoContent content, DemoOffice office, DemoArrivals arrivals, DemoMembers members, DemoTalk talk, RosterReader reader, RosterImport import, IRosterStore rosters, IChatLog log)
{
    /// <summary>Makes one of what a host has.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="log">Where the chats' logs are; null for the host's.</param>
    /// <returns>The district, still empty.</returns>
    public static DemoDistrict In(IServiceProvider services, IChatLog? log = null)
    {
        var content = new DemoContent();
        log ??= services.GetRequiredService<IChatLog>();
        var members = ActivatorUtilities.CreateInstance<DemoMembers>(services, log);
        return ActivatorUtilities.CreateInstance<DemoDistrict>(
            services,
            content,
            log,
            members,
            ActivatorUtilities.CreateInstance<DemoOffice>(services, content, members),
            ActivatorUtilities.CreateInstance<DemoArrivals>(services, content),
            ActivatorUtilities.CreateInstance<DemoTalk>(services, log));
    }

    /// <summary>Fills the database unless somebody is in it.</summary>
    /// <param name="cancel">Stops in between; the next start goes on with what is there.</param>
    /// <returns>Whether it was filled.</returns>
    public async Task<bool> Fill(CancellationToken cancel = default)
    {
        if (!await office.IsAlone(cancel) && !await HasStopped(cancel))
        {
            return false;
        }

        await office.Open(cancel);
        var read = reader.Read(content.Roster, cancel: cancel);
        var plan = await import.Plan(read.Value, ChatTitles.In(TextCatalogue.DefaultLocale), cancel: cancel);
        if (plan.Refusal(new RosterLeave()) is { } refusal)
        {
            throw new InvalidOperationException($"The demonstration's roster is refused: {refusal.Code}.");
        }

        if (await import.Apply(plan, cancel: cancel) is { } stopped)
        {
            throw new InvalidOperationException($"The demonstration's roster is refused: {stopped.Code}.");
        }

        await arrivals.Come(cancel);
        await members.Gather(cancel);
        var filled = false;
        foreach (var chat in content.Chats)
        {
            var id = await Find(chat, cancel) ?? throw new InvalidOperationException($"There is no chat {chat.Chat}.");
            filled |= await talk.Write(chat, id, cancel);
        }

        return filled;
    }

    /// <summary>Whether what is there is this district, and not all of it has come or been said yet.</summary>
    private async Task<bool> HasStopped(CancellationToken cancel)
    {
        var schools = content.Chats.Select(static c => c.School).Distinct().ToList();
        if ((await rosters.Schools(schools, cancel)).Count < schools.Count)
        {
            return await office.HasBegun(cancel);
        }

        // The last chat is filled last.
        return await Find(content.Chats[^1], cancel) is not { } last || await log.Load(last, cancel) is { Head.Posts: 0 };
    }

    private async Task<ChatId?> Find(DemoChat chat, CancellationToken cancel)
    {
        var school = (await rosters.Schools([chat.School], cancel))[0];
        return (await rosters.Roster(school.Id, cancel)).Chats.Where(c => c.Title == chat.Chat).Select(static c => (ChatId?)c.Id).SingleOrDefault();
    }
}
