using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sferum.Files;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>On a filled PostgreSQL: no call reads a table from end to end, and how many statements it takes does not depend on how much there is.</summary>
public sealed class What_a_call_costs(FilledDatabase filled) : IClassFixture<FilledDatabase>
{
    private const int RowsPerChat = FilledDatabase.RowsPerChat;

    private readonly SchoolId _school = filled.School;
    private readonly PersonId _person = filled.Person;
    private readonly IReadOnlyList<Guid> _chats = filled.Chats;

    private IChatLog Log => filled.Services.GetRequiredService<IChatLog>();

    private IChatReader Reader => filled.Services.GetRequiredService<IChatReader>();

    private IChatMarks Marks => filled.Services.GetRequiredService<IChatMarks>();

    private IDatabase Database => filled.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task No_call_reads_a_table_from_end_to_end()
    {
        // One connection, so that the counters of what was read can be asked for in the session that read.
        var single = new NpgsqlConnectionStringBuilder(filled.ConnectionString) { MaxPoolSize = 1 }.ConnectionString;
        await using var services = new ServiceCollection().AddLogging().AddSferumStorage(new StorageOptions { ConnectionString = single }).BuildServiceProvider();
        var database = services.GetRequiredService<IDatabase>();
        var calls = Calls(
            services.GetRequiredService<IChatLog>(), services.GetRequiredService<IChatReader>(), services.GetRequiredService<IChatMarks>(),
            services.GetRequiredService<IFileReader>(), services.GetRequiredService<IFileWork>());
        foreach (var (name, call) in calls)
        {
            var before = await Read(database);

            // More than five times, so that the generic plan of the prepared statement is seen too.
            for (var i = 0; i < 12; i++)
            {
                await call(i);
            }

            var after = await Read(database);
            Assert.All(after, t => Assert.True(t.Value == before[t.Key], $"{name} read {t.Key} from end to end: {t.Value - before[t.Key]} times"));
        }
    }

    [Fact]
    public async Task No_append_reads_a_table_from_end_to_end()
    {
        var before = await Read(Database);
        await using (var services = new ServiceCollection().AddLogging().AddSferumStorage(new StorageOptions { ConnectionString = filled.ConnectionString + ";Application Name=appends" }).BuildServiceProvider())
        {
            var log = services.GetRequiredService<IChatLog>();
            for (var i = 0; i < 12; i++)
            {
                var answers = await Task.WhenAll(_chats.Skip(i * 5).Take(5).SelectMany(c => Changes(log.Open(new ChatId(c), new ChatHead(RowsPerChat, RowsPerChat)))));
                Assert.All(answers, a => Assert.Equal(AppendStatus.Placed, a.Status));
            }
        }

        // A connection tells what it has read when it ends.
        await using var connection = await Database.Read(default);
        while (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'appends' AND datname = current_database()") > 0)
        {
            await Task.Yield();
        }

        var after = await Read(Database);
        Assert.All(after, t => Assert.Equal((t.Key, before[t.Key]), (t.Key, t.Value)));
    }

    [Fact]
    public async Task The_number_of_statements_is_fixed()
    {
        var known = _chats.Select(c => (new KnownNumber(new ChatId(c), RowsPerChat - 1, 9), (long)RowsPerChat)).ToList();
        await using (var write = await Database.Write(default))
        {
            await write.Execute("DELETE FROM read_mark WHERE person_id = @_person", new { _person });
            await write.Commit();
        }

        Assert.Equal(4, await Count(() => Reader.List(_person, _school, default).AsTask()));
        Assert.Equal(4, await Count(() => Reader.Listing(Chat(0), _person, _school, default).AsTask()));
        Assert.Equal(6, await Count(() => Reader.Missed(_person, known, 2000, default).AsTask()));
        Assert.Equal(6, await Count(() => Reader.Missed(_person, known[..1], 2000, default).AsTask()));
        Assert.Equal(3, await Count(() => Reader.Page(Chat(0), Window(), new PageAt.Newest(), 200, default).AsTask()));
        Assert.Equal(4, await Count(() => Reader.Page(Chat(0), Window(), new PageAt.From(DateTimeOffset.FromUnixTimeMilliseconds(5)), 200, default).AsTask()));
        Assert.Equal(2, await Count(() => Reader.Rows(Chat(0), 0, 200, default).AsTask()));
        Assert.Equal(1, await Count(() => Reader.Heads([.. _chats.Select(c => new ChatId(c))], default).AsTask()));
        Assert.Equal(1, await Count(() => Reader.Window(Chat(0), _person, _school, default).AsTask()));
        Assert.Equal(1, await Count(() => Reader.Message(Chat(0), 1, default).AsTask()));
        Assert.Equal(1, await Count(() => Reader.Left(Chat(0), 0, 10, default).AsTask()));
        Assert.Equal(2, await Count(() => Reader.Members(Chat(0), null, default).AsTask()));
        Assert.Equal(4, await Count(() => Reader.ReadersOf(Chat(0), Window(), 1, default).AsTask()));
        Assert.Equal(2, await Count(() => Reader.Search(Chat(0), Window(), ChatWords.Parse("яяяя")!, null, 20, default).AsTask()));
        Assert.Equal(4, await Count(() => Reader.Page(new ChatId(filled.Shared[0].Chat), Window(), new PageAt.Newest(), 200, default).AsTask()));
        Assert.Equal(1, await Count(() => Log.Load(Chat(0), default).AsTask()));
        Assert.Equal(1, await Count(() => Marks.Read([.. _chats.Select(c => new ReadMark(new ChatId(c), _person, 11))], default).AsTask()));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3000)]
    public async Task A_post_writes_two_rows_however_many_read_it(int members)
    {
        var chat = ChatId.New();
        await using (var write = await Database.Write(default))
        {
            await write.Execute("INSERT INTO chat (id, school_id, kind, title, created_at) VALUES (@chat, @_school, 'adhoc', 'x', 1)", new { chat, _school });
            await write.Execute(
                "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) SELECT @chat, id, 'student', 0, 1 FROM person LIMIT @members", new { chat, members });
            await write.Commit();
        }

        var tail = Log.Open(chat, default);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(AppendStatus.Placed, (await tail.Append(Rows.Post(_person, "x"))).Status);
        }

        await using var read = await Database.Read(default);
        var written = await read.QuerySingleAsync<long>("""
            SELECT (SELECT count(*) FROM chat_log WHERE chat_id = @chat) + (SELECT count(*) FROM message WHERE chat_id = @chat) + (SELECT count(*) FROM evidence WHERE chat_id = @chat)
              + (SELECT count(*) FROM read_mark WHERE chat_id = @chat) + (SELECT count(*) FROM reaction WHERE chat_id = @chat) + (SELECT count(*) FROM message_rev WHERE chat_id = @chat)
            """, new { chat });
        Assert.Equal(20, written);
    }

    private ReaderWindow Window() => new(_person, 0, null, Role.Student, ChatKind.AdHoc);

    private ChatId Chat(int i) => new(_chats[i]);

    private IEnumerable<(string Name, Func<int, Task> Call)> Calls(IChatLog log, IChatReader reader, IChatMarks marks, IFileReader files, IFileWork work)
    {
        var all = _chats.Select(c => new ChatId(c)).ToList();
        var known = all.ConvertAll(c => (new KnownNumber(c, RowsPerChat - 2, 9), (long)RowsPerChat));
        PageAt[] pages = [new PageAt.Newest(), new PageAt.Before(6), new PageAt.After(6), new PageAt.Around(6), new PageAt.From(DateTimeOffset.FromUnixTimeMilliseconds(6))];
        foreach (var at in pages)
        {
            yield return ($"Page {at}", i => reader.Page(Chat(i), Window(), at, 200, default).AsTask());
        }

        yield return ("List", _ => reader.List(_person, _school, default).AsTask());
        yield return ("Listing", i => reader.Listing(Chat(i), _person, _school, default).AsTask());
        yield return ("Missed in all", _ => reader.Missed(_person, known, 2000, default).AsTask());
        yield return ("Missed in one", i => reader.Missed(_person, [known[i]], 2000, default).AsTask());
        yield return ("Heads", _ => reader.Heads(all, default).AsTask());
        yield return ("Window", i => reader.Window(Chat(i), _person, _school, default).AsTask());
        yield return ("Rows", i => reader.Rows(Chat(i), 0, 200, default).AsTask());
        yield return ("Left", i => reader.Left(Chat(i), 0, 200, default).AsTask());
        yield return ("Message", i => reader.Message(Chat(i), 5, default).AsTask());
        yield return ("Members", i => reader.Members(Chat(i), null, default).AsTask());
        yield return ("Readers", i => reader.ReadersOf(Chat(i), Window(), 5, default).AsTask());
        yield return ("Search", i => reader.Search(Chat(i), Window(), ChatWords.Parse("яяяя")!, null, 20, default).AsTask());
        yield return ("Load", i => log.Load(Chat(i), default).AsTask());
        yield return ("Find", i => log.Find(Chat(i), _person, Guid.CreateVersion7(), new byte[16], default).AsTask());
        yield return ("Read", i => marks.Read([.. all.Select(c => new ReadMark(c, _person, 1 + i))], default).AsTask());
        foreach (var (name, call) in FileCalls(reader, files, work))
        {
            yield return (name, call);
        }

        yield return ("React", i => marks.React(Chat(i), [new ReactionChange(5, _person, "🎉", On: true), new ReactionChange(11, _person, "👍", On: false)], default).AsTask());
    }

    private IEnumerable<(string Name, Func<int, Task> Call)> FileCalls(IChatReader reader, IFileReader files, IFileWork work)
    {
        var caller = new Caller(_person, new SessionId(Guid.CreateVersion7()), _school, Role.Student);
        yield return ("Page with a file", i => reader.Page(new ChatId(filled.Shared[i].Chat), Window(), new PageAt.Newest(), 200, default).AsTask());
        yield return ("A file", i => files.Find(caller, new FileId(filled.Shared[i].File), default).AsTask());
        yield return ("Files for a post", i => files.ForPost(caller, [new FileId(filled.Shared[i].File), new FileId(filled.Shared[i + 1].File)], default).AsTask());
        yield return ("Files of a chat", i => files.OfChat(new ChatId(filled.Shared[i].Chat), Window(), FileKind.Other, null, 50, default).AsTask());
        yield return ("Work with files", _ => work.Take(TimeSpan.FromMinutes(1), default).AsTask());
    }

    private IEnumerable<Task<Appended>> Changes(IChatTail tail) =>
    [
        tail.Append(Rows.Post(_person, "x")).AsTask(),
        tail.Append(Rows.Edit(_person, 5, "y")).AsTask(),
        tail.Append(Rows.About(ChatEventKind.Pinned, _person, 9)).AsTask(),
        tail.Append(Rows.About(ChatEventKind.Unpinned, _person, 9)).AsTask(),
        tail.Append(Rows.About(ChatEventKind.Deleted, _person, 5)).AsTask(),
    ];

    private static async Task<Dictionary<string, long>> Read(IDatabase database)
    {
        await using var connection = await database.Read(default);
        await connection.ExecuteAsync("SELECT pg_stat_force_next_flush()");
        var rows = await connection.QueryAsync<(string Table, long Scans)>("""
            SELECT relname::text, seq_scan FROM pg_stat_user_tables
            WHERE relname IN ('chat', 'chat_log', 'message', 'chat_member', 'person', 'read_mark', 'reaction', 'message_rev', 'pin', 'evidence', 'file', 'message_file')
            """);
        return rows.ToDictionary(static r => r.Table, static r => r.Scans);
    }

    private static async Task<int> Count(Func<Task> call)
    {
        using var source = new ActivitySource("costs");
        var count = 0;
        var trace = default(ActivityTraceId);
        using var listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name is "Npgsql" or "costs",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if (a.Source.Name == "Npgsql" && a.TraceId == trace && a.GetTagItem("db.query.text") is not null)
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using (var parent = source.StartActivity("call"))
        {
            trace = parent!.TraceId;
            await call();
        }

        return count;
    }
}
