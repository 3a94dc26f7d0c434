using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>What people look up in a chat over HTTP, and what they choose for themselves.</summary>
public sealed class Looking_into_a_chat
{
    [Fact]
    public async Task Everybody_learns_how_many_have_read_a_message_and_staff_learn_who()
    {
        await using var district = await TestDistrict.Start();
        var (chat, teacher, students) = await Class(district);
        var asTeacher = await district.SignIn(teacher);
        await using var author = await Witness.Join(asTeacher);
        await using var reader = await Witness.Join(await district.SignIn(students[0]));
        var posted = (await author.Line.PostAsync(chat, "Завтра в 9:00")).Must().Number;
        await reader.Line.MarkReadAsync(chat, posted);

        var seen = (await asTeacher.ReadersAsync(chat, posted)).Must();
        while (seen.Count == 0)
        {
            // Marks are written behind.
            await Task.Yield();
            seen = (await asTeacher.ReadersAsync(chat, posted)).Must();
        }

        Assert.Equal((1, 2, students[0].Value, students[1].Value), (seen.Count, seen.Of, Assert.Single(seen.Read!).Id, Assert.Single(seen.Unread!).Id));
        var counted = (await (await district.SignIn(students[1])).ReadersAsync(chat, posted)).Must();
        Assert.Equal((1, 2, null, null), (counted.Count, counted.Of, counted.Read, counted.Unread));
        Assert.Equal("chat.no_such_message", (await asTeacher.ReadersAsync(chat, 999)).Refusal?.Code);
        Assert.Equal("request.not_found", (await (await Stranger(district)).ReadersAsync(chat, posted)).Refusal?.Code);
    }

    [Fact]
    public async Task Words_are_found_by_members_and_nothing_by_strangers()
    {
        await using var district = await TestDistrict.Start();
        var (chat, teacher, students) = await Class(district);
        await using var author = await Witness.Join(await district.SignIn(teacher));
        (await author.Line.PostAsync(chat, "Разбор контрольной в среду")).Must();
        (await author.Line.PostAsync(chat, "Завтра поход")).Must();
        var student = await district.SignIn(students[0]);

        var found = (await student.SearchAsync(chat, "контрольная")).Must();

        var hit = Assert.Single(found.Hits);
        Assert.Equal((teacher.Value, "Разбор контрольной в среду"), (hit.Author.Id, hit.Text));
        Assert.Empty((await student.SearchAsync(chat, "алгебра")).Must().Hits);
        Assert.Equal("request.malformed", (await student.SearchAsync(chat, "?")).Refusal?.Code);
        Assert.Equal("request.not_found", (await (await Stranger(district)).SearchAsync(chat, "контрольная")).Refusal?.Code);
    }

    [Fact]
    public async Task What_one_chooses_is_told_to_ones_other_devices_and_to_nobody_else()
    {
        await using var district = await TestDistrict.Start();
        var (chat, _, students) = await Class(district);
        var client = await district.SignIn(students[0]);
        await using var other = await Witness.Join(await district.SignIn(students[0]));
        await using var classmate = await Witness.Join(await district.SignIn(students[1]));

        (await client.ChooseAsync(chat, "mentions", pinned: true)).Must();

        await other.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == chat && a is { Level: "mentions", PinnedAt: not null })));
        Assert.Empty(classmate.Changes.SelectMany(static c => c.Added));
        var now = (await client.ChatAsync(chat)).Must();
        Assert.Equal(("mentions", "7Б"), (now.Level, now.Title));
        Assert.NotNull(now.Class);
        Assert.Equal("request.malformed", (await client.ChooseAsync(chat, "loud")).Refusal?.Code);
        Assert.Equal("request.malformed", (await client.ChooseAsync(chat)).Refusal?.Code);
        var stranger = await Stranger(district);
        Assert.Equal("request.not_found", (await stranger.ChooseAsync(chat, "none")).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.ChatAsync(chat)).Refusal?.Code);
    }

    [Fact]
    public async Task Why_somebody_is_silent_is_told_to_that_person_and_to_moderators()
    {
        await using var district = await TestDistrict.Start();
        var (chat, teacher, students) = await Class(district);
        var asTeacher = await district.SignIn(teacher);
        await using var moderator = await Witness.Join(asTeacher);
        await using var silenced = await Witness.Join(await district.SignIn(students[0]));

        (await moderator.Line.MuteAsync(chat, students[0].Value, reason: "Спам")).Must();

        await silenced.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == chat && a.MutedReason == "Спам")));
        var listed = (await asTeacher.MembersAsync(chat)).Must().Members;
        Assert.Equal("Спам", Assert.Single(listed, static m => m.MutedUntil is not null).MutedReason);
        var seen = (await (await district.SignIn(students[1])).MembersAsync(chat)).Must().Members;
        Assert.All(seen, static m => Assert.Equal((null, null), (m.MutedUntil, m.MutedReason)));

        (await moderator.Line.UnmuteAsync(chat, students[0].Value)).Must();
        Assert.Equal((null, null), ((await asTeacher.ChatAsync(chat)).Must().MutedReason, (await (await district.SignIn(students[0])).ChatAsync(chat)).Must().MutedReason));
    }

    private static async Task<(Guid Chat, PersonId Teacher, IReadOnlyList<PersonId> Students)> Class(TestDistrict district)
    {
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var students = await district.Town.People(school, 2);
        var (_, chat) = await district.Town.Class(school, teacher, students);
        await district.FollowRoster(chat);
        return (chat.Value, teacher, students);
    }

    private static async Task<SferumClient> Stranger(TestDistrict district) =>
        await district.SignIn(await district.Town.Person(await district.Town.School(), Role.SchoolAdmin));
}
