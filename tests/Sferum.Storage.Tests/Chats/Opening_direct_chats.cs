using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Opening_direct_chats_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Opening_direct_chats<PostgreSqlStore>(shared);

public sealed class Opening_direct_chats_on_SQLite(SharedStore<SqliteStore> shared) : Opening_direct_chats<SqliteStore>(shared);

public abstract class Opening_direct_chats<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private Caller _classTeacher = null!;
    private Caller _subjectTeacher = null!;
    private Caller _student = null!;
    private Caller _mother = null!;
    private ClassId _class;

    private DirectChatStore Direct => new(Acts);

    private IChatLog Log => Store.Get<IChatLog>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_classTeacher, _subjectTeacher, _student) = (await Staff(Role.ClassTeacher), await Staff(Role.SubjectTeacher), await Staff(Role.Student));
        _class = await Town.Class(School);
        await Town.Enroll(_classTeacher.Person, School, "teacher", _class);
        await Town.Enroll(_student.Person, School, "student", _class);
        _mother = new Caller(await Town.Person(), SessionId.New(), School, Role.Guardian);
        await Town.Guard(_mother.Person, _student.Person);
    }

    [Fact]
    public async Task Staff_talk_alone_and_find_the_same_chat_whoever_asks()
    {
        var opened = (await Direct.Open(_classTeacher, _subjectTeacher.Person, default)).Value;
        var found = (await Direct.Open(_subjectTeacher, _classTeacher.Person, default)).Value;

        Assert.Equal(opened.Value, found.Value);
        Assert.Null(found.Act);
        Assert.Equal([(_classTeacher.Person, false), (_subjectTeacher.Person, false)], await Members(opened.Value));
        Assert.Single(await Chain());
    }

    [Fact]
    public async Task Paragraph_2_5_the_class_teacher_is_a_third_member_where_a_student_talks()
    {
        var friend = await Staff(Role.Student);
        await Town.Enroll(friend.Person, School, "student", _class);

        var withTeacher = (await Direct.Open(_student, _subjectTeacher.Person, default)).Value.Value;
        var withFriend = (await Direct.Open(_student, friend.Person, default)).Value.Value;

        Assert.Equal([(_subjectTeacher.Person, false), (_student.Person, false), (_classTeacher.Person, true)], await Members(withTeacher));
        Assert.Contains((_classTeacher.Person, true), await Members(withFriend));
        Assert.True((await Log.Load(withFriend, default))!.Supervised);
    }

    [Fact]
    public async Task Where_the_class_teacher_is_one_of_the_two_a_head_is_the_third_and_without_one_there_is_no_chat()
    {
        Assert.Equal(Refusals.NoSupervisor, (await Direct.Open(_classTeacher, _student.Person, default)).Refusal);
        var director = await Staff(Role.Director);

        var opened = (await Direct.Open(_classTeacher, _student.Person, default)).Value.Value;

        Assert.Contains((director.Person, true), await Members(opened));
    }

    [Fact]
    public async Task Paragraph_2_6_a_guardian_talks_with_staff_of_the_childs_class_and_nobody_else()
    {
        var section = await Town.Section(School);
        await Town.Enroll(_student.Person, School, "student", section: section);
        await Staff(Role.Director);
        Assert.Equal(Refusals.NotFound, (await Direct.Open(_mother, _subjectTeacher.Person, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Direct.Open(_subjectTeacher, _mother.Person, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Direct.Open(_mother, _student.Person, default)).Refusal);

        await Town.Enroll(_subjectTeacher.Person, School, "teacher", section: section);
        var opened = (await Direct.Open(_mother, _subjectTeacher.Person, default)).Value.Value;

        Assert.Contains((_classTeacher.Person, true), await Members(opened));
    }

    [Fact]
    public async Task A_student_and_an_adult_from_outside_do_not_exist_to_each_other()
    {
        var stranger = await Staff(Role.SubjectTeacher, await Town.School());
        var officer = await Town.Person();
        await Town.Affiliate(officer, null, Role.DistrictOfficer);

        Assert.Equal(Refusals.NotFound, (await Direct.Open(_student, stranger.Person, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Direct.Open(_student, officer, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Direct.Open(_student, PersonId.New(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Direct.Open(stranger with { School = School }, _student.Person, default)).Refusal);
        Assert.Equal(0L, await Town.One<long>("SELECT count(*) FROM chat WHERE school_id = @School AND kind = 'direct'", new { School }));
    }

    [Fact]
    public async Task Another_class_teacher_takes_over_the_supervision_when_the_chat_is_opened_again()
    {
        var opened = (await Direct.Open(_student, _subjectTeacher.Person, default)).Value.Value;
        await Members(opened);
        await Town.EndEnrollments(_classTeacher.Person);
        await Town.EndAffiliations(_classTeacher.Person);
        await Log.FollowRoster(opened, Guid.CreateVersion7(), Town.Morning, default);
        var alone = (await Log.Load(opened, default))!;
        var successor = await Staff(Role.ClassTeacher);
        await Town.Enroll(successor.Person, School, "teacher", _class);

        var again = (await Direct.Open(_subjectTeacher, _student.Person, default)).Value;

        Assert.False(Chat.From(alone).IsSupervised);
        Assert.Equal(opened, again.Value);
        Assert.Contains((successor.Person, true), await Members(opened));
        Assert.DoesNotContain((_classTeacher.Person, true), await Members(opened));
    }

    [Fact]
    public async Task Of_many_who_open_the_same_chat_at_once_all_find_one()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var (one, other) = (await Staff(Role.SubjectTeacher), await Staff(Role.SubjectTeacher));
            var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
                Direct.Open(i % 2 == 0 ? one : other, i % 2 == 0 ? other.Person : one.Person, default).AsTask())));

            Assert.Single(opened.Select(static o => o.Value.Value).Distinct());
        }

        Assert.Equal(20, (await Chain()).Count);
    }

    private async Task<List<(PersonId, bool)>> Members(ChatId chat)
    {
        await Log.FollowRoster(chat, Guid.CreateVersion7(), Town.Morning, default);
        return [.. (await Log.Load(chat, default))!.Members.Select(static m => (m.Person.Id, m.Supervises)).OrderBy(m => m.Supervises).ThenBy(m => Order(m.Id))];
    }

    private int Order(PersonId person) => Array.IndexOf([_classTeacher.Person, _subjectTeacher.Person, _student.Person], person);
}
