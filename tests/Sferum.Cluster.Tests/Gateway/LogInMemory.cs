using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Live;

/// <summary>A log in memory, as a room reads it; it may be away for a while.</summary>
internal sealed class LogInMemory : IChatReader
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    /// <summary>How far the log goes.</summary>
    public long Head { get; set; }

    public List<(PersonId Person, long Number)> Gone { get; } = [];

    /// <summary>How many reads fail before one succeeds.</summary>
    public int Outages { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Held back until this is done.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>Done when somebody reads.</summary>
    public Task Asked => _asked.Task;

    public async ValueTask<IReadOnlyList<ChatEvent>> Rows(ChatId chat, long after, long upTo, CancellationToken cancel)
    {
        Interlocked.Increment(ref _reads);
        _asked.TrySetResult();
        await Held;
        if (Outages-- > 0)
        {
            throw new TimeoutException();
        }

        return [.. RoomBench.Numbers(after + 1, Math.Min(upTo, Head)).Select(n => Gone.Any(g => g.Number == n)
            ? RoomBench.Event(n) with { Kind = ChatEventKind.Members, Message = null, Members = new MembersChange { WentCount = Gone.Count(g => g.Number == n) } }
            : RoomBench.Event(n))];
    }

    public ValueTask<IReadOnlyList<(PersonId Person, long Number)>> Left(ChatId chat, long after, long upTo, CancellationToken cancel) =>
        new([.. Gone.Where(g => g.Number > after && g.Number <= upTo)]);

    public ValueTask<ChatListing?> Listing(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel) => new((ChatListing?)null);

    public ValueTask<ReaderWindow?> Window(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ChatListing>> List(PersonId person, SchoolId? school, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<LogPage> Page(ChatId chat, ReaderWindow reader, PageAt at, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<MissedRows> Missed(PersonId person, IReadOnlyList<(KnownNumber Known, long Head)> chats, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Membership>> Memberships(IReadOnlyList<PersonId> people, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<ChatId, long>> Heads(IReadOnlyList<ChatId> chats, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<StoredMessage?> Message(ChatId chat, long number, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<MembersPage> Members(ChatId chat, string? cursor, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<(string Text, ForwardedMessage From)?> ToForward(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<Readers?> ReadersOf(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<FoundMessages> Search(ChatId chat, ReaderWindow reader, ChatWords words, long? before, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();
}
