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
        for (var round = 0; round < Races.Rounds; round++)
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
        Assert.Equal([student.Person], await Limited(chat));
        Assert.True(Assert.Single((await Store.Get<IChatLog>().Load(chat, default))!.Members).Limited);
        Assert.True((await Store.Get<IChatReader>().Listing(chat, student.Person, School, default))!.Limited);
        Assert.Empty(await Limited(chat));
        await Port.Give(guardian, student.Person, 1, default);
        Assert.Equal([student.Person], await Limited(chat));
        Assert.False(Assert.Single((await Store.Get<IChatLog>().Load(chat, default))!.Members).Limited);
    }

    [Fact]
    public async Task Where_the_school_requires_it_students_without_one_only_read_and_their_chats_are_told()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var ((young, guardian), (old, _), (unknown, _)) = (await Family(), await Family(), await Family());
        await Port.Born(admin, young.Person, new DateOnly(2016, 5, 1), default);
        await Port.Born(admin, old.Person, new DateOnly(2012, 11, 23), default);
        var (chat, staff) = (await Town.Chat(School, ChatKind.Class, Class), await Town.Chat(School, ChatKind.Staff));
        await Store.Get<IChatLog>().FollowRoster(chat, Guid.CreateVersion7(), Clock.GetUtcNow(), default);
        await TextInForce();
        Assert.Empty(await Limited(chat));

        var act = (await new LocalActStore(Store.Database, Acts, Clock).Activate(await Staff(Role.Director), LocalActKind.Consent, 1, required: true, default)).Value.Act!;

        Assert.Contains(new AffectedChat(chat, Class), act.Chats);
        Assert.DoesNotContain(act.Chats, c => c.Chat == staff);
        Assert.Equal(Sorted(young, unknown), (await Limited(chat)).OrderBy(static p => p.Value));
        Assert.True((await Port.Of(guardian, young.Person, default)).Value.Limited);
        Assert.False((await Port.Of(admin, old.Person, default)).Value.Limited);

        await Port.Give(guardian, young.Person, 1, default);
        await Port.Born(admin, unknown.Person, new DateOnly(2011, 1, 1), default);
        Assert.Equal(Sorted(young, unknown), (await Limited(chat)).OrderBy(static p => p.Value));
        Assert.DoesNotContain((await Store.Get<IChatLog>().Load(chat, default))!.Members, static m => m.Limited);
    }

    [Fact]
    public async Task Who_comes_into_a_class_of_such_a_school_only_reads_from_the_first_row()
    {
        await TextInForce(required: true);
        var chat = await Town.Chat(School, ChatKind.Class, Class);
        var (student, _) = await Family();

        var followed = await Store.Get<IChatLog>().FollowRoster(chat, Guid.CreateVersion7(), Clock.GetUtcNow(), default);

        Assert.Equal([student.Person], followed.Came);
        Assert.Equal([student.Person], followed.Limited!);
    }

    [Fact]
    public async Task A_guardian_sees_which_of_the_own_children_wait_for_it()
    {
        var (student, guardian) = await Family();
        var (stranger, _) = await Family();
        Assert.Equal((null, 0), Waiting(await Port.Children(guardian, default)));
        await TextInForce();

        Assert.Equal((1, 1), Waiting(await Port.Children(guardian, default)));
        Assert.Equal(student.Person, Assert.Single((await Port.Children(guardian, default)).Children).Student);
        Assert.Empty((await Port.Children(stranger, default)).Children);
        Assert.Empty((await Port.Children(guardian with { School = await Town.School() }, default)).Children);
        await Port.Give(guardian, student.Person, 1, default);
        Assert.Equal((1, 0), Waiting(await Port.Children(guardian, default)));
        Assert.Equal(Clock.GetUtcNow(), Assert.Single((await Port.Children(guardian, default)).Children).GivenAt);
        await Port.Withdraw(guardian, student.Person, null, default);
        Assert.True((await Port.Children(guardian, default)).Children is [{ NeedsConsent: true, Limited: true, GivenAt: null }]);
        Assert.Empty((await Port.Children(student, default)).Children);
    }

    [Fact]
    public async Task Students_under_14_or_of_an_age_that_nobody_has_noted_are_listed_without_one()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var ((young, _), (old, _), (unknown, _)) = (await Family(), await Family(), await Family());
        Assert.False((await Port.Born(admin, young.Person, new DateOnly(2012, 11, 24), default)).IsRefused(out _));
        Assert.False((await Port.Born(admin, old.Person, new DateOnly(2012, 11, 23), default)).IsRefused(out _));
        Assert.Equal("school.field_invalid", (await Port.Born(admin, unknown.Person, new DateOnly(2027, 1, 1), default)).Refusal!.Code);

        Assert.Equal(Sorted(young, unknown), (await Port.Missing(admin, null, default)).Value.Select(static s => s.Student).OrderBy(static p => p.Value));
        Assert.Empty((await Port.Missing(admin, await Town.Class(School), default)).Value);
        Assert.Equal(2, (await Port.Missing(admin, Class, default)).Value.Count);
        Assert.Equal(new DateOnly(2012, 11, 24), (await Port.Of(admin, young.Person, default)).Value.BirthDate);
        await Port.Record(admin, young.Person, "папка 3", null, default);
        Assert.Equal(unknown.Person, Assert.Single((await Port.Missing(admin, null, default)).Value).Student);
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

    private static IEnumerable<PersonId> Sorted(params Caller[] people) => people.Select(static p => p.Person).OrderBy(static p => p.Value);

    private static (int?, int) Waiting(OwnChildren own) => (own.TextVersion, own.Waiting);

    /// <summary>The chat follows; for whom it has changed whether they only read.</summary>
    private async Task<IReadOnlyList<PersonId>> Limited(ChatId chat) =>
        (await Store.Get<IChatLog>().FollowRoster(chat, Guid.CreateVersion7(), Clock.GetUtcNow(), default)).Limited!;

    private async Task TextInForce(bool required = false)
    {
        var director = await Staff(Role.Director);
        var acts = new LocalActStore(Store.Database, Acts, Clock);
        await acts.Draft(director, LocalActKind.Consent, new LocalActDraft("Согласие", "Я согласен", null), default);
        await acts.Activate(director, LocalActKind.Consent, 1, required, default);
    }
}
