using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Applications_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Applications<PostgreSqlStore>(shared);

public sealed class Applications_on_SQLite(SharedStore<SqliteStore> shared) : Applications<SqliteStore>(shared);

/// <summary>How a school is taken on: an application, one decision, and what comes of it.</summary>
public abstract class Applications<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private ApplicationStore Applying => new(Store.Database, Acts, Keys);

    private ApplicationDesk Desk => new(Store.Database, Acts, Keys, Clock);

    private MailOutboxStore Mail => new(Store.Database, Keys, Clock);

    [Fact]
    public async Task Paragraph_2_1_1_an_application_is_known_by_its_number_and_secret()
    {
        var receipt = (await Applying.Submit(ApplicationSample.Form(), ApplicationSample.Pdf, null, default)).Value;

        var state = (await Applying.Find(receipt.Number, receipt.Secret, default))!;

        Assert.Equal((ApplicationStatus.Submitted, 1L, "Школа № 7"), (state.Status, state.Revision, state.SchoolName));
        Assert.Null(await Applying.Find(receipt.Number, receipt.Secret + "x", default));
        Assert.Null(await Applying.Find(receipt.Number + 1, receipt.Secret, default));
        Assert.Null(await Applying.Find(receipt.Number, "", default));
    }

    [Fact]
    public async Task Paragraph_2_1_1_a_school_that_is_there_or_waits_for_a_decision_is_refused()
    {
        var form = ApplicationSample.Form();
        await Submitted(form);
        var sameInn = ApplicationSample.Form() with { School = form.School with { Ogrn = ApplicationSample.Ogrn() } };
        var sameOgrn = ApplicationSample.Form() with { School = form.School with { Inn = ApplicationSample.Inn() } };
        Assert.Equal(Refusals.ApplicationDuplicate, (await Applying.Submit(sameInn, ApplicationSample.Pdf, null, default)).Refusal);
        Assert.Equal(Refusals.ApplicationDuplicate, (await Applying.Submit(sameOgrn, ApplicationSample.Pdf, null, default)).Refusal);

        var there = ApplicationSample.Inn();
        await Town.Run("UPDATE school SET inn = @there WHERE id = @School", new { there, School });
        var living = ApplicationSample.Form();
        Assert.Equal(
            Refusals.ApplicationDuplicate,
            (await Applying.Submit(living with { School = living.School with { Inn = there } }, ApplicationSample.Pdf, null, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_1_whoever_chose_the_secret_and_lost_the_answer_gets_the_same_number()
    {
        var form = ApplicationSample.Form();
        var secret = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var first = (await Applying.Submit(form, ApplicationSample.Pdf, secret, default)).Value;

        Assert.Equal(first, (await Applying.Submit(form, ApplicationSample.Pdf, secret, default)).Value);
        Assert.Equal(Refusals.ApplicationDuplicate, (await Applying.Submit(form, ApplicationSample.Pdf, null, default)).Refusal);
        Assert.Equal("secret", (await Applying.Submit(ApplicationSample.Form(), ApplicationSample.Pdf, "123", default)).Refusal?.Args?["field"]);
        Assert.Equal(1, await Town.One<long>("SELECT count(*) FROM school_application WHERE inn = @Inn", new { form.School.Inn }));
    }

    [Fact]
    public async Task Paragraph_2_1_1_an_approval_makes_the_school_its_chats_and_whom_the_order_names()
    {
        var form = ApplicationSample.Form();
        var (number, _) = await Submitted(form);

        var enacted = (await Desk.Decide(await Operator(), number, Approval, default)).Value;

        Assert.Equal(ApplicationStatus.Approved, enacted.Value.Status);
        var school = (await Desk.Read(await Operator(), number, default)).Value.School!.Value;
        var card = (await new SchoolCardStore(Store.Database, Acts).Read(school, default))!;
        Assert.Equal(form.School, card);
        Assert.Equal(
            ["school Школа № 7", "staff Педагоги"],
            await Town.Ask<string>("SELECT kind || ' ' || title FROM chat WHERE school_id = @school ORDER BY kind", new { school }));
        Assert.Equal(2, enacted.Act!.Chats.Count);
        Assert.Equal("Орлова Анна Павловна director", await HolderOf(form.Director.Phone, school));
        Assert.Equal("Ким Олег school_admin", await HolderOf(form.Admin.Phone, school));
        var orders = new OrderStore(Store.Database, Clock);
        var director = new Caller(await PersonOf(form.Director.Phone), SessionId.New(), school, Role.Director);
        var order = Assert.Single((await orders.List(director, null, 10, default)).Value.Lines);
        Assert.Equal(("application", "effective", ApplicationSample.Order), (order.Kind, order.Status, order.Mark));
        Assert.Equal(ApplicationSample.Pdf.Bytes, (await orders.File(director, order.Id, default)).Value.Bytes);
        Assert.Contains("school.created", await Town.Ask<string>("SELECT act FROM audit WHERE school_id = @school", new { school }));
    }

    [Fact]
    public async Task Paragraph_2_1_2_a_phone_that_is_known_already_gives_the_role_to_that_person()
    {
        var form = ApplicationSample.Form();
        var known = await Town.Person("Олег");
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @known", new { hash = Keys.PhoneHash(form.Admin.Phone), known });
        var (number, _) = await Submitted(form);

        await Desk.Decide(await Operator(), number, Approval, default);

        Assert.Equal("school_admin", await Town.One<string>("SELECT role FROM affiliation WHERE person_id = @known", new { known }));
        Assert.Equal("Олег", await Town.One<string>("SELECT display_name FROM person WHERE id = @known", new { known }));
    }

    [Fact]
    public async Task Paragraph_2_1_2_a_phone_of_a_student_gives_no_right()
    {
        var form = ApplicationSample.Form();
        var student = await Town.Person();
        await Town.Affiliate(student, School, Role.Student);
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @student", new { hash = Keys.PhoneHash(form.Admin.Phone), student });
        var (number, secret) = await Submitted(form);

        Assert.Equal(Refusals.AppointeeIsStudent, (await Desk.Decide(await Operator(), number, Approval, default)).Refusal);
        Assert.Equal(ApplicationStatus.Submitted, (await Applying.Find(number, secret, default))!.Status);
    }

    [Fact]
    public async Task Paragraph_2_1_1_a_returned_application_is_sent_again_with_its_number()
    {
        var form = ApplicationSample.Form();
        var (number, secret) = await Submitted(form);
        Assert.Equal(Refusals.ApplicationNotReturned, (await Applying.Resubmit(number, secret, form, null, default)).Refusal);
        await Desk.Decide(await Operator(), number, new ApplicationDecision(ApplicationStatus.Returned, 1, "Нет печати"), default);

        Assert.Equal(Refusals.NotFound, (await Applying.Resubmit(number, "x", form, null, default)).Refusal);
        var again = (await Applying.Resubmit(number, secret, form with { ContactEmail = "new@example.org" }, null, default)).Value;

        Assert.Equal(["submitted", "returned", "submitted"], again.Steps.Select(static s => s.Status.Code()));
        Assert.Equal("Нет печати", again.Steps[1].Reason);
        Assert.Equal(Refusals.ApplicationChanged, (await Desk.Decide(await Operator(), number, Approval, default)).Refusal);
        Assert.Equal(3, again.Revision);
        Assert.Null((await Desk.Decide(await Operator(), number, Approval with { Revision = 3 }, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_1_a_decision_happens_once_and_needs_a_reason_unless_it_is_yes()
    {
        var (number, secret) = await Submitted(ApplicationSample.Form());
        var rejection = new ApplicationDecision(ApplicationStatus.Rejected, 1, "Не школа района");
        Assert.Equal("reason", (await Desk.Decide(await Operator(), number, rejection with { Reason = " " }, default)).Refusal?.Args?["field"]);

        await Desk.Decide(await Operator(), number, rejection, default);

        Assert.Equal(Refusals.ApplicationDecided, (await Desk.Decide(await Operator(), number, Approval, default)).Refusal);
        Assert.Equal(Refusals.ApplicationDecided, (await Desk.Decide(await Operator(), number, Approval with { Revision = 2 }, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Desk.Decide(await Operator(), 1, Approval, default)).Refusal);
        Assert.Equal(ApplicationStatus.Rejected, (await Applying.Find(number, secret, default))!.Status);
    }

    [Theory]
    [InlineData(Role.SchoolAdmin)]
    [InlineData(Role.Director)]
    public async Task Paragraph_2_1_1_a_decision_is_an_operators(Role role)
    {
        var (number, _) = await Submitted(ApplicationSample.Form());
        var officer = await Town.Person();
        await Town.Affiliate(officer, null, Role.DistrictOfficer);

        Assert.NotNull((await Desk.Decide(await Staff(role), number, Approval, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.List(await Staff(role), ApplicationStatus.Submitted, null, 1, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.Read(new Caller(officer, SessionId.New(), null, Role.Operator), number, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.File(new Caller(officer, SessionId.New(), null, Role.Operator), number, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Desk.Decide(new Caller(officer, SessionId.New(), null, Role.Operator), number, Approval, default)).Refusal);
        Assert.NotNull((await Applying.TakeIn(await Staff(role), ApplicationSample.Form(), ApplicationSample.Pdf, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_1_one_that_came_by_mail_is_taken_in_by_the_operator()
    {
        var receipt = (await Applying.TakeIn(await Operator(), ApplicationSample.Form(), ApplicationSample.Pdf, default)).Value;

        Assert.True((await Desk.Read(await Operator(), receipt.Number, default)).Value.TakenIn);
        Assert.NotNull(await Applying.Find(receipt.Number, receipt.Secret, default));
    }

    [Fact]
    public async Task Paragraph_2_1_1_the_applicant_is_written_to_and_the_letter_comes_until_it_is_sent()
    {
        var form = ApplicationSample.Form() with { ContactEmail = $"{Guid.CreateVersion7():N}@example.org" };
        var (number, _) = await Submitted(form);
        await Desk.Decide(await Operator(), number, new ApplicationDecision(ApplicationStatus.Returned, 1, "Нет печати"), default);

        var letter = await Letter(form.ContactEmail);

        Assert.Equal(("letters.application_returned", "Нет печати"), (letter.Code, letter.Args["reason"]));
        Assert.DoesNotContain(await Mail.Take(200, TimeSpan.FromMinutes(1), default), l => l.Id == letter.Id);
        await Mail.Failed(letter.Id, TimeSpan.Zero, default);
        Assert.Contains(await Mail.Take(200, TimeSpan.FromMinutes(1), default), l => l.Id == letter.Id);
        await Mail.Done(letter.Id, default);
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM outbox WHERE id = @Id", new { letter.Id }));
    }

    /// <summary>Takes letters, those that other tests have left too, until the one to somebody comes.</summary>
    private async Task<QueuedLetter> Letter(string to)
    {
        while (await Mail.Take(200, TimeSpan.FromMinutes(1), default) is { Count: > 0 } some)
        {
            if (some.FirstOrDefault(l => l.To == to) is { } letter)
            {
                return letter;
            }
        }

        throw new InvalidOperationException("No such letter waits.");
    }

    [Fact]
    public async Task Are_listed_by_age_page_by_page()
    {
        var first = await Submitted(ApplicationSample.Form());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Submitted(ApplicationSample.Form());

        var desk = await Operator();
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = (await Desk.List(desk, ApplicationStatus.Submitted, cursor, 1, default)).Value;
            seen.AddRange(page.Lines.Select(static l => l.Number));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.IndexOf(first.Number) < seen.IndexOf(second.Number));
        Assert.DoesNotContain(first.Number, (await Desk.List(desk, ApplicationStatus.Rejected, null, 200, default)).Value.Lines.Select(static l => l.Number));
    }

    [Fact]
    public async Task Of_decisions_at_once_one_happens()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var form = ApplicationSample.Form();
            var (number, secret) = await Submitted(form);
            var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Operator()));

            var decided = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Desk.Decide(
                people[i % 4], number, i % 2 == 0 ? Approval : new ApplicationDecision(ApplicationStatus.Rejected, 1, "Нет"), default).AsTask()));

            var won = Assert.Single(decided, static d => d.Refusal is null).Value.Value;
            Assert.All(decided.Where(static d => d.Refusal is not null), static d => Assert.Equal(Refusals.ApplicationDecided, d.Refusal));
            Assert.Equal(won.Status, (await Applying.Find(number, secret, default))!.Status);
            Assert.Equal(
                won.Status == ApplicationStatus.Approved ? 1 : 0, await Town.One<long>("SELECT count(*) FROM school WHERE inn = @Inn", new { form.School.Inn }));
        }
    }

    [Fact]
    public async Task Of_applications_of_one_school_at_once_one_is_taken()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var form = ApplicationSample.Form();
            var submitted = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Applying.Submit(form, ApplicationSample.Pdf, null, default).AsTask()));
            Assert.Single(submitted, static s => s.Refusal is null);
            Assert.All(submitted.Where(static s => s.Refusal is not null), static s => Assert.Equal(Refusals.ApplicationDuplicate, s.Refusal));
        }
    }

    private static ApplicationDecision Approval => new(ApplicationStatus.Approved, 1, null);

    private async Task<ApplicationReceipt> Submitted(ApplicationForm form) => (await Applying.Submit(form, ApplicationSample.Pdf, null, default)).Value;

    private async Task<Caller> Operator()
    {
        var person = await Town.Person();
        await Town.Affiliate(person, null, Role.Operator);
        return new Caller(person, SessionId.New(), null, Role.Operator);
    }

    private Task<PersonId> PersonOf(string phone) => Town.One<PersonId>("SELECT id FROM person WHERE phone_hash = @hash", new { hash = Keys.PhoneHash(phone) });

    private Task<string> HolderOf(string phone, SchoolId school) => Town.One<string>(
        "SELECT p.display_name || ' ' || a.role FROM person p JOIN affiliation a ON a.person_id = p.id WHERE p.phone_hash = @hash AND a.school_id = @school",
        new { hash = Keys.PhoneHash(phone), school });
}
