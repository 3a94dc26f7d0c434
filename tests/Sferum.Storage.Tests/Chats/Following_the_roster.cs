using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Following_the_roster_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Following_the_roster<PostgreSqlStore>(shared);

public sealed class Following_the_roster_on_SQLite(SharedStore<SqliteStore> shared) : Following_the_roster<SqliteStore>(shared);

public abstract class Following_the_roster<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task The_school_chat_holds_staff_and_students_the_staff_chat_staff_each_once_by_the_highest_role()
    {
        var (director, teacher, student, guardian, former) = (await Town.Person(), await Town.Person(), await Town.Person(), await Town.Person(), await Town.Person());
        await Town.Affiliate(director, School, Role.SubjectTeacher);
        await Town.Affiliate(director, School, Role.Director);
        await Town.Affiliate(teacher, School, Role.SubjectTeacher);
        await Town.Affiliate(student, School, Role.Student);
        await Town.Affiliate(guardian, School, Role.Guardian);
        await Town.Affiliate(former, School, Role.SubjectTeacher);
        await Town.EndAffiliations(former);
        await Town.Affiliate(await Town.Person(), await Town.School(), Role.Director);
        var school = await Town.Chat(School, ChatKind.School);
        var staff = await Town.Chat(School, ChatKind.Staff);

        Assert.Equal(Sorted(director, teacher, student), (await Follow(school)).Came.OrderBy(p => p.Value));
        await Follow(staff);

        Assert.Equal([(director, Role.Director), (teacher, Role.SubjectTeacher), (student, Role.Student)], await Members(school));
        Assert.Equal([(director, Role.Director), (teacher, Role.SubjectTeacher)], await Members(staff));
    }

    [Fact]
    public async Task The_class_chat_holds_its_students_and_teachers_the_guardians_chat_their_guardians_and_teachers()
    {
        var @class = await Town.Class(School);
        var (teacher, student, other, mother, both) = (await Town.Person(), await Town.Person(), await Town.Person(), await Town.Person(), await Town.Person());
        await Town.Enroll(teacher, School, "teacher", @class);
        await Town.Enroll(both, School, "teacher", @class);
        await Town.Enroll(student, School, "student", @class);
        await Town.Enroll(other, School, "student", await Town.Class(School));
        await Town.Guard(mother, student);
        await Town.Guard(both, student);
        await Town.Guard(await Town.Person(), other);
        var pupils = await Town.Chat(School, ChatKind.Class, @class);
        var guardians = await Town.Chat(School, ChatKind.Guardians, @class);

        await Follow(pupils);
        await Follow(guardians);

        Assert.Equal([(teacher, Role.ClassTeacher), (both, Role.ClassTeacher), (student, Role.Student)], await Members(pupils));
        Assert.Equal([(teacher, Role.ClassTeacher), (both, Role.ClassTeacher), (mother, Role.Guardian)], await Members(guardians));

        await Town.EndEnrollments(student);
        Assert.Equal([(mother, 2L)], (await Follow(guardians)).Went);
    }

    [Fact]
    public async Task The_study_chat_holds_the_section()
    {
        var section = await Town.Section(School);
        var (teacher, student) = (await Town.Person(), await Town.Person());
        await Town.Enroll(teacher, School, "teacher", section: section);
        await Town.Enroll(student, School, "student", section: section);
        var chat = await Town.Chat(School, ChatKind.Study, section: section);

        await Follow(chat);

        Assert.Equal([(teacher, Role.SubjectTeacher), (student, Role.Student)], await Members(chat));
    }

    [Fact]
    public async Task Chats_that_people_made_do_not_follow()
    {
        var followed = await Follow(Chat);
        var nothing = await Follow(ChatId.New());

        Assert.Equal((0, 0, 0, 0), (followed.Came.Count, followed.Went.Count, nothing.Came.Count, nothing.Went.Count));
        Assert.Equal(0, (await Log.Load(Chat, default))!.Head.Number);
        Assert.Equal(2, (await Log.Load(Chat, default))!.Members.Count);
    }

    [Fact]
    public async Task An_act_is_one_row_and_nothing_to_change_is_none()
    {
        var (staff, chat) = await Staff(3);
        var act = Guid.CreateVersion7();

        var followed = await Log.FollowRoster(chat, act, Town.Morning, default);
        var again = await Log.FollowRoster(chat, act, Town.Morning.AddHours(1), default);
        var other = await Follow(chat);

        Assert.Equal(3, followed.Came.Count);
        Assert.Equal(followed.Came.OrderBy(p => p.Value), again.Came.OrderBy(p => p.Value));
        Assert.Equal((0, 0), (other.Came.Count, other.Went.Count));
        var row = Assert.Single(await Reader.Rows(chat, 0, 10, default));
        Assert.Equal((1, ChatEventKind.Members, null, act, Town.Morning, 0), (row.Number, row.Kind, row.Author, row.RequestId, row.At, row.Posts));
        Assert.Equal((3, 0), (row.Members!.CameCount, row.Members.WentCount));
        Assert.Equal(staff.OrderBy(p => p.Value), row.Members.Came.Select(p => p.Id).OrderBy(p => p.Value));
        Assert.Equal(Role.SubjectTeacher, row.Members.Came[0].Role);
    }

    [Fact]
    public async Task A_repeated_act_answers_what_it_changed_even_after_later_acts()
    {
        var (staff, chat) = await Staff(3);
        await Follow(chat);
        await Town.EndAffiliations(staff[0]);
        var newcomer = await Town.Person();
        await Town.Affiliate(newcomer, School, Role.Director);
        var act = Guid.CreateVersion7();
        var first = await Log.FollowRoster(chat, act, Town.Morning, default);
        await Town.EndAffiliations(newcomer);
        await Town.Affiliate(staff[0], School, Role.Director);
        await Follow(chat);

        var again = await Log.FollowRoster(chat, act, Town.Morning, default);
        Assert.Equal([newcomer], first.Came);
        Assert.Equal([(staff[0], 2L)], first.Went);
        Assert.Equal(first.Came, again.Came);
        Assert.Equal(first.Went, again.Went);
        Assert.Equal([(staff[0], 2L)], await Reader.Left(chat, 0, 2, default));
        Assert.Equal([(newcomer, 3L)], await Reader.Left(chat, 2, 3, default));
        Assert.Empty(await Reader.Left(chat, 3, 900, default));
    }

    [Fact]
    public async Task Big_acts_count_all_and_name_twenty()
    {
        var (staff, chat) = await Staff(45);
        await Follow(chat);
        foreach (var person in staff.Take(30))
        {
            await Town.EndAffiliations(person);
        }

        await Follow(chat);

        var rows = await Reader.Rows(chat, 0, 10, default);
        Assert.Equal((20, 45, 0, 0), Counts(rows[0].Members!));
        Assert.Equal((0, 0, 20, 30), Counts(rows[1].Members!));
        Assert.Equal(20, rows[1].Members!.Went.Select(p => p.Id).Distinct().Count(p => staff.Contains(p)));
    }

    [Fact]
    public async Task A_leaver_keeps_what_was_and_gets_nothing_more()
    {
        var (staff, chat) = await Staff(2);
        await Follow(chat);
        var tail = Log.Open(chat, new ChatHead(1, 0));
        await tail.Append(Rows.Post(staff[0], "раз"));
        await Town.EndAffiliations(staff[1]);
        await Follow(chat);
        await Log.Open(chat, (await Log.Load(chat, default))!.Head).Append(Rows.Post(staff[0], "два"));

        Assert.Equal(new ReaderWindow(staff[1], 0, 3, Role.SubjectTeacher, ChatKind.Staff), await Reader.Window(chat, staff[1], School, default));
        Assert.Empty(await Reader.List(staff[1], School, default));
        Assert.Equal(AppendStatus.Rival, (await tail.Append(Rows.Post(staff[1], "я ещё тут"))).Status);
        Assert.Equal([staff[0]], (await Log.Load(chat, default))!.Members.Select(m => m.Person.Id));
    }

    [Fact]
    public async Task Newcomers_of_a_school_see_the_whole_history_and_guardians_only_their_own_time()
    {
        var @class = await Town.Class(School);
        var (teacher, student, mother, father) = (await Town.Person(), await Town.Person(), await Town.Person(), await Town.Person());
        await Town.Enroll(teacher, School, "teacher", @class);
        await Town.Enroll(student, School, "student", @class);
        await Town.Guard(mother, student);
        var chat = await Town.Chat(School, ChatKind.Guardians, @class);
        await Follow(chat);
        var tail = Log.Open(chat, new ChatHead(1, 0));
        await tail.Append(Rows.Post(teacher, "раз"));
        await Town.Guard(father, student);
        await Follow(chat);
        var (staff, staffChat) = await Staff(1);
        await Follow(staffChat);
        await Log.Open(staffChat, new ChatHead(1, 0)).Append(Rows.Post(staff[0], "раз"));
        var late = await Town.Person();
        await Town.Affiliate(late, School, Role.Director);
        await Follow(staffChat);

        var loaded = (await Log.Load(chat, default))!;
        Assert.Equal(new ChatHead(3, 1), loaded.Head);
        Assert.Equal(0, loaded.Members.Single(m => m.Person.Id == mother).From);
        Assert.Equal(2, loaded.Members.Single(m => m.Person.Id == father).From);
        var window = (await Reader.Window(chat, father, School, default))!;
        Assert.Equal([3], (await Reader.Page(chat, window, new PageAt.Newest(), 10, default)).Events.Select(e => e.Number));
        Assert.Equal(0, (await Log.Load(staffChat, default))!.Members.Single(m => m.Person.Id == late).From);
    }

    [Fact]
    public async Task A_changed_role_is_told_as_changed_access()
    {
        var (staff, chat) = await Staff(2);
        await Follow(chat);
        await Town.Affiliate(staff[0], School, Role.Director);

        var followed = await Follow(chat);

        Assert.Equal((0, 0), (followed.Came.Count, followed.Went.Count));
        Assert.Equal([(staff[0], Role.Director), (staff[1], Role.SubjectTeacher)], await Members(chat));
        Assert.Equal([ChatEventKind.Members, ChatEventKind.Access], (await Reader.Rows(chat, 0, 10, default)).Select(e => e.Kind));
    }

    [Fact]
    public async Task Who_comes_back_has_a_new_window()
    {
        var (staff, chat) = await Staff(2);
        await Follow(chat);
        await Town.EndAffiliations(staff[0]);
        await Follow(chat);
        await Town.Affiliate(staff[0], School, Role.Director);

        Assert.Equal([staff[0]], (await Follow(chat)).Came);
        Assert.Equal(new ReaderWindow(staff[0], 0, null, Role.Director, ChatKind.Staff), await Reader.Window(chat, staff[0], School, default));
        Assert.Equal(3L, await Town.One<long>("SELECT came_number FROM chat_member WHERE chat_id = @chat AND to_number IS NULL AND person_id = @person", new { chat, person = staff[0] }));
    }

    [Fact]
    public async Task Acts_and_posts_at_once_leave_a_dense_log_and_the_right_members()
    {
        var (staff, chat) = await Staff(1);
        await Follow(chat);
        var acts = Enumerable.Range(0, 12).Select(async i =>
        {
            var person = await Town.Person();
            await Town.Affiliate(person, School, Role.SubjectTeacher);
            await Follow(chat);
        });
        var posts = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var placed = 0;
            while (placed < 20)
            {
                var tail = Log.Open(chat, (await Log.Load(chat, default))!.Head);
                while (placed < 20 && (await tail.Append(Rows.Post(staff[0], "x"))).Status == AppendStatus.Placed)
                {
                    placed++;
                }
            }
        }));
        await Task.WhenAll([.. acts, .. posts]);

        var loaded = (await Log.Load(chat, default))!;
        var numbers = await Town.Ask<long>("SELECT number FROM chat_log WHERE chat_id = @chat ORDER BY number", new { chat });
        Assert.Equal(Enumerable.Range(1, (int)loaded.Head.Number).Select(n => (long)n), numbers);
        Assert.Equal((80, 13), (loaded.Head.Posts, loaded.Members.Count));
    }

    [Fact]
    public async Task A_loaded_chat_says_what_it_is()
    {
        Assert.Null(await Log.Load(ChatId.New(), default));
        var loaded = (await Log.Load(Chat, default))!;
        Assert.Equal((Chat, School, ChatKind.AdHoc, "Беседа", false, default(ChatHead), 0), (loaded.Id, loaded.School, loaded.Kind, loaded.Title, loaded.Archived, loaded.Head, loaded.Rev));
        Assert.Contains(new ChatMember(new PersonName(Anna, "Анна", Role.ClassTeacher), 0), loaded.Members);
        await Town.Run("UPDATE chat SET archived_at = 5 WHERE id = @Chat", new { Chat });
        Assert.True((await Log.Load(Chat, default))!.Archived);
    }

    private ValueTask<RosterFollowed> Follow(ChatId chat) => Log.FollowRoster(chat, Guid.CreateVersion7(), Town.Morning, default);

    private async Task<(List<PersonId> Staff, ChatId Chat)> Staff(int count)
    {
        var staff = await Town.People(count);
        foreach (var person in staff)
        {
            await Town.Affiliate(person, School, Role.SubjectTeacher);
        }

        return (staff, await Town.Chat(School, ChatKind.Staff));
    }

    private async Task<List<(PersonId Person, Role Role)>> Members(ChatId chat) =>
        [.. (await Log.Load(chat, default))!.Members.Select(m => (m.Person.Id, m.Person.Role)).OrderBy(m => RoleCodes.All.ToList().IndexOf(m.Role)).ThenBy(m => m.Id.Value)];

    private static (int, int, int, int) Counts(MembersChange change) => (change.Came.Count, change.CameCount, change.Went.Count, change.WentCount);

    private static IEnumerable<PersonId> Sorted(params PersonId[] people) => people.OrderBy(p => p.Value);
}
