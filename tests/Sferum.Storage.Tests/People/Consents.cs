using Sferum.Chats;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

public sealed class Consents_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Consents<PostgreSqlStore>(shared);

public sealed class Consents_on_SQLite(SharedStore<SqliteStore> shared) : Consents<SqliteStore>(shared);

/// <summary>Consents of legal representatives for students under 14.</summary>
public abstract class Consents<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private ConsentStore Port => new(Store.Database, Acts, Clock);

    [Fact]
    public async Task A_guardian_gives_the_text_in_force_and_takes_it_back()
    {
        var (student, guardian) = await Family();
        await TextInForce();

        Assert.Equal(Refusals.RegulationChanged, (await Port.Give(guardian, student.Person, 2, default)).Refusal);
        var given = (await Port.Give(guardian, student.Person, 1, default)).Value.Value;
        Assert.Equal((1, guardian.Person), (given.TextVersion, given.GivenBy!.Value));
        Assert.Equal(Refusals.ConsentStanding, (await Port.Give(guardian, student.Person, 1, default)).Refusal);
        Assert.False((await Port.Of(guardian, student.Person, default)).Value.Limited);

        Assert.NotNull((await Port.Withdraw(guardian, student.Person, null, default)).Value.Value.WithdrawnAt);

        Assert.True((await Port.Of(guardian, student.Person, default)).Value.Limited);
        Assert.Equal(Refusals.NotFound, (await Port.Withdraw(guardian, student.Person, null, default)).Refusal);
        await Port.Give(guardian, student.Person, 1, default);
        var after = (await Port.Of(guardian, student.Person, default)).Value;
        Assert.Equal((false, 2), (after.Limited, after.Consents.Count));
        Assert.Equal(["consent.given", "consent.withdrawn", "consent.given"], (await Chain()).Where(static r => r.Person is not null).Select(static r => r.Act));
    }

    [Fact]
    public async Task A_guardian_sees_the_own_children_and_which_of_them_needs_a_consent()
    {
        var (student, guardian) = await Family();
        var (_, other) = await Family();
        await TextInForce();
        await Port.Born(await Staff(Role.SchoolAdmin), student.Person, new DateOnly(2016, 5, 1), default);

        var child = Assert.Single(await Port.OwnChildren(guardian, default));
        Assert.Equal((student.Person, true, null, false), (child.Student, child.Needed, child.GivenAt, child.Limited));
        Assert.NotNull(child.ClassTitle);

        await Port.Give(guardian, student.Person, 1, default);
        Assert.Equal((false, Clock.GetUtcNow()), (await Port.OwnChildren(guardian, default)) is [{ } given] ? (given.Needed, given.GivenAt!.Value) : default);

        await Port.Withdraw(guardian, student.Person, null, default);
        Assert.True((await Port.OwnChildren(guardian, default)) is [{ Needed: true, Limited: true }]);
        Assert.DoesNotContain(student.Person, (await Port.OwnChildren(other, default)).Select(static c => c.Student));
        Assert.Empty(await Port.OwnChildren(student, default));
    }

    [Fact]
    public async Task Paper_is_recorded_by_the_administrator_and_by_the_own_class_teacher()
    {
        var (student, guardian) = await Family();
        var (own, other) = (await Staff(Role.ClassTeacher), await Staff(Role.ClassTeacher));
        await Town.Enroll(own.Person, School, "teacher", Class);
        await Town.Enroll(other.Person, School, "teacher", await Town.Class(School));

        Assert.Equal(Refusals.NotFound, (await Port.Record(other, student.Person, "папка 3", null, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Port.Record(await Staff(Role.SubjectTeacher), student.Person, "папка 3", null, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Port.Record(await Staff(Role.SchoolAdmin, await Town.School()), student.Person, "папка 3", null, default)).Refusal);
        Assert.Equal("school.field_invalid", (await Port.Record(own, student.Person, " ", null, default)).Refusal!.Code);
        Assert.Equal(Refusals.NotFound, (await Port.Record(own, student.Person, "папка 3", other.Person, default)).Refusal);
        Assert.Equal("папка 3", (await Port.Record(own, student.Person, "папка 3", guardian.Person, default)).Value.Value.Paper);
        Assert.False((await Port.Withdraw(await Staff(Role.SchoolAdmin), student.Person, "заявление № 5", default)).IsRefused(out _));
        Assert.Equal(Refusals.NotFound, (await Port.Of(other, student.Person, default)).Refusal);
    }

    [Fact]
    public async Task Nobody_gives_or_sees_a_consent_for_a_child_that_is_not_theirs()
    {
        var (student, guardian) = await Family();
        var (_, other) = await Family();
        await TextInForce();

        Assert.Equal(Refusals.NotFound, (await Port.Give(other, student.Person, 1, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Port.Give(student, student.Person, 1, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Port.Of(other, student.Person, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Port.Give(guardian with { School = await Town.School() }, student.Person, 1, default)).Refusal);
        await Town.Run("UPDATE guardianship SET ended_at = 2 WHERE guardian_id = @Person", new { guardian.Person });
        Assert.Equal(Refusals.NotFound, (await Port.Give(guardian, student.Person, 1, default)).Refusal);
    }

    [Fact]
    public async Task One_consent_stands_whoever_gives_at_the_same_time()
    {
        var (student, guardian) = await Family();
        await TextInForce();
        for (var round = 0; round < 20; round++)
        {
            var given = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Port.Give(guardian, student.Person, 1, default).AsTask()));
            Assert.Single(given, static g => !g.IsRefused(out _));
            var withdrawn = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Port.Withdraw(guardian, student.Person, null, default).AsTask()));
            Assert.Single(withdrawn, static w => !w.IsRefused(out _));
        }
    }

    [Fact]
    public async Task Whose_consent_was_withdrawn_is_known_to_every_chat_the_student_is_in()
    {
        var (student, guardian) = await Family();
        var chat = await Town.Chat(School, ChatKind.Class, Class);
        await Town.Member(chat, student.Person);
        await TextInForce();
        await Port.Give(guardian, student.Person, 1, default);

        var act = (await Port.Withdraw(guardian, student.Person, null, default)).Value.Act!;

        Assert.Equal(new AffectedChat(chat, Class), Assert.Single(act.Chats));
        var loaded = (await Store.Get<IChatLog>().Load(chat, default))!;
        Assert.True(Assert.Single(loaded.Members).Limited);
    }

    [Fact]
    public async Task Students_under_14_without_one_are_listed()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var ((young, _), (old, _), (unknown, _)) = (await Family(), await Family(), await Family());
        Assert.False((await Port.Born(admin, young.Person, new DateOnly(2012, 11, 24), default)).IsRefused(out _));
        Assert.False((await Port.Born(admin, old.Person, new DateOnly(2012, 11, 23), default)).IsRefused(out _));
        Assert.Equal("school.field_invalid", (await Port.Born(admin, unknown.Person, new DateOnly(2027, 1, 1), default)).Refusal!.Code);

        Assert.Equal(young.Person, Assert.Single((await Port.Missing(admin, default)).Value).Student);
        Assert.Equal(new DateOnly(2012, 11, 24), (await Port.Of(admin, young.Person, default)).Value.BirthDate);
        await Port.Record(admin, young.Person, "папка 3", null, default);
        Assert.Empty((await Port.Missing(admin, default)).Value);
    }

    private ClassId Class { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Class = await Town.Class(School);
    }

    private async Task<(Caller Student, Caller Guardian)> Family()
    {
        var (student, guardian) = (await Staff(Role.Student), await Staff(Role.Guardian));
        await Town.Enroll(student.Person, School, "student", Class);
        await Town.Guard(guardian.Person, student.Person);
        return (student, guardian);
    }

    private async Task TextInForce()
    {
        var director = await Staff(Role.Director);
        var acts = new LocalActStore(Store.Database, Acts, Clock);
        await acts.Draft(director, LocalActKind.Consent, new LocalActDraft("Согласие", "Я согласен", null), default);
        await acts.Activate(director, LocalActKind.Consent, 1, required: false, default);
    }
}
