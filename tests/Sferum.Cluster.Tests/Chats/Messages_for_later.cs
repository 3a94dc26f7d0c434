using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Messages that wait for their time, on a running cluster.</summary>
public sealed class Messages_for_later
{
    [Fact]
    public async Task Are_posted_once_at_their_time_by_whichever_silo_and_leave_the_list()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2, Gateways = 1 });
        var (chat, teacher, student) = await Class(district);
        var client = await district.SignIn(teacher);
        await using var reader = await Witness.Join(await district.SignIn(student));
        var id = Guid.CreateVersion7();

        (await client.ScheduleAsync(chat, id, "  Доброе утро!  ", TimeProvider.System.GetUtcNow().AddSeconds(1.5))).Must();
        Assert.Equal((id, "Доброе утро!", null), Assert.Single((await client.ScheduledAsync(chat)).Must().Messages) is var waiting ? (waiting.Id, waiting.Text, waiting.Failure) : default);
        Assert.Empty((await (await district.SignIn(student)).ScheduledAsync(chat)).Must().Messages);
        await reader.Until(w => w.Events(chat).Any(e => e.RequestId == id));

        Assert.Equal((teacher.Value, "Доброе утро!"), reader.Events(chat).Single(e => e.RequestId == id) is var row ? (row.Author!.Id, row.Message!.Text) : default);
        while ((await client.ScheduledAsync(chat)).Must().Messages.Count > 0)
        {
            // The row goes right after the post.
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Are_refused_with_the_reason_when_the_author_may_no_longer_write()
    {
        await using var district = await TestDistrict.Start();
        var (chat, teacher, student) = await Class(district);
        await using var moderator = await Witness.Join(await district.SignIn(teacher));
        var author = await district.SignIn(student);
        (await author.ScheduleAsync(chat, Guid.CreateVersion7(), "Доброе утро!", TimeProvider.System.GetUtcNow().AddSeconds(1.5))).Must();

        (await moderator.Line.MuteAsync(chat, student.Value)).Must();

        ScheduledDto waiting;
        do
        {
            await Task.Yield();
            waiting = Assert.Single((await author.ScheduledAsync(chat)).Must().Messages);
        }
        while (waiting.Failure is null);

        Assert.Equal("chat.muted", waiting.Failure.Code);
        Assert.NotEqual("chat.muted", waiting.Failure.Message);
        (await author.UnscheduleAsync(chat, waiting.Id)).Must();
        Assert.Empty((await author.ScheduledAsync(chat)).Must().Messages);
    }

    [Fact]
    public async Task Are_whole_and_lie_in_the_future()
    {
        await using var district = await TestDistrict.Start();
        var (chat, teacher, _) = await Class(district);
        var client = await district.SignIn(teacher);
        var later = TimeProvider.System.GetUtcNow().AddHours(1);

        Assert.Equal("school.field_invalid", (await client.ScheduleAsync(chat, Guid.CreateVersion7(), "x", TimeProvider.System.GetUtcNow().AddMinutes(-1))).Refusal?.Code);
        Assert.Equal("school.field_invalid", (await client.ScheduleAsync(chat, Guid.CreateVersion7(), "x", TimeProvider.System.GetUtcNow().AddDays(400))).Refusal?.Code);
        Assert.Equal("chat.text_empty", (await client.ScheduleAsync(chat, Guid.CreateVersion7(), " ", later)).Refusal?.Code);
        Assert.Equal("request.malformed", (await client.ScheduleAsync(chat, Guid.Empty, "x", later)).Refusal?.Code);
        var stranger = await district.SignIn(await district.Town.Person(await district.Town.School(), Role.SchoolAdmin));
        Assert.Equal("request.not_found", (await stranger.ScheduleAsync(chat, Guid.CreateVersion7(), "x", later)).Refusal?.Code);
    }

    private static async Task<(Guid Chat, PersonId Teacher, PersonId Student)> Class(TestDistrict district)
    {
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var students = await district.Town.People(school, 1);
        var (_, chat) = await district.Town.Class(school, teacher, students);
        await district.FollowRoster(chat);
        return (chat.Value, teacher, students[0]);
    }
}
