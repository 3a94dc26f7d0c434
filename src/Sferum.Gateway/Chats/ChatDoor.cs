using Sferum.Live;

namespace Sferum.Chats;

/// <summary>
/// Whether a connection's person is in a chat, asked before its actor is called: who is in the room need not be looked up. The actor decides about
/// rights; here it is only kept from being woken by an id that is not the caller's.
/// </summary>
internal sealed class ChatDoor(LocalRooms rooms, IChatReader reader)
{
    public async ValueTask<bool> IsMember(LocalConnection connection, ChatId chat)
    {
        if (rooms.Find(chat) is { } room && connection.IsIn(room))
        {
            return true;
        }

        return await reader.Window(chat, connection.Caller.Person, connection.Caller.School, connection.Hub.ConnectionAborted) is { To: null };
    }
}
