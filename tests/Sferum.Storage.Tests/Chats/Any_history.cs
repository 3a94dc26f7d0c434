using CsCheck;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Any_history_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Any_history<PostgreSqlStore>(shared);

public sealed class Any_history_on_SQLite(SharedStore<SqliteStore> shared) : Any_history<SqliteStore>(shared);

/// <summary>Random deeds of three people, against a chat kept in lists.</summary>
public abstract class Any_history<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    public enum Deed
    {
        Post,
        Reply,
        Edit,
        Delete,
        Pin,
        Unpin,
        Access,
        Repeat,
        Reuse,
        React,
        Unreact,
        Read,
        Rival,
    }

    private static readonly string[] Emoji = ["👍", "🎉", "❤️"];

    private static readonly Gen<(Deed Deed, int Who, int Number, int Choice)[]> Histories =
        Gen.Select(Gen.Enum<Deed>(), Gen.Int[0, 2], Gen.Int[0, 12], Gen.Int[0, 2]).Array[1, 40];

    [Fact]
    public async Task Reads_as_the_model_says()
    {
        var vera = await Town.Person("Вера");
        await Histories.SampleAsync(
            async history =>
            {
                var chat = await Town.Chat(School);
                PersonId[] people = [Anna, Boris, vera];
                foreach (var person in people)
                {
                    await Town.Member(chat, person, came: 0);
                }

                var model = new ModelChat();
                var tail = Log.Open(chat, default);
                foreach (var (deed, who, number, choice) in history)
                {
                    tail = await Do(chat, tail, model, deed, people[who], number, choice);
                }

                await Compare(chat, model, people);
            },
            iter: 60,
            threads: 2);
    }

    private async Task<IChatTail> Do(ChatId chat, IChatTail tail, ModelChat model, Deed deed, PersonId who, long number, int choice)
    {
        switch (deed)
        {
            case Deed.React or Deed.Unreact:
                var (rev, _, _) = await Marks.React(chat, [new ReactionChange(number, who, Emoji[choice], deed == Deed.React)], default);
                model.React(number, who, Emoji[choice], deed == Deed.React);
                Assert.Equal(model.Rev, rev);
                return tail;
            case Deed.Read:
                await Marks.Read([new ReadMark(chat, who, number)], default);
                model.Read(who, number);
                return tail;
            case Deed.Rival:
                // Another activation takes over; this one must be refused from then on.
                var rival = Log.Open(chat, tail.Head);
                await Append(rival, model, Rows.Post(who, "соперник"));
                Assert.Equal(AppendStatus.Rival, (await tail.Append(Rows.Post(who, "поздно"))).Status);
                return rival;
            case Deed.Repeat or Deed.Reuse when model.Rows.Count > 0:
                var old = model.Rows[(int)(number % model.Rows.Count)].Row;
                var again = await tail.Append(deed == Deed.Repeat ? old : old with { BodyHash = new byte[16] });
                Assert.Equal(model.Again(old, same: deed == Deed.Repeat), (again.Status, again.Head));
                return tail;
            default:
                await Append(tail, model, deed switch
                {
                    Deed.Reply => Rows.Post(who, $"ответ {model.Rows.Count}", replyTo: model.Messages.ContainsKey(number) ? number : null),
                    Deed.Edit => Rows.Edit(who, number, $"правка {model.Rows.Count}"),
                    Deed.Delete => Rows.About(ChatEventKind.Deleted, who, number),
                    Deed.Pin => Rows.About(ChatEventKind.Pinned, who, number),
                    Deed.Unpin => Rows.About(ChatEventKind.Unpinned, who, number),
                    Deed.Access => Rows.Access(who),
                    _ => Rows.Post(who, $"текст {model.Rows.Count}"),
                });
                return tail;
        }
    }

    private static async Task Append(IChatTail tail, ModelChat model, NewRow row)
    {
        var expected = model.Append(row);
        var answer = await tail.Append(row);
        Assert.Equal(expected, (answer.Status, answer.Head));
        Assert.Equal(model.Head, tail.Head);
    }

    private async Task Compare(ChatId chat, ModelChat model, PersonId[] people)
    {
        var page = await Reader.Page(chat, Whole(people[0]), new PageAt.After(0), 200, default);
        Assert.Equal(model.Rows.Select(r => model.Shown(r, people[0])), page.Events.Select(ModelChat.Shown));
        Assert.Equal((model.Head.Number, model.Rev), (page.Head, page.Rev));
        var loaded = (await Log.Load(chat, default))!;
        Assert.Equal((model.Head, model.Rev), (loaded.Head, loaded.Rev));
        Assert.Equal(model.Pinned, loaded.Pinned);
        foreach (var person in people)
        {
            var line = (await Reader.Listing(chat, person, School, default))!;
            Assert.Equal((model.Mark(person), model.Pinned.Count, model.Messages.Keys.Max(n => (long?)n)), (line.Mark, line.Pinned.Count, line.Last?.Number));
        }

        // What was missed from any number on is the end of the whole.
        var known = model.Head.Number / 2;
        var missed = await Reader.Missed(people[0], [(new KnownNumber(chat, known, 0), model.Head.Number)], 1000, default);
        Assert.Equal(page.Events.Skip((int)known).Select(ModelChat.Shown), (missed.Rows.GetValueOrDefault(chat) ?? []).Select(ModelChat.Shown));
    }
}
