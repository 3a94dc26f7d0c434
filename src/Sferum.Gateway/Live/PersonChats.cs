using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>Brings open connections in step when their person comes into chats or leaves them.</summary>
internal sealed class PersonChats(LocalPeople people, LocalRooms rooms, IChatReader reader, ISocketWriter writer, ILogger<PersonChats> log)
{
    /// <summary>A school's import changes thousands of people at once: so many are looked up at a time.</summary>
    private static readonly SemaphoreSlim Readers = new(8, 8);

    /// <summary>Notes the change; never blocks.</summary>
    public void Changed(PersonId id, IReadOnlyList<ChatId> chats)
    {
        if (people.Find(id) is { } person && person.Note(chats))
        {
            _ = Tell(person);
        }
    }

    private async Task Tell(LocalPerson person)
    {
        await Task.Yield();
        await Readers.WaitAsync();
        try
        {
            while (person.TakeChanged() is { Length: > 0 } changed)
            {
                foreach (var connection in person.Connections)
                {
                    await Tell(connection, changed);
                }
            }
        }
        finally
        {
            Readers.Release();
        }
    }

    private async Task Tell(LocalConnection connection, ChatId[] changed)
    {
        await connection.Turn.WaitAsync();
        try
        {
            // Whoever has not resumed yet gets the list of chats with the answer.
            foreach (var chat in connection.Resumed ? changed : [])
            {
                await Tell(connection, chat);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.ChatsChangedFailed(error);
            writer.Write(connection, LiveMessage.Resync);
        }
        finally
        {
            connection.Turn.Release();
        }
    }

    private async Task Tell(LocalConnection connection, ChatId chat)
    {
        var caller = connection.Caller;
        var listing = await reader.Listing(chat, caller.Person, caller.School, CancellationToken.None);
        if (listing is not null && !(rooms.Find(chat) is { } known && connection.IsIn(known)))
        {
            // Read again once nothing that is committed later can be missed.
            await rooms.Enter(connection, [(chat, listing.Head.Number)]);
            listing = await reader.Listing(chat, caller.Person, caller.School, CancellationToken.None);
        }

        var room = rooms.Find(chat);
        if (listing is null)
        {
            room?.Leave(connection);
            writer.Write(connection, new LiveMessage(HubNames.Events.Chats, new ChatListChange([], [chat.Value])));
            return;
        }

        room?.Observe(listing.Head.Number);
        room?.Open(connection, Math.Max(listing.From, listing.Head.Number), new LiveMessage(HubNames.Events.Chats, new ChatListChange([ChatWire.Summary(listing)], [])));
    }
}
