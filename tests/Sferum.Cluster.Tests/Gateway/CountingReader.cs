using System.Collections.Concurrent;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Live;

/// <summary>A reader that writes down what it is asked.</summary>
internal sealed class CountingReader : IChatReader
{
    private readonly ConcurrentQueue<string> _calls = new();

    public IChatReader Inner { get; set; } = new LogInMemory();

    public IReadOnlyList<string> Calls => [.. _calls];

    public void Clear() => _calls.Clear();

    public ValueTask<ReaderWindow?> Window(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel) =>
        Asked(nameof(Window)).Window(chat, person, school, cancel);

    public ValueTask<IReadOnlyList<ChatListing>> List(PersonId person, SchoolId? school, CancellationToken cancel) =>
        Asked(nameof(List)).List(person, school, cancel);

    public ValueTask<ChatListing?> Listing(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel) =>
        Asked(nameof(Listing)).Listing(chat, person, school, cancel);

    public ValueTask<LogPage> Page(ChatId chat, ReaderWindow reader, PageAt at, int limit, CancellationToken cancel) =>
        Asked(nameof(Page)).Page(chat, reader, at, limit, cancel);

    public ValueTask<MissedRows> Missed(PersonId person, IReadOnlyList<(KnownNumber Known, long Head)> chats, int limit, CancellationToken cancel) =>
        Asked(nameof(Missed)).Missed(person, chats, limit, cancel);

    public ValueTask<IReadOnlyList<ChatEvent>> Rows(ChatId chat, long after, long upTo, CancellationToken cancel) =>
        Asked(nameof(Rows)).Rows(chat, after, upTo, cancel);

    public ValueTask<IReadOnlyList<(PersonId Person, long Number)>> Left(ChatId chat, long after, long upTo, CancellationToken cancel) =>
        Asked(nameof(Left)).Left(chat, after, upTo, cancel);

    public ValueTask<IReadOnlyList<Membership>> Memberships(IReadOnlyList<PersonId> people, CancellationToken cancel) =>
        Asked(nameof(Memberships)).Memberships(people, cancel);

    public ValueTask<IReadOnlyDictionary<ChatId, long>> Heads(IReadOnlyList<ChatId> chats, CancellationToken cancel) => Asked(nameof(Heads)).Heads(chats, cancel);

    public ValueTask<StoredMessage?> Message(ChatId chat, long number, CancellationToken cancel) => Asked(nameof(Message)).Message(chat, number, cancel);

    public ValueTask<MembersPage> Members(ChatId chat, string? cursor, CancellationToken cancel) => Asked(nameof(Members)).Members(chat, cursor, cancel);

    public ValueTask<(string Text, ForwardedMessage From)?> ToForward(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel) =>
        Asked(nameof(ToForward)).ToForward(chat, reader, number, cancel);

    public ValueTask<Readers?> ReadersOf(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel) =>
        Asked(nameof(ReadersOf)).ReadersOf(chat, reader, number, cancel);

    public ValueTask<FoundMessages> Search(ChatId chat, ReaderWindow reader, ChatWords words, long? before, int limit, CancellationToken cancel) =>
        Asked(nameof(Search)).Search(chat, reader, words, before, limit, cancel);

    private IChatReader Asked(string what)
    {
        _calls.Enqueue(what);
        return Inner;
    }
}
