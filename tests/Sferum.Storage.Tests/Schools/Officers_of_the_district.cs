using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Officers_of_the_district_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Officers_of_the_district<PostgreSqlStore>(shared);

public sealed class Officers_of_the_district_on_SQLite(SharedStore<SqliteStore> shared) : Officers_of_the_district<SqliteStore>(shared);

/// <summary>An officer of the district comes and goes by an order that an operator enters.</summary>
public abstract class Officers_of_the_district<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private Caller _operator = null!;

    private DistrictOfficerStore Officers => new(Store.Database, Acts, Keys, Clock);

    private DirectorOrders Directors => new(Store.Database, Acts, Keys, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _operator = await Somebody(Role.Operator);
    }

    [Fact]
    public async Task Paragraph_1_4_whoever_has_the_phone_of_the_order_is_an_officer_until_an_order_ends_it()
    {
        var phone = ApplicationSample.Phone();

        var officer = (await Appoint(phone)).Value.Value.Person!.Value;

        Assert.Equal(officer, await new PeopleStore(Store.Database, Clock).ByPhone(Keys.PhoneHash(phone), default));
        var caller = new Caller(officer, SessionId.New(), null, Role.DistrictOfficer);
        Assert.Null((await Directors.Waiting(caller, null, 10, default)).Refusal);
        var listed = Assert.Single((await Officers.Holders(_operator, default)).Value, o => o.Person == officer);
        Assert.Equal(("Котова Вера", Clock.GetUtcNow()), (listed.Name, listed.Since));
        Assert.Equal(ApplicationSample.Pdf.Bytes, (await Officers.File(_operator, listed.Order!.Value, default)).Value.Bytes);

        await Officers.End(_operator, officer, new OrderMark("77", new DateOnly(2026, 11, 1)), ApplicationSample.Pdf, default);

        Assert.Equal(Refusals.Denied, (await Directors.Waiting(caller, null, 10, default)).Refusal);
        Assert.DoesNotContain((await Officers.Holders(_operator, default)).Value, o => o.Person == officer);
        Assert.Equal([("appoint", "12-о"), ("end", "77")], (await All()).Where(o => o.Person == officer).Select(static o => (o.Kind, o.Mark.Number)));
        Assert.Equal(Refusals.NotFound, (await Officers.End(_operator, officer, ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
        Assert.Null((await Appoint(phone)).Refusal);
    }

    [Fact]
    public async Task P14_Coming_and_going_are_in_the_record_of_the_deployment()
    {
        var officer = (await Appoint(ApplicationSample.Phone())).Value.Value.Person!.Value;
        await Officers.End(_operator, officer, ApplicationSample.Order, ApplicationSample.Pdf, default);

        Assert.Equal(
            [("role.given", _operator.Person.Value), ("role.ended", _operator.Person.Value)],
            (await Town.Ask<(string, Guid)>("SELECT act, actor_id FROM audit WHERE school_id = @none AND person_id = @officer ORDER BY number", new { none = Guid.Empty, officer })));
    }

    [Fact]
    public async Task Paragraph_1_4_nobody_appoints_an_officer_who_is_not_an_operator()
    {
        foreach (var role in RoleCodes.All.Where(static r => r != Role.Operator))
        {
            var caller = role == Role.DistrictOfficer ? await Somebody(role) : await Staff(role);
            Assert.Equal(Refusals.Denied, (await Appoint(ApplicationSample.Phone(), caller)).Refusal);
            Assert.Equal(Refusals.Denied, (await Officers.End(caller, caller.Person, ApplicationSample.Order, ApplicationSample.Pdf, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Officers.Holders(caller with { Roles = Role.Operator }, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Officers.Orders(caller, null, 10, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Officers.File(caller, Guid.CreateVersion7(), default)).Refusal);
        }

        await Town.EndAffiliations(_operator.Person);
        Assert.Equal(Refusals.Denied, (await Appoint(ApplicationSample.Phone())).Refusal);
    }

    [Fact]
    public async Task Paragraph_1_4_an_operator_appoints_neither_oneself_nor_another_operator()
    {
        var phone = ApplicationSample.Phone();
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @Person", new { _operator.Person, hash = Keys.PhoneHash(phone) });

        Assert.Equal(Refusals.AppointeeIsOperator, (await Appoint(phone)).Refusal);
    }

    [Fact]
    public async Task Paragraph_1_4_the_tables_themselves_refuse_an_officer_without_an_order_and_a_link_to_one()
    {
        var person = await Town.Person();
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run(
            "INSERT INTO affiliation (id, person_id, role, began_at) VALUES (@id, @person, 'district_officer', 1)", new { id = Guid.CreateVersion7(), person }));
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run(
            """
            INSERT INTO invitation (id, school_id, kind, role, secret_hash, cap, created_by, created_at, expires_at)
            VALUES (@id, @School, 'staff', 'district_officer', @hash, 1, @person, 1, 2)
            """,
            new { id = Guid.CreateVersion7(), School, hash = person.Value.ToByteArray(), person }));
    }

    [Fact]
    public async Task A_students_phone_is_not_an_officers_and_an_officer_is_appointed_once()
    {
        var (student, phone) = (await Staff(Role.Student), ApplicationSample.Phone());
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @Person", new { student.Person, hash = Keys.PhoneHash(phone) });
        Assert.Equal(Refusals.AppointeeIsStudent, (await Appoint(phone)).Refusal);

        var outcomes = await Task.WhenAll(Enumerable.Repeat(ApplicationSample.Phone(), 16).Select(p => Appoint(p).AsTask()));
        Assert.Single(outcomes, static o => o.Refusal is null);
        Assert.All(outcomes.Where(static o => o.Refusal is not null), static o => Assert.Equal(Refusals.AppointedAlready, o.Refusal));
    }

    [Fact]
    public async Task An_officer_does_not_confirm_the_order_that_names_the_officer()
    {
        var phone = ApplicationSample.Phone();
        var officer = (await Appoint(phone)).Value.Value.Person!.Value;
        var order = (await Directors.Enter(await Staff(Role.SchoolAdmin), School, ApplicationSample.Somebody(phone), ApplicationSample.Order, ApplicationSample.Pdf, default)).Value.Value;

        Assert.Equal(Refusals.OrderNamesOneself, (await Directors.Decide(new Caller(officer, SessionId.New(), null, Role.DistrictOfficer), order, true, null, default)).Refusal);
        Assert.Null((await Directors.Decide(await Somebody(Role.DistrictOfficer), order, true, null, default)).Refusal);
    }

    private ValueTask<Outcome<Enacted<Appointed>>> Appoint(string phone, Caller? caller = null) =>
        Officers.Appoint(caller ?? _operator, ApplicationSample.Somebody(phone).Named!, ApplicationSample.Order, ApplicationSample.Pdf, default);

    private async Task<List<DistrictOrderLine>> All()
    {
        var all = new List<DistrictOrderLine>();
        string? next = null;
        do
        {
            var page = (await Officers.Orders(_operator, next, 3, default)).Value;
            all.AddRange(page.Lines);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    private async Task<Caller> Somebody(Role role)
    {
        var person = await Town.Person();
        await Town.Affiliate(person, null, role);
        return new Caller(person, SessionId.New(), null, role);
    }
}
