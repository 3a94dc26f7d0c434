using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>Reads of one chat by one of its people, inside the reader's window. A chat of others and one that does not exist look the same.</summary>
internal sealed class ChatReading(IChatReader reader)
{
    /// <summary>A page of the log.</summary>
    public async Task<Outcome<ChatPage>> Page(Caller caller, ChatId chat, PageAt at, int limit, CancellationToken cancel)
    {
        if (await Window(caller, chat, Operation.ReadChat, cancel) is not { } window)
        {
            return Refusals.NotFound;
        }

        return ChatWire.Page(chat, await reader.Page(chat, window, at, limit, cancel));
    }

    /// <summary>A page of the members.</summary>
    public async Task<Outcome<ChatMembersPage>> Members(Caller caller, ChatId chat, string? cursor, CancellationToken cancel)
    {
        if (await Window(caller, chat, Operation.ReadChat, cancel) is not { To: null } window)
        {
            return Refusals.NotFound;
        }

        if (!PolicyTable.Allows(Operation.SeeMembers, window.Role, window.Kind))
        {
            return Refusals.Denied;
        }

        var page = await reader.Members(chat, cursor, cancel);
        var seesMarks = PolicyTable.Allows(Operation.SeeReaders, window.Role, window.Kind);
        return new ChatMembersPage(
            [.. page.Members.Select(m => new ChatMemberDto(m.Person.Id.Value, m.Person.Name, m.Person.Role.Code(), seesMarks ? m.ReadNumber : null))],
            page.Next,
            page.Count);
    }

    /// <summary>The caller's window in a chat in which its role allows something; null to everybody else, to whom the chat does not exist.</summary>
    public async ValueTask<ReaderWindow?> Window(Caller caller, ChatId chat, Operation operation, CancellationToken cancel) =>
        await reader.Window(chat, caller.Person, caller.School, cancel) is { } window && PolicyTable.Allows(operation, window.Role, window.Kind)
            ? window
            : null;
}
