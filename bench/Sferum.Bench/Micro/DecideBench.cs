using BenchmarkDotNet.Attributes;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>What the rules say to a post: its text, and whether its author may.</summary>
[MemoryDiagnoser]
public class DecideBench
{
    private const string Text = "Завтра на первом уроке контрольная по алгебре: возьмите тетради и линейки!";

    private static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    private Chat _chat = null!;
    private Caller _member = null!;
    private Caller _stranger = null!;

    /// <summary>Members of the chat: the answer must not cost more in a large one.</summary>
    [Params(30, 3000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var school = new SchoolId(Guid.CreateVersion7());
        var people = Enumerable.Range(0, Members).Select(static _ => new PersonId(Guid.CreateVersion7())).ToList();
        _chat = Chat.From(new LoadedChat
        {
            Id = ChatId.New(),
            School = school,
            Kind = ChatKind.Class,
            Title = "7Б",
            Archived = false,
            Head = new ChatHead(10, 9),
            Rev = 0,
            Members = [.. people.Select(static p => new ChatMember(new PersonName(p, "Берёзкин Артём", Role.Student), 0))],
            Pinned = [],
            TopMarks = [],
        });
        _member = new Caller(people[^1], SessionId.New(), school, Role.Student);
        _stranger = new Caller(new PersonId(Guid.CreateVersion7()), SessionId.New(), school, Role.Student);
    }

    [Benchmark]
    public bool Member() => ChatText.Normalise(Text, out _) is null && ChatRules.Post(_chat, _member, Noon, out _) is null;

    [Benchmark]
    public bool Stranger() => ChatRules.Post(_chat, _stranger, Noon, out _) is null;
}
