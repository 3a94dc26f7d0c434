using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// Asks the tables for what this gateway may not have been told while a silo had lost it or was lost: into which chats its people came, which they left,
/// and which of their sessions ended. A bounded number of queries per thousand people.
/// </summary>
internal sealed class MissedNews(
    LocalPeople people, PersonLinks links, PersonChats chats, SessionEnd end, ISessions sessions, IChatReader reader, TimeProvider clock)
{
    private const int PeoplePerRead = 1000;

    public async Task Ask()
    {
        // Known to the cluster first: what happens after this is told.
        await links.Renew();
        foreach (var some in people.All.Where(static p => p.Connections.Length > 0).Chunk(PeoplePerRead))
        {
            foreach (var open in some.SelectMany(static p => p.Connections).Select(static c => c.Caller.Session).Distinct().Chunk(PeoplePerRead))
            {
                if (await sessions.Over(open, clock.GetUtcNow(), CancellationToken.None) is { Count: > 0 } over)
                {
                    end.End(over, "revoked");
                }
            }

            var memberships = (await reader.Memberships([.. some.Select(static p => p.Id)], CancellationToken.None)).ToLookup(static m => m.Person);
            foreach (var person in some)
            {
                chats.Changed(person.Id, Differing(person, [.. memberships[person.Id]]));
            }
        }
    }

    /// <summary>Chats in which the person is but a connection is not, and the other way round.</summary>
    private static IReadOnlyList<ChatId> Differing(LocalPerson person, Membership[] memberships)
    {
        var differing = new HashSet<ChatId>();
        foreach (var connection in person.Connections.Where(static c => c.Resumed))
        {
            var here = connection.Rooms().Select(static r => r.Chat).ToHashSet();
            here.SymmetricExceptWith(memberships.Where(m => m.School == connection.Caller.School).Select(static m => m.Chat));
            differing.UnionWith(here);
        }

        return [.. differing];
    }
}
