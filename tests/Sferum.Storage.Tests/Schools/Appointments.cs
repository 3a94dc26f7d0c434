using System.Data.Common;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Appointments_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Appointments<PostgreSqlStore>(shared);

public sealed class Appointments_on_SQLite(SharedStore<SqliteStore> shared) : Appointments<SqliteStore>(shared);

/// <summary>Who directs and administers a school: each by an order, one at a time, never nobody.</summary>
public abstract class Appointments<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private Caller _director = null!;
    private ChatId _staffChat;
    private long _given;

    private AppointmentStore Appointing => new(Store.Database, Acts, Keys, Clock);

    private DirectorOrders Directors => new(Store.Database, Acts, Keys, Clock);

    private OrderStore Orders => new(Store.Database, Clock);

    private RoleEndStore Ends => new(Store.Database, Acts, Keys, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _director = await Staff(Role.Director);
        _staffChat = await Town.Chat(School, ChatKind.Staff);
    }

    [Fact]
    public async Task Paragraph_2_2_1_the_old_administrator_loses_the_right_as_the_new_one_gains_it()
    {
        var first = await Replace(ApplicationSample.Somebody());
        var session = await Session(first.Person!.Value);
        var teacher = await Staff(Role.SubjectTeacher);

        var enacted = (await Appointing.ReplaceAdmin(_director, new Appointee(teacher.Person, null), ApplicationSample.Order, ApplicationSample.Pdf, default)).Value;

        Assert.Equal([teacher.Person.Value], await Admins());
        Assert.Equal([_staffChat], enacted.Act!.Chats.Select(static c => c.Chat));
        var old = new Caller(first.Person.Value, session, School, Role.SchoolAdmin);
        Assert.Equal(Role.None, (await new SessionStore(Store.Database, Acts).Now([old], Clock.GetUtcNow(), default))[0]!.Roles);
        Assert.Equal(Refusals.Denied, (await Card(old)).Refusal);
        Assert.Null((await Card(teacher)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_2_1_an_administrator_is_never_removed_without_a_successor()
    {
        var admin = (await Replace(ApplicationSample.Somebody())).Person!.Value;

        Assert.Equal(Refusals.SuccessorNeeded, (await Appointing.EndDeputy(_director, admin, default)).Refusal);
        Assert.Equal(Refusals.AppointedAlready, (await Refused(new Appointee(admin, null))));
        Assert.Equal([admin.Value], await Admins());
    }

    [Fact]
    public async Task Paragraph_1_4_nobody_appoints_who_is_not_the_director_of_the_school()
    {
        var somebody = ApplicationSample.Somebody();
        foreach (var role in new[] { Role.SchoolAdmin, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            var caller = await Staff(role);
            Assert.Equal(Refusals.Denied, (await Appointing.ReplaceAdmin(caller, new Appointee(caller.Person, null), ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Appointing.AppointDeputy(caller, Role.SchoolAdmin, Later, somebody, ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Appointing.EndDeputy(caller, caller.Person, default)).Refusal);
        }

        var other = await Town.School();
        var stranger = await Staff(Role.SubjectTeacher, other);
        Assert.Equal(Refusals.NotFound, await Refused(new Appointee(stranger.Person, null)));
        Assert.Equal(Refusals.NotFound, await Refused(new Appointee(PersonId.New(), null)));
        Assert.Equal(Refusals.NotFound, (await Appointing.EndDeputy(_director, stranger.Person, default)).Refusal);
        Assert.Empty(await Admins(imported: 0));
    }

    [Theory]
    [InlineData(Role.SchoolAdmin)]
    [InlineData(Role.Director)]
    public async Task Paragraph_1_4_the_tables_themselves_refuse_the_right_without_an_order(Role role)
    {
        var person = await Town.Person();
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run(
            "INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@id, @person, @School, @role, 1)",
            new { id = Guid.CreateVersion7(), person, School, role = role.Code() }));
    }

    [Fact]
    public async Task A_students_phone_is_not_appointed()
    {
        var phone = ApplicationSample.Phone();
        var student = await Town.Person();
        await Town.Affiliate(student, School, Role.Student);
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @student", new { hash = Keys.PhoneHash(phone), student });

        Assert.Equal(Refusals.AppointeeIsStudent, await Refused(ApplicationSample.Somebody(phone)));
        Assert.Equal(Refusals.NotFound, await Refused(new Appointee(student, null)));
    }

    [Theory]
    [InlineData("", "2026-09-01", "orderNumber")]
    [InlineData("12", "1970-01-01", "orderDate")]
    public async Task An_order_has_a_number_and_a_date(string number, string date, string field) => Assert.Equal(
        field,
        (await Appointing.ReplaceAdmin(
            _director, ApplicationSample.Somebody(), new OrderMark(number, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)), ApplicationSample.Pdf, default))
            .Refusal?.Args?["field"]);

    [Fact]
    public async Task Paragraph_2_2_1_of_appointments_at_once_one_administrator_comes_out()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Appointing.ReplaceAdmin(
                _director, ApplicationSample.Somebody(), ApplicationSample.Order, ApplicationSample.Pdf, default).AsTask()));

            Assert.Contains(outcomes, static o => o.Refusal is null);
            Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.AppointmentChanged, o.Refusal));
            Assert.Single(await Admins());
            var orders = outcomes.Count(static o => o.Refusal is null);
            Assert.Equal(orders, await Town.One<long>("SELECT count(*) FROM affiliation WHERE school_id = @School AND order_id IS NOT NULL", new { School }) - _given);
            _given += orders;
        }
    }

    [Fact]
    public async Task A_deputy_has_the_right_until_its_time_and_not_after_it()
    {
        var teacher = await Staff(Role.SubjectTeacher);
        await Appointing.AppointDeputy(_director, Role.SchoolAdmin, Later, new Appointee(teacher.Person, null), ApplicationSample.Order, ApplicationSample.Pdf, default);
        Assert.Null((await Card(teacher)).Refusal);
        Assert.Equal(Role.SchoolAdmin | Role.SubjectTeacher, (await People.Find(teacher.Person, default))!.PlaceOf(School).Roles);

        Clock.SetUtcNow(Later);

        Assert.Equal(Refusals.Denied, (await Card(teacher)).Refusal);
        Assert.Equal(Role.SubjectTeacher, (await People.Find(teacher.Person, default))!.PlaceOf(School).Roles);
        var ended = await EndUntil(School);
        Assert.Equal([_staffChat], ended.Act!.Chats.Select(static c => c.Chat));
        Assert.Equal(
            Later.ToUnixTimeMilliseconds(),
            await Town.One<long>("SELECT ended_at FROM affiliation WHERE person_id = @Person AND role = 'school_admin'", new { teacher.Person }));
        Assert.Contains("role.ended", (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task Chats_count_a_role_until_its_time_whenever_somebody_comes_to_end_it()
    {
        var deputy = (await Appointing.AppointDeputy(
            _director, Role.Administration, Later, ApplicationSample.Somebody(), ApplicationSample.Order, ApplicationSample.Pdf, default)).Value.Value.Person!.Value;
        var log = Store.Get<IChatLog>();
        Assert.Contains(deputy, (await log.FollowRoster(_staffChat, Guid.CreateVersion7(), Clock.GetUtcNow(), default)).Came);

        var after = await log.FollowRoster(_staffChat, Guid.CreateVersion7(), Later, default);

        Assert.Contains(deputy, after.Went.Select(static w => w.Person));
    }

    [Fact]
    public async Task A_deputy_is_ended_before_the_time_or_appointed_anew()
    {
        var somebody = ApplicationSample.Somebody();
        var deputy = (await Appointing.AppointDeputy(_director, Role.SchoolAdmin, Later, somebody, ApplicationSample.Order, ApplicationSample.Pdf, default)).Value.Value.Person!.Value;
        await Appointing.AppointDeputy(_director, Role.SchoolAdmin, Later.AddDays(1), somebody, ApplicationSample.Order, ApplicationSample.Pdf, default);
        Assert.Equal(Later.AddDays(1), Assert.Single((await Appointing.Holders(_director, default)).Value.All, static a => a.Until is not null).Until);

        await Appointing.EndDeputy(_director, deputy, default);

        Assert.Equal(Refusals.NotFound, (await Appointing.EndDeputy(_director, deputy, default)).Refusal);
        Assert.DoesNotContain((await Appointing.Holders(_director, default)).Value.All, a => a.Person == deputy);
    }

    [Theory]
    [InlineData(Role.SchoolAdmin, 0, "until")]
    [InlineData(Role.SchoolAdmin, 400, "until")]
    [InlineData(Role.Director, 1, "role")]
    [InlineData(Role.Student, 1, "role")]
    public async Task A_deputy_has_an_end_within_a_year_and_is_no_director(Role role, int days, string field) => Assert.Equal(
        field,
        (await Appointing.AppointDeputy(
            _director, role, Clock.GetUtcNow().AddDays(days), ApplicationSample.Somebody(), ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal?.Args?["field"]);

    [Fact]
    public async Task A_change_of_director_changes_nothing_before_the_district_officer_confirms_it()
    {
        var order = await Enter(ApplicationSample.Somebody());
        Assert.Equal([_director.Person.Value], await Directing());
        Assert.Contains((await Directors.Waiting(await Officer(), null, 200, default)).Value.Lines, l => l.Id == order && l.Kind == "director");
        Assert.Equal(Refusals.OrderWaits, (await Directors.Enter(_director, School, ApplicationSample.Somebody(), ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
        Assert.Equal([_director.Person.Value], await Directing());

        var enacted = (await Directors.Decide(await Officer(), order, confirm: true, null, default)).Value;

        Assert.Equal([enacted.Value.Person!.Value.Value], await Directing());
        Assert.Equal(Refusals.OrderDecided, (await Directors.Decide(await Officer(), order, confirm: false, "Нет", default)).Refusal);
        Assert.Equal(Refusals.Denied, await Refused(ApplicationSample.Somebody()));
    }

    [Fact]
    public async Task A_refused_order_about_a_director_changes_nothing_and_another_one_may_come()
    {
        var order = await Enter(ApplicationSample.Somebody());
        Assert.Equal("reason", (await Directors.Decide(await Officer(), order, confirm: false, " ", default)).Refusal?.Args?["field"]);

        await Directors.Decide(await Officer(), order, confirm: false, "Нет подписи", default);

        Assert.Equal([_director.Person.Value], await Directing());
        Assert.Equal("Нет подписи", Assert.Single((await Orders.List(_director, null, 10, default)).Value.Lines).Reason);
        await Enter(ApplicationSample.Somebody());
    }

    [Fact]
    public async Task An_order_about_a_director_is_decided_by_a_district_officer_only()
    {
        var order = await Enter(ApplicationSample.Somebody());
        var person = await Town.Person();
        await Town.Affiliate(person, null, Role.Operator);

        Assert.Equal(Refusals.Denied, (await Directors.Decide(new Caller(person, SessionId.New(), null, Role.DistrictOfficer), order, true, null, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Directors.Decide(_director, order, true, null, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Directors.Decide(await Staff(Role.Director, await Town.School()), order, true, null, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Directors.Decide(await Officer(), Guid.CreateVersion7(), true, null, default)).Refusal);
        Assert.Equal(
            Refusals.NotFound,
            (await Directors.Enter(_director, await Town.School(), ApplicationSample.Somebody(), ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
        Assert.Equal(
            Refusals.Denied,
            (await Directors.Enter(await Staff(Role.SubjectTeacher), School, ApplicationSample.Somebody(), ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
    }

    [Fact]
    public async Task Of_confirmations_at_once_one_happens()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var order = await Enter(ApplicationSample.Somebody(), await Staff(Role.SchoolAdmin));
            var officer = await Officer();

            var decided = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Directors.Decide(officer, order, i % 2 == 0, "Так", default).AsTask()));

            Assert.Single(decided, static d => d.Refusal is null);
            Assert.All(decided.Where(static d => d.Refusal is not null), static d => Assert.Equal(Refusals.OrderDecided, d.Refusal));
            Assert.Single(await Directing());
        }
    }

    [Fact]
    public async Task Orders_of_another_school_are_not_there()
    {
        await Replace(ApplicationSample.Somebody());
        var order = Assert.Single((await Orders.List(_director, null, 10, default)).Value.Lines);
        var other = await Staff(Role.Director, await Town.School());

        Assert.Empty((await Orders.List(other, null, 10, default)).Value.Lines);
        Assert.Equal(Refusals.NotFound, (await Orders.File(other, order.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Orders.File(_director, Guid.CreateVersion7(), default)).Refusal);
        Assert.Null((await Orders.File(_director, order.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Directors.File(await Officer(), order.Id, default)).Refusal);
    }

    [Fact]
    public async Task Orders_are_read_by_the_roles_of_the_tables_and_not_of_the_token()
    {
        await Replace(ApplicationSample.Somebody());
        var order = Assert.Single((await Orders.List(_director, null, 10, default)).Value.Lines);
        var teacher = (await Staff(Role.SubjectTeacher)) with { Roles = Role.Director };

        Assert.Equal(Refusals.Denied, (await Orders.List(teacher, null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Orders.File(teacher, order.Id, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Appointing.Holders(teacher, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Directors.Waiting(_director, null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Directors.File(_director, order.Id, default)).Refusal);
    }

    private DateTimeOffset Later => new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private PeopleStore People => new(Store.Database, Clock);

    [Fact]
    public async Task Nobody_leads_a_school_who_is_erased_at_the_same_time()
    {
        var data = new PersonalDataStore(Store.Database, Acts, Keys);
        for (var round = 0; round < Races.Rounds; round++)
        {
            var (teacher, admin) = (await Staff(Role.SubjectTeacher), await Staff(Role.SchoolAdmin));
            await Task.WhenAll(
                Task.Run(async () => await Refused(new Appointee(teacher.Person, null))),
                Task.Run(async () => (await data.Erase(admin, teacher.Person, "заявление", default)).Refusal));
            Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM affiliation a JOIN person p ON p.id = a.person_id WHERE a.ended_at IS NULL AND p.erased_at IS NOT NULL", new { School }));
        }
    }

    private async Task<Appointed> Replace(Appointee appointee) =>
        (await Appointing.ReplaceAdmin(_director, appointee, ApplicationSample.Order, ApplicationSample.Pdf, default)).Value.Value;

    private async Task<Refusal?> Refused(Appointee appointee) =>
        (await Appointing.ReplaceAdmin(_director, appointee, ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal;

    private async Task<Guid> Enter(Appointee appointee, Caller? caller = null) =>
        (await Directors.Enter(caller ?? _director, School, appointee, ApplicationSample.Order, ApplicationSample.Pdf, default)).Value.Value;

    private async Task<Caller> Officer()
    {
        var person = await Town.Person();
        await Town.Affiliate(person, null, Role.DistrictOfficer);
        return new Caller(person, SessionId.New(), null, Role.DistrictOfficer);
    }

    private async Task<Outcome<Enacted<SchoolCard>>> Card(Caller caller)
    {
        var cards = new SchoolCardStore(Store.Database, Acts);
        return await cards.Change(caller, (await cards.Read(School, default))!, default);
    }

    private async Task<SessionId> Session(PersonId person)
    {
        var id = SessionId.New();
        await Town.Run(
            "INSERT INTO session (id, person_id, school_id, device, created_at, last_used_at) VALUES (@id, @person, @School, '', @Now, @Now)",
            new { id, person, School, Now = Clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return id;
    }

    /// <summary>The roles of this school that are over; those of other tests' schools are ended on the way.</summary>
    private async Task<Enacted<Appointed>> EndUntil(SchoolId school)
    {
        while (true)
        {
            var ended = (await Ends.EndSome(default))!;
            if (ended.Act?.School == school)
            {
                return ended;
            }
        }
    }

    private Task<List<Guid>> Admins(int imported = 0) => Holders("school_admin", imported);

    private Task<List<Guid>> Directing() => Town.Ask<Guid>(
        "SELECT person_id FROM affiliation WHERE school_id = @School AND role = 'director' AND ended_at IS NULL", new { School });

    private Task<List<Guid>> Holders(string role, int imported) => Town.Ask<Guid>(
        "SELECT person_id FROM affiliation WHERE school_id = @School AND role = @role AND imported = @imported AND ended_at IS NULL", new { School, role, imported });
}
