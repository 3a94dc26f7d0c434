using Sferum.Storage;

namespace Sferum.People;

public sealed class Signing_in_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Signing_in<PostgreSqlStore>(shared);

public sealed class Signing_in_on_SQLite(SharedStore<SqliteStore> shared) : Signing_in<SqliteStore>(shared);

public abstract class Signing_in<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = new World(await shared.Store);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_parallel_tries_no_more_than_five_see_the_code()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var attempt = await _world.Asked();
            var seen = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _world.SignIns.Try(attempt.Id, 5, World.Noon, default).AsTask()));
            Assert.Equal(5, seen.Count(hash => hash is not null && hash.AsSpan().SequenceEqual(attempt.CodeHash)));
        }
    }

    [Fact]
    public async Task Paragraph_2_1_2_of_parallel_confirmations_of_one_code_exactly_one_wins()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var attempt = await _world.Asked();
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _world.SignIns.Complete(World.Completion(attempt), default).AsTask()));
            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.Equal(15, outcomes.Count(static o => o.Refusal == Refusals.CodeWrong));
        }
    }

    [Fact]
    public async Task Parallel_first_sign_ins_of_one_phone_make_one_person()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var phone = World.NewPhone();
            var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _world.Asked(phone)));
            var outcomes = await Task.WhenAll(attempts.Select(a => _world.SignIns.Complete(World.Completion(a), default).AsTask()));
            Assert.Single(outcomes.Select(static o => o.Value.Person).Distinct());
            Assert.Equal(outcomes[0].Value.Person, await _world.People.ByPhone(_world.Keys.PhoneHash(phone), default));
        }
    }

    [Fact]
    public async Task An_expired_or_unknown_attempt_gives_no_code()
    {
        var attempt = await _world.Asked();
        Assert.NotNull(await _world.SignIns.Try(attempt.Id, 5, attempt.ExpiresAt.AddMilliseconds(-1), default));
        Assert.Null(await _world.SignIns.Try(attempt.Id, 5, attempt.ExpiresAt, default));
        Assert.Null(await _world.SignIns.Try(Guid.CreateVersion7(), 5, World.Noon, default));
    }

    [Fact]
    public async Task A_used_attempt_gives_no_code_any_more()
    {
        var attempt = await _world.Asked();
        Assert.Null((await _world.SignIns.Complete(World.Completion(attempt), default)).Refusal);
        Assert.Null(await _world.SignIns.Try(attempt.Id, 5, World.Noon, default));
    }

    [Fact]
    public async Task Paragraph_2_1_2_another_phone_becomes_a_person_without_a_place()
    {
        var phone = World.NewPhone();
        var person = (await _world.SignIns.Complete(World.Completion(await _world.Asked(phone)), default)).Value.Person;

        var profile = await _world.People.Find(person, default);
        Assert.Equal("Новый участник", profile?.Name);
        Assert.Empty(profile!.Affiliations);
        var again = await _world.SignIns.Complete(World.Completion(await _world.Asked(phone)), default);
        Assert.Equal(person, again.Value.Person);
        Assert.Equal(2, (await _world.Sessions.List(person, World.Noon, default)).Count);
    }

    [Fact]
    public async Task A_claim_binds_the_phone_to_the_person_it_was_made_for()
    {
        var phone = World.NewPhone();
        var person = await _world.Person();
        var claim = await Claim(person);

        var outcome = await _world.SignIns.Complete(World.Completion(await _world.Asked(phone), claim), default);

        Assert.Equal(person, outcome.Value.Person);
        Assert.Equal(person, await _world.People.ByPhone(_world.Keys.PhoneHash(phone), default));
        Assert.Equal(person, (await _world.SignIns.Complete(World.Completion(await _world.Asked(phone)), default)).Value.Person);
    }

    [Fact]
    public async Task A_claim_used_by_many_at_once_binds_one_phone()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var claim = await Claim(await _world.Person());
            var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Asked()));
            var outcomes = await Task.WhenAll(attempts.Select(a => _world.SignIns.Complete(World.Completion(a, claim), default).AsTask()));
            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.Equal(7, outcomes.Count(static o => o.Refusal == Refusals.ClaimInvalid));
        }
    }

    [Fact]
    public async Task A_refused_claim_leaves_the_code_unused_and_makes_nobody()
    {
        var phone = World.NewPhone();
        var attempt = await _world.Asked(phone);

        Assert.Equal(Refusals.ClaimInvalid, (await _world.SignIns.Complete(World.Completion(attempt, World.Random()), default)).Refusal);

        Assert.Null(await _world.People.ByPhone(_world.Keys.PhoneHash(phone), default));
        Assert.Null((await _world.SignIns.Complete(World.Completion(attempt), default)).Refusal);
    }

    [Fact]
    public async Task An_expired_claim_is_refused()
    {
        var secret = await _world.Claims.Issue(await _world.Person(), ClaimKind.Paper, TimeSpan.FromMilliseconds(-1), default);
        var claim = ClaimCode.Hash(_world.Keys, secret);
        var completion = World.Completion(await _world.Asked(), claim);
        var outcome = await _world.SignIns.Complete(completion with { Session = completion.Session with { At = TimeProvider.System.GetUtcNow() } }, default);
        Assert.Equal(Refusals.ClaimInvalid, outcome.Refusal);
    }

    [Fact]
    public async Task A_second_claim_of_a_person_kills_the_first()
    {
        var person = await _world.Person();
        var first = await Claim(person);
        var second = await Claim(person);
        Assert.Equal(Refusals.ClaimInvalid, (await _world.SignIns.Complete(World.Completion(await _world.Asked(), first), default)).Refusal);
        Assert.Null((await _world.SignIns.Complete(World.Completion(await _world.Asked(), second), default)).Refusal);
    }

    [Fact]
    public async Task A_person_with_a_phone_does_not_get_another_by_a_claim()
    {
        var person = await _world.Person();
        Assert.Null((await _world.SignIns.Complete(World.Completion(await _world.Asked(), await Claim(person)), default)).Refusal);
        Assert.Equal(Refusals.ClaimInvalid, (await _world.SignIns.Complete(World.Completion(await _world.Asked(), await Claim(person)), default)).Refusal);
    }

    [Fact]
    public async Task A_newcomer_who_shows_the_claim_later_becomes_that_person_and_leaves_the_empty_account()
    {
        var phone = World.NewPhone();
        var first = World.Completion(await _world.Asked(phone));
        var newcomer = (await _world.SignIns.Complete(first, default)).Value.Person;
        var person = await _world.Person();

        var outcome = await _world.SignIns.Complete(World.Completion(await _world.Asked(phone), await Claim(person)), default);

        Assert.Equal(person, outcome.Value.Person);
        Assert.Equal(newcomer, outcome.Value.Former);
        Assert.Equal([first.Session.Id], outcome.Value.Ended);
        Assert.Null(await _world.People.Find(newcomer, default));
        Assert.Equal([first.Session.Id], await _world.Sessions.Over([first.Session.Id], World.Noon, default));
    }

    [Fact]
    public async Task A_phone_of_somebody_with_a_place_is_not_taken_over_by_a_claim()
    {
        var phone = World.NewPhone();
        var teacher = (await _world.SignIns.Complete(World.Completion(await _world.Asked(phone)), default)).Value.Person;
        await _world.Affiliate(teacher, await _world.School("Школа"), Role.SubjectTeacher);
        var claim = await Claim(await _world.Person());

        Assert.Equal(Refusals.PhoneTaken, (await _world.SignIns.Complete(World.Completion(await _world.Asked(phone), claim), default)).Refusal);
        Assert.Null((await _world.SignIns.Complete(World.Completion(await _world.Asked(), claim), default)).Refusal);
    }

    [Fact]
    public async Task A_profile_lists_each_place_with_all_its_roles()
    {
        var person = await _world.Person("Анна Примерова");
        var (one, two) = (await _world.School("Школа № 1"), await _world.School("Школа № 2"));
        await _world.Affiliate(person, two, Role.Guardian);
        await _world.Affiliate(person, one, Role.SubjectTeacher);
        await _world.Affiliate(person, one, Role.ClassTeacher);
        await _world.Affiliate(person, null, Role.Operator);
        await _world.Run("UPDATE affiliation SET ended_at = 2 WHERE person_id = @person AND school_id = @two", new { person, two });

        var profile = await _world.People.Find(person, default);

        Assert.Equal(
            [new Affiliation(null, null, Role.Operator), new Affiliation(one, "Школа № 1", Role.ClassTeacher | Role.SubjectTeacher)],
            profile!.Affiliations);
        Assert.Equal(new Dictionary<PersonId, string> { [person] = "Анна Примерова" }, await _world.People.Names([person, PersonId.New()], default));
        Assert.Null(await _world.People.Find(PersonId.New(), default));
    }

    [Fact]
    public async Task Examples_for_the_demonstration_are_a_few_of_each_role_with_their_class()
    {
        var school = await _world.School("А-я школа");
        var classId = Schools.ClassId.New();
        await _world.Run("INSERT INTO school_class (id, school_id, title, school_year, created_at) VALUES (@classId, @school, '7Б', 2026, 1)", new { classId, school });
        foreach (var i in Enumerable.Range(0, 4))
        {
            var student = await _world.Person($"Ученик {i}");
            await _world.Affiliate(student, school, Role.Student);
            await _world.Run(
                "INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES (@Id, @student, @school, @classId, 'student', 1)",
                new { Id = Guid.CreateVersion7(), student, school, classId });
        }

        var students = (await _world.People.Examples(2, default)).Where(e => e.Role == Role.Student).ToList();

        Assert.Equal(2, students.Count);
        Assert.All(students, s => Assert.Equal((school, "А-я школа", "7Б"), (s.School, s.SchoolName, s.ClassTitle)));
    }

    private async Task<byte[]> Claim(PersonId person) =>
        ClaimCode.Hash(_world.Keys, await _world.Claims.Issue(person, ClaimKind.Paper, TimeSpan.FromDays(3), default))!;
}
