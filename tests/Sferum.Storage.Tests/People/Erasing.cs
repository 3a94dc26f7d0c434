using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

public sealed class Erasing_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Erasing<PostgreSqlStore>(shared);

public sealed class Erasing_on_SQLite(SharedStore<SqliteStore> shared) : Erasing<SqliteStore>(shared);

/// <summary>A person is erased by an act, and the act is what stays.</summary>
public abstract class Erasing<TStore>(SharedStore<TStore> shared) : ErasureTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task P15_Nothing_is_left_by_which_anybody_could_tell_who_it_was()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var pupil = await Pupil("Мария Секретная", "+79000000001");
        var chat = await Town.Chat(School, ChatKind.Class, await Town.Class(School));
        await Write(chat, pupil.Person, 3);
        await Note(admin.Person, AuditNote.About("test.person", pupil.Person) with { After = new { name = "Мария Секретная" } });

        var erased = (await Data.Erase(admin, pupil.Person, "приказ № 9", default)).Value;
        Assert.Equal(chat, Assert.Single(erased.Act!.Chats).Chat);
        Assert.Single(erased.Value.Sessions);
        await Leave(pupil.Person);
        await Finish();

        Assert.Equal(0, await Traces(pupil.Person));
        var message = await Town.One<long>("SELECT count(*) FROM message WHERE chat_id = @chat AND text IS NULL AND deleted_at IS NOT NULL", new { chat });
        Assert.Equal(3, message);
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM evidence WHERE chat_id = @chat", new { chat }));
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM chat_log WHERE chat_id = @chat AND body_hash IS NOT NULL AND kind IN (1, 2)", new { chat }));
        Assert.Equal("Удалённый участник", await Town.One<string>("SELECT display_name FROM person WHERE id = @Person", new { pupil.Person }));
    }

    [Fact]
    public async Task P14_The_chain_stays_whole_the_content_can_not_be_read_and_the_act_can()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var pupil = await Pupil("Мария", "+79000000002");
        await Note(admin.Person, AuditNote.About("test.person", pupil.Person) with { After = new { name = "Мария" } });

        await Data.Erase(admin, pupil.Person, "приказ № 9", default);
        await Finish();

        Assert.Empty((await Verdict()).Faults);
        var entries = (await Record.Read(admin, new AuditQuery(), default)).Value.Entries;
        Assert.Equal([("person.erased", AuditContentState.Open, "приказ № 9"), ("test.person", AuditContentState.Erased, null)], entries.Select(static e => (e.Act, e.State, e.Reason)));
    }

    [Fact]
    public async Task P15_Fifty_thousand_messages_are_taken_in_pieces_and_a_crash_in_between_is_made_good()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var pupil = await Pupil("Мария", "+79000000003");
        var chat = await Town.Chat(School, ChatKind.Class, await Town.Class(School));
        await Many(chat, pupil.Person, 50_000);
        await Data.Erase(admin, pupil.Person, "заявление", default);

        // Nobody works on it while a last message could still come.
        Assert.False(await Erasures.CarryOn(await Take(pupil.Person), default));
        Assert.Equal(50_000, await Texts(chat));
        await Leave(pupil.Person);
        Clock.Advance(TimeSpan.FromMinutes(2));
        var erasure = await Take(pupil.Person);
        Assert.Null(await Mine(pupil.Person));
        using (var crash = new CancellationTokenSource())
        {
            var carrying = Task.Run(() => Erasures.CarryOn(erasure, crash.Token).AsTask());
            while (await Texts(chat) == 50_000 && !carrying.IsCompleted)
            {
                await Task.Yield();
            }

            await crash.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => carrying);
        }

        Assert.InRange(await Texts(chat), 1, 49_999);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Finish();

        Assert.Equal(0, await Texts(chat));
        Assert.Equal(50_000, await Town.One<long>("SELECT count(*) FROM chat_log WHERE chat_id = @chat", new { chat }));
    }

    [Fact]
    public async Task Of_somebody_with_a_place_elsewhere_one_school_erases_only_what_is_its_own()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var other = await Town.School();
        var teacher = await Staff(Role.SubjectTeacher);
        await Town.Affiliate(teacher.Person, other, Role.SubjectTeacher);
        var (here, there) = (await Town.Chat(School), await Town.Chat(other));
        await Write(here, teacher.Person, 2);
        await Write(there, teacher.Person, 2);

        await Data.Erase(admin, teacher.Person, "заявление", default);
        await Leave(teacher.Person);
        await Finish();

        Assert.Equal((0, 2), (await Texts(here), await Texts(there)));
        Assert.Equal("Пётр", await Town.One<string>("SELECT display_name FROM person WHERE id = @Person AND erased_at IS NULL", new { teacher.Person }));
        Assert.Equal(other, await Town.One<SchoolId>("SELECT school_id FROM affiliation WHERE person_id = @Person AND ended_at IS NULL", new { teacher.Person }));

        // The other school does the rest.
        await Data.Erase(await Staff(Role.SchoolAdmin, other), teacher.Person, "заявление", default);
        await Finish();
        Assert.Equal((0, 0), (await Texts(there), await Traces(teacher.Person)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task P15_The_guardians_of_a_child_go_with_it_from_their_chat_and_from_the_school_unless_they_have_another_child_there(bool whole)
    {
        var admin = await Staff(Role.SchoolAdmin);
        var @class = await Town.Class(School);
        var chat = await Town.Chat(School, ChatKind.Guardians, @class);
        var (child, sister) = (await Staff(Role.Student), await Staff(Role.Student));
        await Town.Enroll(child.Person, School, "student", @class);
        await Town.Enroll(sister.Person, School, "student", await Town.Class(School));
        var (mother, father) = (await Staff(Role.Guardian), await Staff(Role.Guardian));
        foreach (var (guardian, of) in new[] { (mother, child), (father, child), (mother, sister) })
        {
            await Town.Guard(guardian.Person, of.Person);
        }

        await Town.Member(chat, mother.Person, Role.Guardian);
        await Town.Member(chat, father.Person, Role.Guardian);
        if (!whole)
        {
            await Town.Affiliate(child.Person, await Town.School(), Role.Student);
        }

        var erased = (await Data.Erase(admin, child.Person, "заявление", default)).Value;

        Assert.Equal(new AffectedChat(chat, @class), Assert.Single(erased.Act!.Chats));
        Assert.Equal(2, (await Store.Get<IChatLog>().FollowRoster(chat, erased.Act.Id, Clock.GetUtcNow(), default)).Went.Count);
        Assert.Equal([mother.Person], await Town.Ask<PersonId>(
            "SELECT person_id FROM affiliation WHERE school_id = @School AND role = 'guardian' AND ended_at IS NULL", new { School }));
    }

    [Fact]
    public async Task P15_What_others_have_passed_on_goes_and_what_others_wrote_stays_without_a_sign_of_the_person()
    {
        var (admin, other) = (await Staff(Role.SchoolAdmin), await Staff(Role.SubjectTeacher));
        var pupil = await Pupil("Мария", "+79000000004");
        var (here, elsewhere) = (await Town.Chat(School), await Town.Chat(School));
        await Write(here, pupil.Person, 1);
        await Carry(elsewhere, other.Person, "секрет 0", new PostedParts([], new ForwardedMessage(new PersonName(pupil.Person, "x", Role.Student), Town.Morning), null));
        await Carry(here, other.Person, "@Мария, к доске", new PostedParts([new Mention(pupil.Person, null, "Мария")], null, null));

        await Data.Erase(admin, pupil.Person, "заявление", default);
        await Leave(pupil.Person);
        await Finish();

        Assert.Equal((1, 0), (await Texts(here), await Texts(elsewhere)));
        Assert.Equal(1, await Town.One<long>("SELECT count(*) FROM message WHERE chat_id = @elsewhere AND deleted_at IS NOT NULL", new { elsewhere }));
        Assert.Equal(0, await Town.One<long>("SELECT (SELECT count(*) FROM mention WHERE person_id = @Person) + (SELECT count(*) FROM forwarded WHERE author_id = @Person)", new { pupil.Person }));
    }

    [Fact]
    public async Task Of_somebody_with_a_place_elsewhere_copies_and_messages_for_later_go_in_the_one_school_alone()
    {
        var (admin, other) = (await Staff(Role.SchoolAdmin), await Town.School());
        var teacher = await Staff(Role.SubjectTeacher);
        await Town.Affiliate(teacher.Person, other, Role.SubjectTeacher);
        var (here, there) = (await Town.Chat(School), await Town.Chat(other));
        foreach (var (chat, school) in new[] { (here, School), (there, other) })
        {
            await Write(chat, teacher.Person, 1);
            await Carry(chat, admin.Person, "секрет 0", new PostedParts([], new ForwardedMessage(new PersonName(teacher.Person, "x", Role.SubjectTeacher), Town.Morning), null));
            await Town.Run(
                "INSERT INTO scheduled_message (id, chat_id, author_id, school_id, text, at, due_at, created_at) VALUES (@id, @chat, @Person, @school, 'секрет', @at, @at, 1)",
                new { id = Guid.CreateVersion7(), chat, teacher.Person, school, at = long.MaxValue });
        }

        await Data.Erase(admin, teacher.Person, "заявление", default);
        await Leave(teacher.Person);
        await Finish();

        Assert.Equal((0, 2), (await Texts(here), await Texts(there)));
        Assert.Equal(there, await Town.One<ChatId>("SELECT chat_id FROM scheduled_message WHERE author_id = @Person", new { teacher.Person }));
    }

    [Fact]
    public async Task Nobody_erases_strangers_oneself_or_those_in_office()
    {
        var (admin, director) = (await Staff(Role.SchoolAdmin), await Staff(Role.Director));
        var pupil = await Staff(Role.Student);
        var stranger = await Staff(Role.SchoolAdmin, await Town.School());

        Assert.Equal(Refusals.NotFound, (await Data.Erase(stranger, pupil.Person, "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Data.Erase(admin, PersonId.New(), "x", default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Data.Erase(director, pupil.Person, "x", default)).Refusal);
        Assert.Equal(Refusals.ErasureOfOneself, (await Data.Erase(admin, admin.Person, "x", default)).Refusal);
        Assert.Equal(Refusals.ErasureInOffice, (await Data.Erase(admin, director.Person, "x", default)).Refusal);
        Assert.Equal("school.field_invalid", (await Data.Erase(admin, pupil.Person, " ", default)).Refusal!.Code);
        Assert.Empty(await Chain());
    }

    [Fact]
    public async Task Of_many_who_erase_at_once_one_does()
    {
        var admins = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Staff(Role.SchoolAdmin)));
        for (var round = 0; round < Races.Rounds; round++)
        {
            var pupil = await Staff(Role.Student);
            var erased = await Task.WhenAll(admins.Select(admin => Data.Erase(admin, pupil.Person, "x", default).AsTask()));
            Assert.Single(erased, static e => !e.IsRefused(out _));
            Assert.All(erased.Where(static e => e.IsRefused(out _)), static e => Assert.Equal(Refusals.NotFound, e.Refusal));
        }
    }

    private async Task<Caller> Pupil(string name, string phone)
    {
        var person = await Town.Person(name);
        await Town.Affiliate(person, School, Role.Student);
        phone += Random.Shared.Next(1_000_000, 9_999_999);
        await Town.Run(
            "UPDATE person SET phone_hash = @hash, phone_sealed = @kept, sourced_id = @source, birth_date = '2015-01-01' WHERE id = @person",
            new { person, hash = Keys.PhoneHash(phone), kept = Keys.Encrypt(phone), source = person.ToString() });
        await Town.Run(
            """
            INSERT INTO sign_in_attempt (id, phone_hash, phone_sealed, address_hash, code_hash, created_at, expires_at) VALUES (@id, @hash, @hash, @hash, @hash, 1, 2)
            """,
            new { id = Guid.CreateVersion7(), hash = Keys.PhoneHash(phone) });
        var session = SessionId.New();
        await Town.Run("INSERT INTO session (id, person_id, school_id, device, created_at, last_used_at) VALUES (@session, @person, @School, 'Телефон Маши', 1, 1)", new { session, person, School });
        await Town.Run("INSERT INTO claim (hash, kind, person_id, created_at, expires_at) VALUES (@hash, 'paper', @person, 1, 2)", new { hash = person.Value.ToByteArray(), person });
        return new Caller(person, session, School, Role.Student);
    }

    private async Task Write(ChatId chat, PersonId person, int messages)
    {
        await Town.Member(chat, person);
        var tail = Store.Get<IChatLog>().Open(chat, (await Store.Get<IChatLog>().Load(chat, default))!.Head);
        for (var i = 0; i < messages; i++)
        {
            var posted = await tail.Append(Rows.Post(person, $"секрет {i}"));
            await tail.Append(new NewRow
            {
                Kind = ChatEventKind.Edited, Author = person, RequestId = Guid.CreateVersion7(), At = Town.Morning, Target = posted.Head.Number, Text = "ещё секрет",
                BodyHash = new byte[16],
            });
        }

        await Town.Run("INSERT INTO reaction (chat_id, number, person_id, emoji) VALUES (@chat, 1, @person, '👍')", new { chat, person });
        await Town.Run("INSERT INTO read_mark (chat_id, person_id, number, posts) VALUES (@chat, @person, 1, 1)", new { chat, person });
    }

    private async Task Carry(ChatId chat, PersonId author, string text, PostedParts parts)
    {
        var tail = Store.Get<IChatLog>().Open(chat, (await Store.Get<IChatLog>().Load(chat, default))!.Head);
        Assert.Equal(AppendStatus.Placed, (await tail.Append(Rows.Post(author, text) with { Parts = parts })).Status);
    }

    private async Task Many(ChatId chat, PersonId person, int count)
    {
        await Town.Member(chat, person);
        await using var write = await Store.Database.Write(default);
        var numbers = Enumerable.Range(1, count).Select(static n => (long)n).ToArray();
        await write.Insert(
            "chat_log",
            "",
            [
                new BulkColumn("chat_id", Enumerable.Repeat(chat.Value, count).ToArray()), new BulkColumn("number", numbers),
                new BulkColumn("kind", Enumerable.Repeat((short)1, count).ToArray()), new BulkColumn("author_id", Enumerable.Repeat(person.Value, count).ToArray()),
                new BulkColumn("request_id", numbers.Select(static _ => Guid.CreateVersion7()).ToArray()), new BulkColumn("at", numbers), new BulkColumn("posts", numbers),
            ],
            default);
        await write.Insert(
            "message",
            "",
            [
                new BulkColumn("chat_id", Enumerable.Repeat(chat.Value, count).ToArray()), new BulkColumn("number", numbers),
                new BulkColumn("text", Enumerable.Repeat("секрет", count).ToArray()),
            ],
            default);
        await write.Commit();
    }

    /// <summary>The erasure of this person; those that other tests have left are passed over.</summary>
    private async Task<Erasure> Take(PersonId person)
    {
        while (true)
        {
            if ((await Erasures.Take(TimeSpan.FromMinutes(1), default))! is var erasure && erasure.Person == person)
            {
                return erasure;
            }
        }
    }

    /// <summary>Erasures of this person that are free to be taken.</summary>
    private async Task<Guid?> Mine(PersonId person) => (await Town.Ask<Guid?>(
        "SELECT id FROM erasure WHERE person_id = @person AND finished_at IS NULL AND due_at <= @Now", new { person, Now = Clock.GetUtcNow().ToUnixTimeMilliseconds() })).FirstOrDefault();

    private Task<long> Texts(ChatId chat) => Town.One<long>("SELECT count(text) FROM message WHERE chat_id = @chat", new { chat });

    /// <summary>Rows that still say something of the person.</summary>
    private Task<long> Traces(PersonId person) => Town.One<long>(
        """
        SELECT (SELECT count(*) FROM person WHERE id = @person AND (given_name <> '' OR family_name <> '' OR phone_hash IS NOT NULL OR phone_sealed IS NOT NULL
            OR sourced_id IS NOT NULL OR birth_date IS NOT NULL OR erased_at IS NULL))
          + (SELECT count(*) FROM affiliation WHERE person_id = @person AND ended_at IS NULL) + (SELECT count(*) FROM enrollment WHERE person_id = @person AND ended_at IS NULL)
          + (SELECT count(*) FROM session WHERE person_id = @person AND (ended_at IS NULL OR device <> ''))
          + (SELECT count(*) FROM claim WHERE person_id = @person) + (SELECT count(*) FROM reaction WHERE person_id = @person)
          + (SELECT count(*) FROM read_mark WHERE person_id = @person) + (SELECT count(*) FROM person_key WHERE person_id = @person)
        """,
        new { person });
}
