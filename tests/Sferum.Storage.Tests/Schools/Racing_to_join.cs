using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Racing_to_join_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Racing_to_join<PostgreSqlStore>(shared);

public sealed class Racing_to_join_on_SQLite(SharedStore<SqliteStore> shared) : Racing_to_join<SqliteStore>(shared);

/// <summary>Sixteen at once, round after round.</summary>
public abstract class Racing_to_join<TStore>(SharedStore<TStore> shared) : JoiningTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task P11_A_link_is_never_used_more_often_than_its_cap()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var cap = 1 + (round % 5);
            var link = await Link(cap: cap);
            var people = await Newcomers(Races.Callers);

            var outcomes = await Race(people.Select(p => (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => Joining.Use(p, link.Secret, Name, default))));

            Assert.Equal(cap, outcomes.Count(static o => o.Refusal is null));
            Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.InvitationInvalid, o.Refusal));
            Assert.Equal(cap, await Count("invitation_use WHERE invitation_id = @Id", new { link.Invitation.Id }));
            Assert.Equal(cap, await Town.One<long>("SELECT uses FROM invitation WHERE id = @Id", new { link.Invitation.Id }));
        }
    }

    [Fact]
    public async Task One_person_who_uses_links_sixteen_times_at_once_asks_once()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var (one, two) = (await Link(), await Link());
            var who = await Newcomer();

            var outcomes = await Race(Enumerable.Range(0, Races.Callers).Select(i =>
                (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => Joining.Use(who, (i % 2 == 0 ? one : two).Secret, Name, default))));

            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.AlreadyPending, o.Refusal));
            Assert.Equal(1, await Town.One<long>("SELECT sum(uses) FROM invitation WHERE id = @One OR id = @Two", new { One = one.Invitation.Id, Two = two.Invitation.Id }));
        }
    }

    [Fact]
    public async Task Paragraph_2_1_12_a_double_acceptance_is_one_membership()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var request = await Pending();

            var outcomes = await Race(Enumerable.Range(0, Races.Callers).Select(_ =>
                (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => Joining.Decide(Admin, request.Id, new JoinDecision(true, null), default))));

            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.JoinDecided, o.Refusal));
            Assert.Equal((1L, 1L), (await Roles(request.Person), await Classes(request.Person)));
        }
    }

    [Fact]
    public async Task Paragraph_2_5_of_a_hundred_parallel_acceptances_exactly_one_wins()
    {
        var request = await Pending();

        var outcomes = await Race(Enumerable.Range(0, 100).Select(_ =>
            (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => Joining.Decide(Admin, request.Id, new JoinDecision(true, null), default))));

        Assert.Single(outcomes, static o => o.Refusal is null);
        Assert.Equal(99, outcomes.Count(static o => o.Refusal == Refusals.JoinDecided));
        Assert.Equal((1L, 1L), (await Roles(request.Person), await Classes(request.Person)));
    }

    [Fact]
    public async Task Of_acceptance_rejection_and_withdrawal_at_once_one_stands_and_the_rows_agree_with_it()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var who = await Newcomer();
            var request = await Pending(who: who);

            var outcomes = await Race(Enumerable.Range(0, Races.Callers).Select(i => (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => (i % 3) switch
            {
                0 => Joining.Decide(Admin, request.Id, new JoinDecision(true, null), default),
                1 => Joining.Decide(Admin, request.Id, new JoinDecision(false, "Нет"), default),
                _ => Joining.Withdraw(who, request.Id, default),
            })));

            var stands = Assert.Single(outcomes, static o => o.Refusal is null).Value.Value.Status;
            Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.JoinDecided, o.Refusal));
            Assert.Equal(stands, Assert.Single(await Joining.Own(request.Person, default)).Status);
            Assert.Equal(stands is JoinStatus.Accepted ? 1L : 0, await Roles(request.Person));
            Assert.Equal(stands is JoinStatus.Accepted ? 1L : 0, await Classes(request.Person));
        }
    }

    [Fact]
    public async Task P15_who_is_erased_while_a_request_is_decided_has_no_place_afterwards()
    {
        var data = new PersonalDataStore(Store.Database, Acts, Keys);
        for (var round = 0; round < Races.Rounds; round++)
        {
            var who = await Newcomer();
            await Town.Affiliate(who.Person, School, Role.SubjectTeacher);
            var request = await Pending(await Link(staff: Role.ClassTeacher), who);

            var refusals = await Race(Enumerable.Range(0, Races.Callers).Select(i => (Func<ValueTask<Refusal?>>)(async () => i % 2 == 0
                ? (await Joining.Decide(Admin, request.Id, new JoinDecision(true, null), default)).Refusal
                : (await data.Erase(Admin, who.Person, "заявление", default)).Refusal)));

            Assert.Single(refusals.Where(static (_, i) => i % 2 == 1), static r => r is null);
            Assert.All(refusals, static r => Assert.True(r is null || r == Refusals.JoinDecided || r == Refusals.NotFound, r?.Code));
            Assert.Equal((0L, 1L), (await Roles(who.Person), await Count("person WHERE id = @Person AND erased_at IS NOT NULL", new { who.Person })));
        }
    }

    [Fact]
    public async Task After_a_revocation_nobody_comes_in()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var link = await Link(cap: 1000);
            var people = await Newcomers(Races.Callers - 1);

            var outcomes = await Race(people.Select(p => (Func<ValueTask<bool>>)(async () => (await Joining.Use(p, link.Secret, Name, default)).Refusal is null))
                .Append(async () => (await Invitations.Revoke(Admin, link.Invitation.Id, default)).Refusal is null));

            Assert.True(outcomes[^1]);
            var came = outcomes[..^1].Count(static o => o);
            Assert.Equal(came, await Town.One<long>("SELECT uses FROM invitation WHERE id = @Id", new { link.Invitation.Id }));
            Assert.Equal(Refusals.InvitationInvalid, (await Joining.Use(await Newcomer(), link.Secret, Name, default)).Refusal);

            // Each use is in the record before the revocation.
            var acts = (await Chain()).Where(static r => r.Act is "join.requested" or "invitation.revoked").Select(static r => r.Act).ToList();
            Assert.Equal("invitation.revoked", acts[^1]);
        }
    }

    [Fact]
    public async Task Paragraph_2_5_of_sixteen_schools_that_accept_a_student_at_once_exactly_one_wins()
    {
        var admins = new List<Caller>();
        var classes = new List<ClassId>();
        for (var i = 0; i < Races.Callers; i++)
        {
            var school = await Town.School();
            admins.Add(await Staff(Role.SchoolAdmin, school));
            classes.Add(await Town.Class(school));
        }

        for (var round = 0; round < Races.Rounds; round++)
        {
            var who = await Newcomer();
            var requests = new List<JoinRequest>();
            for (var i = 0; i < Races.Callers; i++)
            {
                requests.Add(await Pending(await Link(classes[i], by: admins[i]), who));
            }

            var outcomes = await Race(requests.Select((r, i) => (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => Joining.Decide(admins[i], r.Id, new JoinDecision(true, null), default))));

            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.HasClass, o.Refusal));
            Assert.Equal((1L, 1L), (await Classes(who.Person), await Roles(who.Person)));
        }
    }
}
