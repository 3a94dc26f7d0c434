using Sferum.District;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>The card of a school over HTTP, as its people see and change it.</summary>
public sealed class The_card_of_a_school
{
    [Fact]
    public async Task Paragraph_2_1_4_is_changed_by_the_schools_administrator_and_seen_by_its_staff()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School("Школа № 1");
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.SignIn(await district.Town.Person(school, Role.SubjectTeacher));

        var card = (await admin.SchoolCardAsync()).Must();
        var changed = (await admin.ChangeSchoolCardAsync(card with { Address = "ул. Мира, 1" })).Must();

        Assert.Equal(("ул. Мира, 1", 1), (changed.Address, changed.Revision));
        Assert.Equal(changed, (await teacher.SchoolCardAsync()).Must());
    }

    [Fact]
    public async Task Paragraph_2_1_4_is_not_changed_by_anybody_else_nor_in_another_school()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School("Школа № 1"), await district.Town.School("Школа № 2"));
        var teacher = await district.SignIn(await district.Town.Person(school, Role.SubjectTeacher));
        var student = await district.SignIn(await district.Town.Person(school));
        var stranger = await district.SignIn(await district.Town.Person(other, Role.SchoolAdmin));
        var card = (await teacher.SchoolCardAsync()).Must();

        Assert.Equal("request.denied", (await teacher.ChangeSchoolCardAsync(card with { Name = "x" })).Refusal?.Code);
        Assert.Equal("request.denied", (await student.SchoolCardAsync()).Refusal?.Code);
        Assert.Equal("Школа № 2", (await stranger.ChangeSchoolCardAsync((await stranger.SchoolCardAsync()).Must())).Must().Name);
        Assert.Equal(card, (await teacher.SchoolCardAsync()).Must());
    }

    [Fact]
    public async Task Names_the_field_that_can_not_be_so()
    {
        await using var district = await TestDistrict.Start();
        var admin = await district.SignIn(await district.Town.Person(await district.Town.School(), Role.SchoolAdmin));
        var card = (await admin.SchoolCardAsync()).Must();

        var refused = (await admin.ChangeSchoolCardAsync(card with { Inn = "7700000000" })).Refusal!;

        Assert.Equal(("school.field_invalid", "inn"), (refused.Code, refused.Args!["field"]));
    }
}
