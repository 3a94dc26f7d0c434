using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>A chat of its own in a school of its own, on a database that others use too.</summary>
public abstract class ChatTests<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    protected Town Town { get; private set; } = null!;

    protected Store Store { get; private set; } = null!;

    protected IChatLog Log { get; private set; } = null!;

    protected IChatReader Reader { get; private set; } = null!;

    protected IChatMarks Marks { get; private set; } = null!;

    protected SchoolId School { get; private set; }

    protected ChatId Chat { get; private set; }

    protected IChatTail Tail { get; private set; } = null!;

    protected PersonId Anna { get; private set; }

    protected PersonId Boris { get; private set; }

    public virtual async ValueTask InitializeAsync()
    {
        Store = await shared.Store;
        (Town, Log, Reader, Marks) = (new Town(Store), Store.Get<IChatLog>(), Store.Get<IChatReader>(), Store.Get<IChatMarks>());
        School = await Town.School();
        Chat = await Town.Chat(School);
        Tail = Log.Open(Chat, default);
        Anna = await Town.Person("Анна");
        Boris = await Town.Person("Борис");
        await Town.Member(Chat, Anna, Role.ClassTeacher, came: 0);
        await Town.Member(Chat, Boris, came: 0);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static ReaderWindow Whole(PersonId person, long from = 0, long? to = null) => new(person, from, to, Role.Student, ChatKind.AdHoc);

    protected async Task Post(int count, Func<int, string>? text = null)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(i => Tail.Append(Rows.Post(Anna, text?.Invoke(i) ?? $"{i + 1}")).AsTask()));
        Assert.All(answers, static a => Assert.Equal(AppendStatus.Placed, a.Status));
    }

    protected ValueTask<LogPage> Page(PageAt at, int limit = 10, ReaderWindow? reader = null) => Reader.Page(Chat, reader ?? Whole(Boris), at, limit, default);

    protected static IEnumerable<long> Numbers(LogPage page) => page.Events.Select(static e => e.Number);
}
