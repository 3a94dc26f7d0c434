using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>From the application to the first day: the applicant, the operator, then the director and the administrator with their phones.</summary>
public sealed class A_school_that_applies
{
    [Fact]
    public async Task Paragraph_2_1_1_is_answered_by_the_operator_by_mail_and_on_its_page()
    {
        await using var office = await ApplicantsOffice.Open();
        var applicant = office.District.Visitor();
        var form = ApplicantsOffice.Form();
        var receipt = (await applicant.ApplyAsync(form, ApplicantsOffice.Pdf)).Must();
        var desk = await office.SignIn(Role.Operator);

        var line = Assert.Single((await desk.ApplicationsAsync()).Must().Applications);
        Assert.Equal((receipt.Number, "submitted", "Школа № 7"), (line.Number, line.Status, line.SchoolName));
        Assert.InRange(line.AgeSeconds, 0, 60);
        Assert.Equal(form, (await desk.ReadApplicationAsync(receipt.Number)).Must().Form);
        Assert.Equal(ApplicantsOffice.Pdf, (await desk.ApplicationOrderAsync(receipt.Number)).Must());

        (await desk.DecideApplicationAsync(receipt.Number, new ApplicationDecisionRequest("return", 1, "Нет печати"))).Must();
        var letter = await office.Letter();
        Assert.Equal("office@example.org", letter.To);
        Assert.Contains($"{receipt.Number}", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("Нет печати", letter.Text, StringComparison.Ordinal);
        Assert.Equal("Нет печати", (await applicant.ApplicationAsync(receipt)).Must().Steps[^1].Reason);

        Assert.Equal(3, (await applicant.ApplyAgainAsync(receipt, form, null)).Must().Revision);
        (await desk.DecideApplicationAsync(receipt.Number, new ApplicationDecisionRequest("approve", 3, null))).Must();
        Assert.Contains("одобрена", (await office.Letter()).Subject, StringComparison.Ordinal);
        Assert.Equal(["submitted", "returned", "submitted", "approved"], (await applicant.ApplicationAsync(receipt)).Must().Steps.Select(static s => s.Status));
        Assert.Equal(
            "application.decided", (await desk.DecideApplicationAsync(receipt.Number, new ApplicationDecisionRequest("reject", 4, "Нет"))).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_1_2_is_led_by_those_who_sign_in_with_the_phones_that_it_named()
    {
        await using var office = await ApplicantsOffice.Open();
        var form = await office.TakenOn();

        var director = await office.SignIn(form.Director.Phone);
        var admin = await office.SignIn(form.Admin.Phone);
        var another = await office.SignIn(ApplicantsOffice.Phone());

        Assert.Equal(("Орлова Анна Павловна", "director"), (director.Session!.Me.Name, Assert.Single(director.Session.Me.Roles)));
        Assert.Equal("school_admin", Assert.Single(admin.Session!.Me.Roles));
        Assert.Empty(another.Session!.Me.Roles);
        Assert.Equal("request.denied", (await another.SchoolCardAsync()).Refusal?.Code);
        var card = (await admin.SchoolCardAsync()).Must();
        Assert.Equal((form.Name, form.Inn), (card.Name, card.Inn));
        Assert.Equal(1, (await admin.ChangeSchoolCardAsync(card with { Site = "https://school.example" })).Must().Revision);
        Assert.Equal(2, await office.District.Town.Count(
            "SELECT count(*) FROM chat_member m JOIN chat c ON c.id = m.chat_id WHERE c.kind = 'staff' AND c.school_id = @school AND m.to_number IS NULL",
            new { school = admin.Session.Me.SchoolId }));
    }

    [Fact]
    public async Task Paragraph_2_1_1_is_refused_without_its_file_with_another_kind_of_file_and_with_a_broken_form()
    {
        await using var office = await ApplicantsOffice.Open();
        var applicant = office.District.Visitor();
        var form = ApplicantsOffice.Form();
        var large = new byte[OrderFile.MaxBytes + 1];
        ApplicantsOffice.Pdf.CopyTo(large, 0);

        Assert.Equal("order.file_missing", (await applicant.ApplyAsync(form, null)).Refusal?.Code);
        Assert.Equal("order.file_missing", (await applicant.ApplyAsync(form, [])).Refusal?.Code);
        Assert.Equal("order.file_type", (await applicant.ApplyAsync(form, "<svg onload=alert(1)>"u8.ToArray())).Refusal?.Code);
        Assert.Equal("order.file_too_large", (await applicant.ApplyAsync(form, large)).Refusal?.Code);
        Assert.Equal("inn", (await applicant.ApplyAsync(form with { Inn = "1" }, ApplicantsOffice.Pdf)).Refusal?.Args?["field"]);
        Assert.Equal("contactEmail", (await applicant.ApplyAsync(form with { ContactEmail = "Ann <a@b.ru>" }, ApplicantsOffice.Pdf)).Refusal?.Args?["field"]);
        Assert.Equal("orderDate", (await applicant.ApplyAsync(form with { OrderDate = "вчера" }, ApplicantsOffice.Pdf)).Refusal?.Args?["field"]);
        Assert.Equal(
            "adminPhone", (await applicant.ApplyAsync(form with { Admin = form.Admin with { Phone = "112" } }, ApplicantsOffice.Pdf)).Refusal?.Args?["field"]);

        using var http = new HttpClient { BaseAddress = office.District.Gateways[0].Address };
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsJsonAsync("/api/applications", form)).StatusCode);
        using var torn = new StringContent("--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nШкола");
        torn.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync("/api/applications", torn)).StatusCode);

        (await applicant.ApplyAsync(form, ApplicantsOffice.Pdf)).Must();
        Assert.Equal("application.duplicate", (await applicant.ApplyAsync(form, ApplicantsOffice.Pdf)).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_1_1_is_read_by_nobody_but_the_operator_and_who_has_its_secret()
    {
        await using var office = await ApplicantsOffice.Open();
        var applicant = office.District.Visitor();
        var receipt = (await applicant.ApplyAsync(ApplicantsOffice.Form(), ApplicantsOffice.Pdf)).Must();

        Assert.Equal("request.not_found", (await applicant.ApplicationAsync(receipt with { Secret = "x" })).Refusal?.Code);
        Assert.Equal("request.not_found", (await applicant.ApplicationAsync(receipt with { Number = 1 })).Refusal?.Code);
        Assert.Equal("request.not_found", (await applicant.ApplyAgainAsync(receipt with { Secret = "x" }, ApplicantsOffice.Form(), null)).Refusal?.Code);
        Assert.Equal("request.sign_in_needed", (await applicant.ApplicationsAsync()).Refusal?.Code);
        foreach (var role in new[] { Role.DistrictOfficer, Role.SchoolAdmin, Role.Director })
        {
            var place = role == Role.DistrictOfficer ? (SchoolId?)null : await office.District.Town.School();
            var other = await office.District.SignIn(await office.District.Town.Person(place, role));
            Assert.Equal("request.denied", (await other.ApplicationsAsync()).Refusal?.Code);
            Assert.Equal("request.denied", (await other.ReadApplicationAsync(receipt.Number)).Refusal?.Code);
            Assert.Equal("request.denied", (await other.ApplicationOrderAsync(receipt.Number)).Refusal?.Code);
            Assert.Equal("request.denied", (await other.DecideApplicationAsync(receipt.Number, new ApplicationDecisionRequest("approve", 1, null))).Refusal?.Code);
            Assert.Equal("request.denied", (await other.TakeInApplicationAsync(ApplicantsOffice.Form(), ApplicantsOffice.Pdf)).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Comes_a_few_times_from_one_address_and_then_later()
    {
        await using var office = await ApplicantsOffice.Open(static b => b.Services.PostConfigure<ApplicationLimits>(static o => o.Burst = 2));
        var applicant = office.District.Visitor();
        (await applicant.ApplyAsync(ApplicantsOffice.Form(), ApplicantsOffice.Pdf)).Must();
        (await applicant.ApplyAsync(ApplicantsOffice.Form(), ApplicantsOffice.Pdf)).Must();

        Assert.Equal("request.too_many", (await applicant.ApplyAsync(ApplicantsOffice.Form(), ApplicantsOffice.Pdf)).Refusal?.Code);
    }
}
