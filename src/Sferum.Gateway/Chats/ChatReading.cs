using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>Reads of one chat by one of its people, inside the reader's window. A chat of others and one that does not exist look the same.</summary>
internal sealed class ChatReading(IChatReader reader, IChatPolls polls)
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
        var seesMutes = PolicyTable.Allows(Operation.MuteMember, window.Role, window.Kind);
        return new ChatMembersPage([.. page.Members.Select(m => ChatWire.Member(m, seesMarks, seesMutes))], page.Next, page.Count);
    }

    /// <summary>One chat as the list shows it.</summary>
    public async Task<Outcome<ChatSummary>> Summary(Caller caller, ChatId chat, CancellationToken cancel) =>
        await reader.Listing(chat, caller.Person, caller.School, cancel) is { } listing && PolicyTable.Allows(Operation.ReadChat, listing.Role, listing.Kind)
            ? ChatWire.Summary(listing)
            : Refusals.NotFound;

    /// <summary>Who has read a message: everybody learns how many, some learn who.</summary>
    public async Task<Outcome<MessageReaders>> Readers(Caller caller, ChatId chat, long number, CancellationToken cancel)
    {
        if (await Window(caller, chat, Operation.ReadChat, cancel) is not { To: null } window)
        {
            return Refusals.NotFound;
        }

        return await reader.ReadersOf(chat, window, number, cancel) is { } readers
            ? ChatWire.Readers(readers, seesWho: PolicyTable.Allows(Operation.SeeReaders, window.Role, window.Kind))
            : Refusals.NoSuchMessage;
    }

    /// <summary>Who has chosen an option of an open poll.</summary>
    public async Task<Outcome<PollVoters>> Voters(Caller caller, ChatId chat, long number, int option, CancellationToken cancel)
    {
        if (await Window(caller, chat, Operation.ReadChat, cancel) is not { To: null } window)
        {
            return Refusals.NotFound;
        }

        var found = await polls.Voters(chat, window, number, option, cancel);
        return found.IsRefused(out var refusal) ? refusal : new PollVoters([.. found.Value.Select(ChatWire.Person)]);
    }

    /// <summary>Messages that hold words.</summary>
    public async Task<Outcome<ChatSearchPage>> Search(Caller caller, ChatId chat, ChatWords words, long? before, int limit, CancellationToken cancel)
    {
        if (await Window(caller, chat, Operation.ReadChat, cancel) is not { } window)
        {
            return Refusals.NotFound;
        }

        var found = await reader.Search(chat, window, words, before, limit, cancel);
        return new ChatSearchPage(
            [.. found.Hits.Select(static h => new ChatSearchHit(h.Number, h.At.ToUnixTimeMilliseconds(), ChatWire.Person(h.Author), h.Excerpt))], found.Next);
    }

    /// <summary>The caller's window in a chat in which its role allows something; null to everybody else, to whom the chat does not exist.</summary>
    public async ValueTask<ReaderWindow?> Window(Caller caller, ChatId chat, Operation operation, CancellationToken cancel) =>
        await reader.Window(chat, caller.Person, caller.School, cancel) is { } window && PolicyTable.Allows(operation, window.Role, window.Kind)
            ? window
            : null;
}
