using Sferum.District;
using Sferum.People;

namespace Sferum.Audit;

/// <summary>The record of what was done, as those who answer for a school read it.</summary>
public sealed class The_record_over_HTTP
{
    [Fact]
    public async Task Is_read_by_the_administrator_and_the_director_in_their_language()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School("Школа № 1");
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin, "Анна"));
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        var card = (await admin.SchoolCardAsync()).Must();
        await admin.ChangeSchoolCardAsync(card with { Address = "ул. Мира, 1" });

        var entry = Assert.Single((await director.AuditAsync(act: "school.card_changed", from: 0)).Must().Entries);

        Assert.Equal(("Изменена карточка школы", "Анна", "Школа № 1", "open"), (entry.Words, entry.ActorName, entry.SubjectName, entry.Content));
        Assert.Equal("ул. Мира, 1", entry.After!.Value.GetProperty("address").GetString());
        Assert.Empty((await admin.AuditAsync(actor: Guid.CreateVersion7())).Must().Entries);
    }

    [Fact]
    public async Task Is_not_for_anybody_else_nor_for_another_school()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School(), await district.Town.School());
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        await admin.ChangeSchoolCardAsync((await admin.SchoolCardAsync()).Must() with { Address = "ул. Мира, 1" });
        var stranger = await district.SignIn(await district.Town.Person(other, Role.Director));

        foreach (var role in new[] { Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            var somebody = await district.SignIn(await district.Town.Person(school, role));
            Assert.Equal("request.denied", (await somebody.AuditAsync()).Refusal?.Code);
        }

        Assert.Empty((await stranger.AuditAsync(subject: school.Value)).Must().Entries);
    }
}
