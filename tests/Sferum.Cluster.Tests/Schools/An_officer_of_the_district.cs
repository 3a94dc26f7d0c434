using Microsoft.Extensions.DependencyInjection;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>An officer of the district over HTTP: appointed by an operator, with a second factor, and gone with the order that ends it.</summary>
public sealed class An_officer_of_the_district
{
    [Fact]
    public async Task Paragraph_1_4_signs_in_with_the_phone_of_the_order_shows_a_second_factor_and_confirms_directors()
    {
        await using var office = await ApplicantsOffice.Open(static builder => builder.Services.PostConfigure<PeopleOptions>(static o => o.RequireSecondFactor = true));
        var desk = await office.SignIn(Role.Operator);
        await TakeFactor(desk);
        var phone = ApplicantsOffice.Phone();

        var appointed = (await desk.AppointDistrictOfficerAsync(ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf)).Must();

        var officer = await office.SignIn(phone);
        Assert.Equal(appointed.PersonId, officer.Session!.Me.PersonId);
        Assert.Null(officer.Session.Me.SchoolId);
        Assert.Equal(["district_officer"], officer.Session.Me.Roles);
        Assert.Equal("second_factor.needed", (await officer.DirectorOrdersAsync()).Refusal?.Code);
        await TakeFactor(officer);
        Assert.Empty((await officer.DirectorOrdersAsync()).Must().Orders);
        var listed = Assert.Single((await desk.DistrictOfficersAsync()).Must().Officers);
        Assert.Equal("Котова Вера", listed.Name);
        Assert.Equal(ApplicantsOffice.Pdf, (await desk.DistrictOrderFileAsync(listed.OrderId!.Value)).Must());

        // The officer appoints nobody, and reads nothing of a school.
        Assert.Equal("request.denied", (await officer.AppointDistrictOfficerAsync(ApplicantsOffice.Order(ApplicantsOffice.Phone()), ApplicantsOffice.Pdf)).Refusal?.Code);
        Assert.Equal("request.denied", (await officer.SchoolCardAsync()).Refusal?.Code);
        Assert.Equal(0, await office.District.Town.Count("SELECT count(*) FROM chat_member WHERE person_id = @PersonId", new { officer.Session.Me.PersonId }));
    }

    [Fact]
    public async Task Paragraph_1_4_is_none_any_more_with_the_order_that_ends_it_whatever_the_token_says()
    {
        await using var office = await ApplicantsOffice.Open();
        var desk = await office.SignIn(Role.Operator);
        var phone = ApplicantsOffice.Phone();
        var person = (await desk.AppointDistrictOfficerAsync(ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf)).Must().PersonId!.Value;
        var officer = await office.SignIn(phone);
        (await officer.DirectorOrdersAsync()).Must();

        Assert.Equal("order.file_missing", (await desk.EndDistrictOfficerAsync(person, ApplicantsOffice.Order(phone), [])).Refusal?.Code);
        (await officer.DirectorOrdersAsync()).Must();
        (await desk.EndDistrictOfficerAsync(person, ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf)).Must();

        Assert.Equal("request.denied", (await officer.DirectorOrdersAsync()).Refusal?.Code);
        Assert.Empty((await officer.MeAsync()).Must().Affiliations);
        Assert.Equal("request.not_found", (await desk.EndDistrictOfficerAsync(person, ApplicantsOffice.Order(phone), ApplicantsOffice.Pdf)).Refusal?.Code);
        Assert.Equal(["appoint", "end"], (await desk.DistrictOrdersAsync()).Must().Orders.Select(static o => o.Kind));
    }

    private static async Task TakeFactor(SferumClient client)
    {
        var app = new Authenticator((await client.OfferSecondFactorAsync()).Must().Secret, TimeProvider.System);
        (await client.ConfirmSecondFactorAsync(app.Code())).Must();
    }
}
