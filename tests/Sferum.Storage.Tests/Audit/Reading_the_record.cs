using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Audit;

public sealed class Reading_the_record_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Reading_the_record<PostgreSqlStore>(shared);

public sealed class Reading_the_record_on_SQLite(SharedStore<SqliteStore> shared) : Reading_the_record<SqliteStore>(shared);

/// <summary>Who answers for a school reads its record.</summary>
public abstract class Reading_the_record<TStore>(SharedStore<TStore> shared) : AuditTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Tells_who_did_what_to_whom_in_words_and_in_pages()
    {
        var (admin, director) = (await Staff(Role.SchoolAdmin), await Staff(Role.Director));
        var pupil = await Town.Person("Мария");
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Note(admin.Person, AuditNote.About("test.person", pupil) with { After = new { seat = i }, Reason = "приказ № 7" });
        }

        var first = (await Record.Read(director, new AuditQuery { Limit = 3 }, default)).Value;
        var rest = (await Record.Read(director, new AuditQuery { Limit = 3, Before = first.Next }, default)).Value;

        Assert.Equal([5, 4, 3], first.Entries.Select(static e => e.Number));
        Assert.Equal([2, 1], rest.Entries.Select(static e => e.Number));
        Assert.Null(rest.Next);
        var entry = first.Entries[0];
        Assert.Equal(
            (admin.Person, "Пётр", pupil.Value, "Мария", AuditContentState.Open, "приказ № 7", 4),
            (entry.Actor!.Value, entry.ActorName, entry.Subject, entry.SubjectName, entry.State, entry.Reason, entry.After!.Value.GetProperty("seat").GetInt32()));
    }

    [Fact]
    public async Task Is_narrowed_by_act_actor_subject_and_time()
    {
        var (admin, other) = (await Staff(Role.SchoolAdmin), await Staff(Role.Director));
        await Note(admin.Person, new AuditNote("test.one", "school", School.Value));
        Clock.Advance(TimeSpan.FromHours(1));
        var middle = Clock.GetUtcNow();
        await Note(other.Person, new AuditNote("test.two", "school", School.Value));
        Clock.Advance(TimeSpan.FromHours(1));
        await Note(admin.Person, new AuditNote("test.two", "class", Guid.CreateVersion7()));

        Assert.Equal("3, 2", await Numbers(new AuditQuery { Act = "test.two" }));
        Assert.Equal("3, 1", await Numbers(new AuditQuery { Actor = admin.Person }));
        Assert.Equal("2, 1", await Numbers(new AuditQuery { Subject = School.Value }));
        Assert.Equal("3, 2", await Numbers(new AuditQuery { From = middle }));
        Assert.Equal("1", await Numbers(new AuditQuery { To = middle }));
        Assert.Empty(await Numbers(new AuditQuery { To = DateTimeOffset.UnixEpoch }));
        Assert.Empty(await Numbers(new AuditQuery { From = middle + TimeSpan.FromDays(1) }));

        async Task<string> Numbers(AuditQuery query) => string.Join(", ", (await Record.Read(admin, query, default)).Value.Entries.Select(static e => e.Number));
    }

    [Fact]
    public async Task Is_for_the_administrator_and_the_director_of_that_school_now()
    {
        await Note(default, new AuditNote("test.thing", "school", School.Value));
        var dismissed = await Staff(Role.SchoolAdmin);
        await Town.EndAffiliations(dismissed.Person);
        var stranger = await Staff(Role.SchoolAdmin, await Town.School());

        foreach (var role in new[] { Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            Assert.Equal(Refusals.Denied, (await Record.Read(await Staff(role), new AuditQuery(), default)).Refusal);
        }

        Assert.Equal(Refusals.Denied, (await Record.Read(dismissed, new AuditQuery(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Record.Read(stranger with { School = School }, new AuditQuery(), default)).Refusal);
        Assert.Empty((await Record.Read(stranger, new AuditQuery(), default)).Value.Entries);
    }

    [Fact]
    public async Task About_one_person_leaves_a_note_of_it()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var pupil = await Town.Person();
        await Note(admin.Person, AuditNote.About("test.person", pupil));

        await Record.Read(admin, new AuditQuery { Subject = pupil.Value }, default);
        await Record.Read(admin, new AuditQuery { Subject = pupil.Value, Before = 2 }, default);
        await Record.Read(admin, new AuditQuery(), default);

        Assert.Equal(["test.person", "audit.read_about"], (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task P14_Tells_of_an_erased_person_that_something_was_done_and_not_what()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var pupil = await Town.Person("Мария");
        await Note(admin.Person, AuditNote.About("test.person", pupil) with { After = new { name = "Мария" } });
        await Town.Run("UPDATE person SET erased_at = 1 WHERE id = @pupil", new { pupil });
        await Town.Run("DELETE FROM person_key WHERE person_id = @pupil", new { pupil });

        // Nor can anything be kept about them any more.
        await Note(admin.Person, AuditNote.About("test.person", pupil) with { After = new { name = "Мария" } });

        var entries = (await Record.Read(admin, new AuditQuery(), default)).Value.Entries;
        Assert.All(entries, static e => Assert.Equal((AuditContentState.Erased, null, null), (e.State, e.SubjectName, e.After)));
        Assert.Empty(await Town.Ask<Guid>("SELECT person_id FROM person_key WHERE person_id = @pupil", new { pupil }));
        Assert.Empty((await Verdict()).Faults);
    }
}
