using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A rollover over HTTP, seen by those whose sockets are open.</summary>
public sealed class A_year_that_goes_over
{
    [Fact]
    public async Task Moves_everybody_into_new_chats_and_leaves_the_old_ones_to_be_read_and_can_be_taken_back()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var (teacher, student) = (await district.Town.Person(school, Role.ClassTeacher), await district.Town.Person(school));
        var (old, chat) = await district.Town.Class(school, teacher, [student]);
        await district.FollowRoster(chat);
        var client = await district.SignIn(student);
        await using var witness = await Witness.Join(client);
        (await witness.Line.PostAsync(chat.Value, "Хорошего лета!")).Must();
        var request = new RolloverRequest { From = 2026 };
        var preview = (await admin.PreviewRolloverAsync(request)).Must();
        Assert.Equal(("7Б", "8Б", 1, 1), preview.Classes.Select(static c => (c.Title, c.NewTitle!, c.Students, c.Teachers)).Single());
        Assert.Equal("rollover.stale", (await admin.RollOverAsync(request with { Revision = "x" })).Refusal?.Code);

        var carried = (await admin.RollOverAsync(request with { Revision = preview.Revision })).Must();

        await witness.Until(static w => w.Changes.SelectMany(static c => c.Added).Any(static c => c.Title == "8Б" && c.May.Contains("post")));
        await witness.Until(w => w.Changes.SelectMany(static c => c.Added).Any(c => c.Id == chat.Value && !c.May.Contains("post")));
        Assert.Equal("chat.read_only", (await witness.Line.PostAsync(chat.Value, "Ещё")).Refusal?.Code);
        Assert.Contains((await client.HistoryAsync(chat.Value)).Must().Events, static e => e.Message?.Text == "Хорошего лета!");
        var begun = witness.Changes.SelectMany(static c => c.Added).First(static c => c.Title == "8Б").Id;

        (await admin.UndoRolloverAsync(carried.Id)).Must();

        await witness.Until(w => w.Changes.SelectMany(static c => c.Removed).Contains(begun));
        (await witness.Line.PostAsync(chat.Value, "Всё-таки 7Б")).Must();
        Assert.Equal("request.not_found", (await witness.Line.PostAsync(begun, "Есть кто?")).Refusal?.Code);
        Assert.Equal(old.Value, (await admin.ClassesAsync(2026)).Must().Items.Single().Id);
        Assert.NotNull((await admin.RolloversAsync()).Must().Items.Single().UndoneAt);
    }

    [Fact]
    public async Task Is_not_taken_back_once_somebody_has_written_there_nor_by_another_school()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School("Школа № 1"), await district.Town.School("Школа № 2"));
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var stranger = await district.SignIn(await district.Town.Person(other, Role.SchoolAdmin));
        var (teacher, student) = (await district.Town.Person(school, Role.ClassTeacher), await district.Town.Person(school));
        await district.Town.Class(school, teacher, [student]);
        await using var witness = await Witness.Join(await district.SignIn(student));
        var request = new RolloverRequest { From = 2026 };
        var carried = (await admin.RollOverAsync(request with { Revision = (await admin.PreviewRolloverAsync(request)).Must().Revision })).Must();
        await witness.Until(static w => w.Changes.SelectMany(static c => c.Added).Any(static c => c.Title == "8Б"));
        (await witness.Line.PostAsync(witness.Changes.SelectMany(static c => c.Added).First(static c => c.Title == "8Б").Id, "Мы в восьмом")).Must();

        Assert.Equal("request.not_found", (await stranger.UndoRolloverAsync(carried.Id)).Refusal?.Code);
        Assert.Equal("rollover.has_posts", (await admin.UndoRolloverAsync(carried.Id)).Refusal?.Code);
        Assert.Equal("request.denied", (await (await district.SignIn(teacher)).PreviewRolloverAsync(request)).Refusal?.Code);
    }
}
