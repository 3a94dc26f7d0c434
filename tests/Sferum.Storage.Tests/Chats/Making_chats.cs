using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Making_chats_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Making_chats<PostgreSqlStore>(shared);

public sealed class Making_chats_on_SQLite(SharedStore<SqliteStore> shared) : Making_chats<SqliteStore>(shared);

public abstract class Making_chats<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatDesk Desk => new(Store.Database, Acts, Clock);

    private IChatLog Log => Store.Get<IChatLog>();

    [Fact]
    public async Task Paragraph_2_1_11_a_chat_from_a_template_follows_whom_it_is_for()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var (teacher, student, @class) = (await Staff(Role.SubjectTeacher), await Staff(Role.Student), await Town.Class(School));
        await Town.Enroll(teacher.Person, School, "teacher", @class);
        await Town.Enroll(student.Person, School, "student", @class);

        var staff = await Make(admin, new NewChat { Template = ChatTemplate.Staff, Title = "Педсовет" });
        var school = await Make(admin, new NewChat { Template = ChatTemplate.School, Title = "Объявления", Writers = ChatWriters.Named, Named = [teacher.Person] });
        var trip = await Make(admin, new NewChat { Template = ChatTemplate.Class, Title = "Экскурсия", Class = @class });

        Assert.Equal(Sorted(admin, teacher), await Members(staff));
        Assert.Equal(Sorted(admin, teacher, student), await Members(school));
        Assert.Equal(Sorted(admin, teacher, student), await Members(trip));
        var loaded = (await Log.Load(school, default))!;
        Assert.Equal((ChatKind.AdHoc, "Объявления", ChatWriters.Named), (loaded.Kind, loaded.Title, loaded.Access.Writers));
        Assert.Equal([teacher.Person], loaded.Members.Where(static m => m.IsNamed).Select(static m => m.Person.Id));
        Assert.Equal(["chat.created", "chat.created", "chat.created"], (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task Paragraph_2_1_11_nobody_from_outside_the_school_is_taken_in()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var stranger = await Staff(Role.SubjectTeacher, await Town.School());
        var made = await Make(admin, new NewChat { Template = ChatTemplate.List, Title = "Поход" });

        Assert.Equal(Refusals.NotFound, (await Desk.Create(admin, new NewChat { Template = ChatTemplate.List, Title = "Поход", Members = [stranger.Person] }, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.ChangeMembers(admin, made, [stranger.Person], [], default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.ChangeMembers(admin, made, [PersonId.New()], [], default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.ChangeMembers(stranger, made, [stranger.Person], [], default)).Refusal);
        Assert.Single(await Chain());
    }

    [Fact]
    public async Task A_class_teacher_gathers_the_own_class_and_nobody_else_s()
    {
        var (teacher, own, other) = (await Staff(Role.ClassTeacher), await Staff(Role.Student), await Staff(Role.Student));
        var (mine, theirs) = (await Town.Class(School), await Town.Class(School));
        await Town.Enroll(teacher.Person, School, "teacher", mine);
        await Town.Enroll(own.Person, School, "student", mine);
        await Town.Enroll(other.Person, School, "student", theirs);
        var list = new NewChat { Template = ChatTemplate.List, Title = "Поход", Members = [own.Person] };

        var made = await Make(teacher, list);

        Assert.Equal(Sorted(teacher, own), await Members(made));
        Assert.Equal(Role.ClassTeacher, (await Log.Load(made, default))!.Members.Single(m => m.Person.Id == teacher.Person).Person.Role);
        Assert.Equal(Refusals.NotFound, (await Desk.ChangeMembers(teacher, made, [other.Person], [], default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.Create(teacher, new NewChat { Template = ChatTemplate.Class, Title = "x", Class = theirs }, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.Create(own, list, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.ChangeMembers(own, made, [teacher.Person], [], default)).Refusal);
    }

    [Fact]
    public async Task Guardians_come_only_where_no_students_are()
    {
        var (admin, student, mother) = (await Staff(Role.SchoolAdmin), await Staff(Role.Student), await Town.Person());
        await Town.Enroll(student.Person, School, "student", await Town.Class(School));
        await Town.Guard(mother, student.Person);
        var made = await Make(admin, new NewChat { Template = ChatTemplate.List, Title = "Комитет", Members = [mother] });

        Assert.Equal(Refusals.GuardiansApart, (await Desk.ChangeMembers(admin, made, [student.Person], [], default)).Refusal);
        Assert.Equal([(admin.Person, Role.SchoolAdmin), (mother, Role.Guardian)], await Roles(made));

        await Town.EndEnrollments(student.Person);
        await Follow(made);
        Assert.Equal([(admin.Person, Role.SchoolAdmin)], await Roles(made));
    }

    [Fact]
    public async Task Who_is_removed_goes_and_a_head_is_removed_by_heads_only()
    {
        var (admin, teacher, colleague) = (await Staff(Role.SchoolAdmin), await Staff(Role.ClassTeacher), await Staff(Role.SubjectTeacher));
        var made = await Make(teacher, new NewChat { Template = ChatTemplate.List, Title = "Поход", Members = [colleague.Person, admin.Person] });

        Assert.Equal(Refusals.NotFound, (await Desk.ChangeMembers(teacher, made, [], [admin.Person], default)).Refusal);
        Assert.Null((await Desk.ChangeMembers(teacher, made, [], [colleague.Person], default)).Refusal);
        await Follow(made);

        Assert.Equal(Sorted(admin, teacher), await Members(made));
        Assert.Equal(Refusals.NotFound, (await Desk.ChangeMembers(teacher, made, [], [colleague.Person], default)).Refusal);
    }

    [Fact]
    public async Task Who_leaves_the_school_leaves_what_people_made_with_the_act()
    {
        var (admin, teacher) = (await Staff(Role.SchoolAdmin), await Staff(Role.SubjectTeacher));
        var made = await Make(admin, new NewChat { Template = ChatTemplate.List, Title = "Поход", Members = [teacher.Person] });
        await Town.EndAffiliations(teacher.Person);

        RosterAct told;
        await using (var act = await Acts.BeginFor(admin.Person, School, default))
        {
            act.Note(new Audit.AuditNote("test", "school", School.Value));
            act.Tell([new AffectedChat(ChatId.New(), null)]);
            told = (await act.Commit(1, default)).Act!;
        }

        Assert.Contains(told.Chats, c => c.Chat == made);
        await Follow(made);
        Assert.Equal(Sorted(admin), await Members(made));
    }

    [Fact]
    public async Task Paragraph_2_2_6_heads_join_chats_of_the_school_seen_by_all_and_leave_them_again()
    {
        var (director, teacher) = (await Staff(Role.Director), await Staff(Role.ClassTeacher));
        var @class = await Town.Class(School);
        await Town.Enroll(teacher.Person, School, "teacher", @class);
        var chat = await Town.Chat(School, ChatKind.Class, @class);
        await Follow(chat);

        Assert.NotNull((await Desk.Join(director, chat, default)).Value.Act);
        Assert.Null((await Desk.Join(director, chat, default)).Value.Act);
        await Follow(chat);

        Assert.Equal([(director.Person, Role.Director), (teacher.Person, Role.ClassTeacher)], await Roles(chat));
        Assert.Equal(ChatEventKind.Members, (await Store.Get<IChatReader>().Rows(chat, 1, 2, default)).Single().Kind);
        Assert.Contains(new JoinableChat(chat, ChatKind.Class, "Беседа", true), (await Desk.Joinable(director, null, 200, default)).Value);
        Assert.Null((await Desk.Leave(director, chat, default)).Refusal);
        await Follow(chat);
        Assert.Equal(Sorted(teacher), await Members(chat));
        Assert.Equal(["chat.joined", "chat.left"], (await Chain()).Select(static r => r.Act));
        Assert.Equal(Refusals.NotFound, (await Desk.Leave(director, chat, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_2_6_never_a_direct_chat_nor_another_school_s_and_teachers_do_not_join()
    {
        var (director, teacher) = (await Staff(Role.Director), await Staff(Role.ClassTeacher));
        var direct = await Town.Chat(School, ChatKind.Direct);
        var foreign = await Town.Chat(await Town.School(), ChatKind.Staff);
        var own = await Town.Chat(School, ChatKind.Staff);

        Assert.Equal(Refusals.NotFound, (await Desk.Join(director, direct, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.Join(director, foreign, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.Join(director, ChatId.New(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.Join(teacher, own, default)).Refusal);
        Assert.DoesNotContain((await Desk.Joinable(director, null, 200, default)).Value, c => c.Id == direct || c.Id == foreign);
        Assert.Empty(await Chain());
    }

    [Fact]
    public async Task Who_is_head_no_more_is_not_told_of_them_whatever_the_token_says()
    {
        var director = await Staff(Role.Director);
        await Town.EndAffiliations(director.Person);

        Assert.Equal(Refusals.Denied, (await Desk.Joinable(director, null, 200, default)).Refusal);
    }

    [Fact]
    public async Task A_head_who_is_head_no_more_is_out_of_what_was_joined()
    {
        var director = await Staff(Role.Director);
        var chat = await Town.Chat(School, ChatKind.Guardians, await Town.Class(School));
        await Desk.Join(director, chat, default);
        await Follow(chat);
        await Town.EndAffiliations(director.Person);
        await Town.Affiliate(director.Person, School, Role.SubjectTeacher);

        Assert.Equal([director.Person], (await Follow(chat)).Went.Select(static w => w.Person));
    }

    private async Task<ChatId> Make(Caller caller, NewChat chat)
    {
        var made = (await Desk.Create(caller, chat, default)).Value;
        await Follow(made.Value);
        return made.Value;
    }

    private ValueTask<RosterFollowed> Follow(ChatId chat) => Log.FollowRoster(chat, Guid.CreateVersion7(), Town.Morning, default);

    private async Task<IEnumerable<PersonId>> Members(ChatId chat) => (await Log.Load(chat, default))!.Members.Select(static m => m.Person.Id).OrderBy(static p => p.Value);

    private async Task<List<(PersonId, Role)>> Roles(ChatId chat) =>
        [.. (await Log.Load(chat, default))!.Members.Select(static m => (m.Person.Id, m.Person.Role)).OrderBy(static m => (int)m.Role)];

    private static IEnumerable<PersonId> Sorted(params Caller[] people) => people.Select(static p => p.Person).OrderBy(static p => p.Value);
}
