using Sferum.Live;
using Sferum.Policy;

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

    /// <summary>Whether the connection's person may see who is online in a chat. Asked here because presence is written to sockets by the room, not by the actor.</summary>
    public async ValueTask<bool> SeesPresence(LocalConnection connection, ChatId chat) =>
        await reader.Window(chat, connection.Caller.Person, connection.Caller.School, connection.Hub.ConnectionAborted) is { To: null } window
        && PolicyTable.Allows(Operation.SeePresence, window.Role, window.Kind);
}
