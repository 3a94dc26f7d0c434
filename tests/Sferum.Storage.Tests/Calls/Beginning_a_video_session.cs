using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Calls;

public sealed class Beginning_a_video_session_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Beginning_a_video_session<PostgreSqlStore>(shared);

public sealed class Beginning_a_video_session_on_SQLite(SharedStore<SqliteStore> shared) : Beginning_a_video_session<SqliteStore>(shared);

/// <summary>A chat has one at a time, a school and a starter have no more than they may; and in which of them somebody is.</summary>
public abstract class Beginning_a_video_session<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private CallStore Calls => new(Store.Database, Acts, Clock);

    [Fact]
    public async Task Finds_the_one_that_runs_in_the_chat_and_after_its_end_begins_another()
    {
        var (first, second) = (await Staff(Role.ClassTeacher), await Staff(Role.SubjectTeacher));
        var chat = await Town.Chat(School);
        var runs = (await Begin(first, chat)).Value;

        Assert.Equal(runs, (await Begin(second, chat)).Value);

        await Calls.End(runs, Clock.GetUtcNow(), default);
        Assert.NotEqual(runs, (await Begin(second, chat)).Value);
    }

    [Fact]
    public async Task Is_refused_beyond_what_one_person_may_have_started_until_one_has_ended()
    {
        var teacher = await Staff(Role.ClassTeacher);
        var chats = new List<ChatId>();
        var running = new List<VideoSessionId>();
        for (var i = 0; i < CallLimits.OfStarter; i++)
        {
            chats.Add(await Town.Chat(School));
            running.Add((await Begin(teacher, chats[^1])).Value);
        }

        var another = await Town.Chat(School);
        Assert.Equal(Refusals.CallsOfStarter, (await Begin(teacher, another)).Refusal);
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM video_session WHERE chat_id = @another", new { another }));
        Assert.Equal(running[0], (await Begin(teacher, chats[0])).Value);
        Assert.Null((await Begin(await Staff(Role.SubjectTeacher), another)).Refusal);

        await Calls.End(running[0], Clock.GetUtcNow(), default);
        Assert.Null((await Begin(teacher, await Town.Chat(School))).Refusal);
    }

    [Fact]
    public async Task Is_refused_beyond_what_a_school_may_have_at_the_same_time_and_no_other_school_is()
    {
        var busy = await Town.Person();
        var rows = new List<object>();
        for (var i = 0; i < CallLimits.OfSchool; i++)
        {
            rows.Add(new { Id = VideoSessionId.New(), Chat = await Town.Chat(School), School, busy });
        }

        await Town.Run("INSERT INTO video_session (id, chat_id, school_id, title, started_by, started_at) VALUES (@Id, @Chat, @School, 'Урок', @busy, 1)", rows);

        Assert.Equal(Refusals.CallsOfSchool, (await Begin(await Staff(Role.ClassTeacher), await Town.Chat(School))).Refusal);
        var elsewhere = await Town.School();
        Assert.Null((await Begin(await Staff(Role.ClassTeacher, elsewhere), await Town.Chat(elsewhere), elsewhere)).Refusal);
    }

    [Fact]
    public async Task Names_those_in_which_somebody_is()
    {
        var teacher = await Staff(Role.ClassTeacher);
        var (there, gone) = (await Town.Person(), await Town.Person());
        var call = (await Begin(teacher, await Town.Chat(School))).Value;
        var over = (await Begin(teacher, await Town.Chat(School))).Value;
        await Calls.Attend(call, [(there, 10), (gone, 10)], [(gone, 20)], default);
        await Calls.Attend(over, [(there, 10)], [], default);
        await Calls.End(over, Clock.GetUtcNow(), default);

        Assert.Equal([call], await Calls.With(there, default));
        Assert.Empty(await Calls.With(gone, default));
    }

    private ValueTask<Outcome<VideoSessionId>> Begin(Caller by, ChatId chat, SchoolId? school = null) =>
        Calls.Begin(by, new NewCall(VideoSessionId.New(), chat, school ?? School, "Урок", Clock.GetUtcNow()), default);
}
