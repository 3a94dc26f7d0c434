using System.Net;
using System.Net.Http.Headers;
using Sferum.Chats;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Administrator, deputies and director of a school, as orders replace them under open sockets.</summary>
public sealed class Who_leads_a_school
{
    [Fact]
    public async Task Paragraph_2_2_1_the_director_replaces_the_administrator_and_open_sockets_follow()
    {
        await using var office = await ApplicantsOffice.Open();
        var form = await office.TakenOn();
        var director = await office.SignIn(form.Director.Phone);
        var old = await office.SignIn(form.Admin.Phone);
        var school = director.Session!.Me.SchoolId!.Value;
        var teacher = await office.District.Town.Person(new SchoolId(school), Role.SubjectTeacher, "Котова Вера");
        var next = await office.District.SignIn(teacher);
        await using var leaver = await Witness.Join(old);
        await using var comer = await Witness.Join(next);

        var appointed = (await director.ReplaceAdminAsync(ApplicantsOffice.Order(teacher.Value), ApplicantsOffice.Pdf)).Must();

        Assert.Equal(teacher.Value, appointed.PersonId);
        await leaver.Until(static w => w.Changes.SelectMany(static c => c.Removed).Distinct().Count() == 2);
        Assert.Equal("request.denied", (await old.ChangeSchoolCardAsync(new SchoolCardDto("x", "Asia/Anadyr", null, null, null, null, null, 0))).Refusal?.Code);
        Assert.Equal("request.denied", (await old.AppointmentsAsync()).Refusal?.Code);
        Assert.Empty((await old.MeAsync()).Must().Affiliations);
        await comer.Until(static w => w.Changes.SelectMany(static c => c.Added).Select(static c => c.Id).Distinct().Count() == 2);
        Assert.Equal(["school_admin", "subject_teacher"], (await next.RefreshAsync()).Must().Me.Roles);
        (await next.ChangeSchoolCardAsync((await next.SchoolCardAsync()).Must())).Must();
        Assert.Equal("Котова Вера", (await next.AppointmentsAsync()).Must().Appointments.Single(static a => a.Role == "school_admin").Name);
        Assert.Equal(["application", "admin"], (await director.OrdersAsync()).Must().Orders.Select(static o => o.Kind));
        var order = (await director.OrdersAsync()).Must().Orders[^1];
        Assert.Equal(ApplicantsOffice.Pdf, (await director.OrderFileAsync(order.Id)).Must());
        Assert.Equal(2, await office.District.Town.Count(
            "SELECT count(*) FROM chat_member m JOIN chat c ON c.id = m.chat_id WHERE c.kind = 'staff' AND c.school_id = @school AND m.to_number IS NULL", new { school }));
    }

    [Fact]
    public async Task Paragraph_2_2_1_who_was_replaced_reads_no_list_of_the_heads_with_the_old_token_nor_with_a_new_one()
    {
        await using var office = await ApplicantsOffice.Open();
        var form = await office.TakenOn();
        var director = await office.SignIn(form.Director.Phone);
        var old = await office.SignIn(form.Admin.Phone);
        using var http = new HttpClient { BaseAddress = office.District.Gateways[0].Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", old.Session!.AccessToken);
        string[] lists = ["/api/school/chats", "/api/reports/escalated", "/api/evidence"];
        Assert.All(await Statuses(), static s => Assert.Equal(HttpStatusCode.OK, s));

        (await director.ReplaceAdminAsync(ApplicantsOffice.Order(ApplicantsOffice.Phone()), ApplicantsOffice.Pdf)).Must();

        Assert.All(await Statuses(), static s => Assert.Equal(HttpStatusCode.Unauthorized, s));
        Assert.Equal(
            ["request.denied", "request.denied", "request.denied"],
            [(await old.SchoolChatsAsync()).Refusal?.Code, (await old.EscalatedReportsAsync()).Refusal?.Code, (await old.EvidenceRequestsAsync()).Refusal?.Code]);

        async Task<List<HttpStatusCode>> Statuses()
        {
            var statuses = new List<HttpStatusCode>();
            foreach (var list in lists)
            {
                using var answer = await http.GetAsync(list);
                statuses.Add(answer.StatusCode);
            }

            return statuses;
        }
    }

    [Fact]
    public async Task Paragraph_2_2_1_the_school_is_never_without_an_administrator_and_nobody_else_appoints_one()
    {
        await using var office = await ApplicantsOffice.Open();
        var form = await office.TakenOn();
        var director = await office.SignIn(form.Director.Phone);
        var admin = await office.SignIn(form.Admin.Phone);
        var other = await office.District.SignIn(await office.District.Town.Person(await office.District.Town.School("Школа № 2"), Role.Director));

        Assert.Equal("appointment.successor_needed", (await director.EndDeputyAsync(admin.Session!.Me.PersonId)).Refusal?.Code);
        Assert.Equal("appointment.already", (await director.ReplaceAdminAsync(ApplicantsOffice.Order(admin.Session.Me.PersonId), ApplicantsOffice.Pdf)).Refusal?.Code);
        Assert.Equal("order.file_missing", (await director.ReplaceAdminAsync(ApplicantsOffice.Order(ApplicantsOffice.Phone()), [])).Refusal?.Code);
        Assert.Equal("request.denied", (await admin.ReplaceAdminAsync(ApplicantsOffice.Order(ApplicantsOffice.Phone()), ApplicantsOffice.Pdf)).Refusal?.Code);
        Assert.Equal("request.not_found", (await other.EndDeputyAsync(admin.Session.Me.PersonId)).Refusal?.Code);
        Assert.Equal("request.not_found", (await other.ReplaceAdminAsync(ApplicantsOffice.Order(admin.Session.Me.PersonId), ApplicantsOffice.Pdf)).Refusal?.Code);
        var order = Assert.Single((await admin.OrdersAsync()).Must().Orders);
        Assert.Equal("request.not_found", (await other.OrderFileAsync(order.Id)).Refusal?.Code);
        Assert.Empty((await other.OrdersAsync()).Must().Orders);
    }

    [Fact]
    public async Task A_deputys_role_ends_by_itself_and_open_sockets_follow()
    {
        await using var office = await ApplicantsOffice.Open();
        var form = await office.TakenOn();
        var director = await office.SignIn(form.Director.Phone);
        var phone = ApplicantsOffice.Phone();
        var until = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds();
        var order = new DeputyFormDto
        {
            FamilyName = "Котова", GivenName = "Вера", Phone = phone, OrderNumber = "14-о", OrderDate = "2026-09-03", Role = "school_admin", Until = until,
        };
        (await director.AppointDeputyAsync(order, ApplicantsOffice.Pdf)).Must();
        var deputy = await office.SignIn(phone);
        Assert.Equal(["school_admin"], deputy.Session!.Me.Roles);
        Assert.Equal(until, (await director.AppointmentsAsync()).Must().Appointments.Single(static a => a.Until is not null).Until);
        await using var witness = await Witness.Join(deputy);

        // The day is over.
        await office.District.Town.Run("UPDATE affiliation SET until_at = @now WHERE until_at IS NOT NULL", new { now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() });

        await witness.Until(static w => w.Changes.SelectMany(static c => c.Removed).Distinct().Count() == 2);
        Assert.Equal("request.denied", (await deputy.AppointmentsAsync()).Refusal?.Code);
        Assert.DoesNotContain((await director.AppointmentsAsync()).Must().Appointments, static a => a.Until is not null);
        Assert.Equal(0, await office.District.Town.Count(
            "SELECT count(*) FROM chat_member WHERE person_id = @PersonId AND to_number IS NULL", new { deputy.Session.Me.PersonId }));
    }

    [Fact]
    public async Task A_change_of_director_waits_for_the_district_officer()
    {
        await using var office = await ApplicantsOffice.Open();
        var form = await office.TakenOn();
        var admin = await office.SignIn(form.Admin.Phone);
        var director = await office.SignIn(form.Director.Phone);
        var officer = await office.SignIn(Role.DistrictOfficer);
        var phone = ApplicantsOffice.Phone();

        var entered = (await admin.EnterDirectorAsync(ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf)).Must();
        Assert.Equal(["director"], (await director.RefreshAsync()).Must().Me.Roles);
        Assert.Equal("order.waits", (await director.EnterDirectorAsync(ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf)).Refusal?.Code);
        Assert.Equal("request.denied", (await admin.DecideDirectorAsync(entered.Id, new DirectorDecisionRequest(true, null))).Refusal?.Code);
        Assert.Equal("request.denied", (await director.DirectorOrdersAsync()).Refusal?.Code);

        var waiting = Assert.Single((await officer.DirectorOrdersAsync()).Must().Orders);
        Assert.Equal((entered.Id, "Школа № 7"), (waiting.Id, waiting.SchoolName));
        Assert.Equal(ApplicantsOffice.Pdf, (await officer.DirectorOrderFileAsync(entered.Id)).Must());
        (await officer.DecideDirectorAsync(entered.Id, new DirectorDecisionRequest(true, null))).Must();

        Assert.Equal("order.decided", (await officer.DecideDirectorAsync(entered.Id, new DirectorDecisionRequest(false, "Нет"))).Refusal?.Code);
        Assert.Equal(["director"], (await office.SignIn(phone)).Session!.Me.Roles);
        Assert.Equal("request.denied", (await director.AppointmentsAsync()).Refusal?.Code);
        Assert.Equal("request.denied", (await (await office.SignIn(ApplicantsOffice.Phone())).AppointmentsAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task An_operator_enters_the_order_for_a_school_that_has_nobody_yet()
    {
        await using var office = await ApplicantsOffice.Open();
        var school = await office.District.Town.School("Школа № 9");
        var desk = await office.SignIn(Role.Operator);
        var phone = ApplicantsOffice.Phone();

        Assert.Equal("request.not_found", (await desk.EnterDirectorAsync(ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf, Guid.CreateVersion7())).Refusal?.Code);
        var entered = (await desk.EnterDirectorAsync(ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf, school.Value)).Must();
        (await (await office.SignIn(Role.DistrictOfficer)).DecideDirectorAsync(entered.Id, new DirectorDecisionRequest(true, null))).Must();

        Assert.Equal(school.Value, (await office.SignIn(phone)).Session!.Me.SchoolId);
    }
}
