using System.Globalization;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Taking_a_kept_place_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Taking_a_kept_place<PostgreSqlStore>(shared);

public sealed class Taking_a_kept_place_on_SQLite(SharedStore<SqliteStore> shared) : Taking_a_kept_place<SqliteStore>(shared);

/// <summary>A roster named people without a phone, and then they come by links.</summary>
public abstract class Taking_a_kept_place<TStore>(SharedStore<TStore> shared) : JoiningTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatId _guardians;

    private IGuardians Families => new GuardianStore(Store.Database, Acts, Keys, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _guardians = await Town.Chat(School, ChatKind.Guardians, Class);
    }

    [Fact]
    public async Task Paragraph_2_5_who_is_accepted_under_the_name_is_whom_the_roster_knows()
    {
        var kept = await Kept(Name, "2013-04-05");
        await Kept(new ApplicantName("Снегова", "Артём", null));
        var request = await Pending();
        var shown = Assert.Single((await Joining.Queue(Admin, new JoinQuery(), default)).Value.Requests).Kept;
        Assert.Equal([new KeptPlace(kept, "Снегов Артём Игоревич")], shown);

        Assert.Null((await Accept(request.Id)).Refusal);

        Assert.Equal((1L, 1L), (await Classes(request.Person), await Roles(request.Person)));
        Assert.Equal((0L, 0L), (await Classes(kept), await Count("affiliation WHERE person_id = @kept", new { kept })));
        Assert.Equal(2, await Students());
        Assert.Equal(
            "Снегов Артём 2013-04-05", await Town.One<string>("SELECT display_name || ' ' || birth_date FROM person WHERE id = @Person AND sourced_id IS NOT NULL", new { request.Person }));
        Assert.Equal(1, await Count("person WHERE id = @kept AND sourced_id IS NULL AND erased_at IS NOT NULL AND became_id = @Person", new { kept, request.Person }));
        Assert.Contains("join.place_taken", (await Chain()).Select(static r => r.Act));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_comes_from_a_school_whose_file_has_another_number_is_not_ended_by_the_next_file(bool stillThere)
    {
        var kept = await Kept(Name);
        await Town.Run("UPDATE affiliation SET imported = 1 WHERE person_id = @kept; UPDATE enrollment SET imported = 1 WHERE person_id = @kept", new { kept });
        var who = await Newcomer();
        var before = $"before {who.Person.Value}";
        await Town.Run("UPDATE person SET sourced_id = @before WHERE id = @Person", new { before, who.Person });
        await Town.Run(
            "INSERT INTO affiliation (id, person_id, school_id, role, imported, began_at, ended_at) VALUES (@id, @Person, @other, 'student', 1, 1, @ended)",
            new { id = Guid.CreateVersion7(), who.Person, other = await Town.School(), ended = stillThere ? null : (long?)2 });
        var request = await Pending(who: who);

        Assert.Null((await Accept(request.Id)).Refusal);

        // Either the next file of this school names the number, or it has nothing to end.
        var known = await Town.One<string>("SELECT sourced_id FROM person WHERE id = @Person", new { who.Person });
        var imported = await Town.One<long>("SELECT imported FROM enrollment WHERE person_id = @Person AND class_id = @Class AND ended_at IS NULL", new { who.Person, Class });
        Assert.Equal(stillThere ? (before, 0L) : (kept.Value.ToString(), 1L), (known, imported));
    }

    [Fact]
    public async Task Of_several_of_one_name_somebody_says_which_one_it_is()
    {
        var (one, other) = (await Kept(Name with { Middle = null }), await Kept(Name with { Middle = null }));
        var request = await Pending();
        Assert.Equal(Refusals.JoinChoosePlace, (await Accept(request.Id)).Refusal);
        Assert.Equal(2, Assert.Single((await Joining.Queue(Admin, new JoinQuery(), default)).Value.Requests).Kept.Count);
        Assert.Equal(Refusals.NotFound, (await Decide(request, PersonId.New())).Refusal);

        Assert.Null((await Decide(request, other)).Refusal);

        Assert.Equal((1L, 0L, 1L), (await Classes(one), await Classes(other), await Classes(request.Person)));
    }

    [Fact]
    public async Task Somebody_may_be_another_person_of_that_name()
    {
        var kept = await Kept(Name);
        var request = await Pending();

        Assert.Null((await Decide(request, JoinDecision.NoPlace)).Refusal);

        Assert.Equal((1L, 1L), (await Classes(kept), await Classes(request.Person)));
    }

    [Fact]
    public async Task A_place_whose_owner_has_come_is_nobody_elses()
    {
        var kept = await Kept(Name);
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @kept", new { kept, hash = Keys.PhoneHash(Guid.CreateVersion7().ToString()) });
        var request = await Pending();

        Assert.Null((await Accept(request.Id)).Refusal);

        Assert.Equal((1L, 1L), (await Classes(kept), await Classes(request.Person)));
    }

    [Fact]
    public async Task Links_and_requests_of_the_childs_guardians_stay_good()
    {
        var kept = await Kept(Name);
        var link = (await Families.Invite(Admin, new NewGuardianLink(_guardians, kept), default)).Value.Value;
        var mother = (await Joining.Use(await Newcomer(), link.Secret, new ApplicantName("Снегова", "Анна", null), default)).Value.Value;
        var child = await Pending();

        await Accept(child.Id);
        var father = (await Joining.Use(await Newcomer(), link.Secret, new ApplicantName("Снегов", "Игорь", null), default)).Value.Value;
        foreach (var guardian in new[] { mother, father })
        {
            Assert.Null((await Families.Decide(Admin, guardian.Id, new JoinDecision(true, null), default)).Refusal);
        }

        Assert.Equal(2, await Count("guardianship WHERE student_id = @Person AND ended_at IS NULL", new { child.Person }));
    }

    [Fact]
    public async Task Paragraph_2_6_a_guardian_takes_the_place_that_the_roster_keeps_for_the_child()
    {
        var child = await Kept(Name);
        var kept = await Town.Person();
        await Town.Run("UPDATE person SET family_name = 'Снегова', given_name = 'Анна', middle_name = 'Петровна', sourced_id = @id WHERE id = @kept", new { kept, id = kept.ToString() });
        await Town.Guard(kept, child);
        await Town.Affiliate(kept, School, Role.Guardian);
        var link = (await Families.Invite(Admin, new NewGuardianLink(_guardians, child), default)).Value.Value;
        var mother = (await Joining.Use(await Newcomer(), link.Secret, new ApplicantName("СНЕГОВА", "Анна", null), default)).Value.Value;

        Assert.Null((await Families.Decide(Admin, mother.Id, new JoinDecision(true, null), default)).Refusal);

        Assert.Equal([mother.Person], await Town.Ask<PersonId>("SELECT guardian_id FROM guardianship WHERE student_id = @child AND ended_at IS NULL", new { child }));
        Assert.Equal((1L, 0L), (await Roles(mother.Person), await Roles(kept)));
        Assert.Equal("Снегова", await Town.One<string>("SELECT family_name FROM person WHERE id = @Person", new { mother.Person }));
    }

    [Fact]
    public async Task What_a_file_has_given_a_guardian_otherwise_stays_the_files_to_end()
    {
        var child = await Kept(Name);
        var kept = await Town.Person();
        await Town.Run("UPDATE person SET family_name = 'Снегова', given_name = 'Анна', sourced_id = @id WHERE id = @kept", new { kept, id = kept.ToString() });
        await Town.Guard(kept, child);
        await Town.Affiliate(kept, School, Role.Guardian);
        var mother = await Newcomer();
        await Town.Run("UPDATE person SET sourced_id = @id WHERE id = @Person", new { mother.Person, id = $"teacher {mother.Person.Value}" });
        await Town.Affiliate(mother.Person, School, Role.SubjectTeacher);
        await Town.Run("UPDATE affiliation SET imported = 1 WHERE person_id = @kept OR person_id = @Person", new { kept, mother.Person });
        var link = (await Families.Invite(Admin, new NewGuardianLink(_guardians, child), default)).Value.Value;
        var request = (await Joining.Use(mother, link.Secret, new ApplicantName("Снегова", "Анна", null), default)).Value.Value;

        Assert.Null((await Families.Decide(Admin, request.Id, new JoinDecision(true, null), default)).Refusal);

        Assert.Equal(
            ["guardian 0", "subject_teacher 1"],
            await Town.Ask<string>("SELECT role || ' ' || imported FROM affiliation WHERE person_id = @Person AND ended_at IS NULL ORDER BY role", new { mother.Person }));
    }

    [Theory]
    [InlineData(Role.SubjectTeacher)]
    [InlineData(Role.Guardian)]
    public async Task Paragraph_2_6_the_word_of_a_class_teacher_gives_nobody_a_place_at_another_school(Role elsewhere)
    {
        var child = await Kept(Name);
        var kept = await Town.Person();
        await Town.Run("UPDATE person SET family_name = 'Снегова', given_name = 'Анна', sourced_id = @id WHERE id = @kept", new { kept, id = kept.ToString() });
        await Town.Guard(kept, child);
        await Town.Affiliate(kept, School, Role.Guardian);
        await Town.Affiliate(kept, await Town.School(), elsewhere);
        var link = (await Families.Invite(Admin, new NewGuardianLink(_guardians, child), default)).Value.Value;
        var mother = (await Joining.Use(await Newcomer(), link.Secret, new ApplicantName("Снегова", "Анна", null), default)).Value.Value;

        Assert.Null((await Families.Decide(Admin, mother.Id, new JoinDecision(true, null), default)).Refusal);

        Assert.Equal((1L, 2L), (await Roles(mother.Person), await Roles(kept)));
        Assert.Equal(2, await Count("guardianship WHERE student_id = @child AND ended_at IS NULL", new { child }));
    }

    [Fact]
    public async Task A_family_that_comes_all_at_once_stands_in_each_others_way_nowhere()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var name = Name with { Given = "Артём" + string.Concat(round.ToString(CultureInfo.InvariantCulture).Select(static d => (char)('а' + d - '0'))) };
            var kept = await Kept(name);
            var link = (await Families.Invite(Admin, new NewGuardianLink(_guardians, kept, Cap: 3), default)).Value.Value;
            var mother = (await Joining.Use(await Newcomer(), link.Secret, new ApplicantName("Снегова", "Анна", null), default)).Value.Value;
            var student = (await Joining.Use(await Newcomer(), (await Link()).Secret, name, default)).Value.Value;
            var (father, aunt) = (await Newcomer(), await Newcomer());

            var done = await Race(new Func<ValueTask<Outcome<Enacted<JoinRequest>>>>[]
            {
                () => Joining.Decide(Admin, student.Id, new JoinDecision(true, null), default),
                () => Families.Decide(Admin, mother.Id, new JoinDecision(true, null), default),
                () => Joining.Use(father, link.Secret, new ApplicantName("Снегов", "Игорь", null), default),
                () => Joining.Use(aunt, link.Secret, new ApplicantName("Ветрова", "Ольга", null), default),
            });

            Assert.All(done, static d => Assert.Null(d.Refusal));
            Assert.Equal((0L, 1L), (await Classes(kept), await Classes(student.Person)));
            Assert.Equal([mother.Person], await Town.Ask<PersonId>("SELECT guardian_id FROM guardianship WHERE student_id = @Person AND ended_at IS NULL", new { student.Person }));
            Assert.Equal(0, await Count("join_request WHERE student_id = @kept", new { kept }));
        }
    }

    [Fact]
    public async Task P15_who_is_erased_is_erased_under_the_name_that_the_roster_had_too()
    {
        var kept = await Kept(Name);
        await Town.Run("INSERT INTO person_key (person_id, key_sealed, created_at) VALUES (@kept, @key, 1)", new { kept, key = new byte[] { 1 } });
        var request = await Pending();
        await Accept(request.Id);

        await new PersonalDataStore(Store.Database, Acts, Keys).Erase(Admin, request.Person, "заявление", default);

        Assert.Equal("Удалённый участник", await Town.One<string>("SELECT display_name FROM person WHERE id = @kept", new { kept }));
        Assert.Equal(0, await Count("person_key WHERE person_id = @kept", new { kept }));
    }

    private ValueTask<Outcome<Enacted<JoinRequest>>> Decide(JoinRequest request, PersonId place) =>
        Joining.Decide(Admin, request.Id, new JoinDecision(true, null, place), default);

    private Task<long> Students() => Count("enrollment WHERE class_id = @Class AND role = 'student' AND ended_at IS NULL", new { Class });

    /// <summary>A student of the class as a file brings one who has no phone.</summary>
    private async Task<PersonId> Kept(ApplicantName name, string? born = null)
    {
        var id = PersonId.New();
        await Town.Run(
            """
            INSERT INTO person (id, sourced_id, family_name, given_name, middle_name, display_name, birth_date, created_at)
            VALUES (@id, @sourced, @Family, @Given, @Middle, @display, @born, 1)
            """,
            new { id, sourced = id.ToString(), name.Family, name.Given, name.Middle, display = name.Display(student: true), born });
        await Town.Affiliate(id, School, Role.Student);
        await Town.Enroll(id, School, "student", Class);
        return id;
    }
}
