using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// Groups over the hub: who sees and hears whom is the server's word, whatever a browser asks for; and nothing of it is lost with a silo, a line or a
/// media server.
/// </summary>
public sealed class Groups_of_a_lesson
{
    [Fact]
    public async Task Paragraph_2_5_a_student_neither_makes_nor_opens_nor_closes_groups_and_moves_nobody()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await lesson.Group(teacher, "prepare_groups", new LeadGroupsDto { Count = 2 })).Must();
        (await lesson.Group(teacher, "open_groups")).Must();
        await student.Until(static w => w.Call?.Groups is { Open: true });

        foreach (var (act, person, on) in new (string, PersonId?, bool)[]
                 {
                     ("prepare_groups", null, true), ("open_groups", null, true), ("open_groups", null, false), ("tell_groups", null, true),
                     ("move_to_group", lesson.Students[0], true), ("move_to_group", lesson.Teacher, true),
                 })
        {
            var refused = await lesson.Group(student, act, new LeadGroupsDto { Count = 3, Group = 1, Text = "Ура" }, person, on);
            Assert.Equal("call.not_leading", refused.Refusal?.Code);
        }

        Assert.Equal(2, (await teacher.Line.CallNowAsync(lesson.Call)).Must().Groups!.Count);
    }

    [Fact]
    public async Task A_forged_client_gets_nothing_of_another_group_and_is_told_nothing_of_it()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        var (first, second) = (await lesson.Enter(0), await lesson.Enter(1));
        await SendAll(lesson, teacher, first, second);
        Assert.Equal(2, (await Subscribe(lesson, first, lesson.Teacher, lesson.Students[1])).Must().Streams!.Count);
        var closedBefore = Closed(media);

        await Separate(lesson, teacher);

        // What each of the two students gave and took is over on the server, not only on their pages.
        await first.Until(static w => w.Call!.Seats is [{ Moves: 1 }]);
        Assert.Equal(closedBefore + 3, Closed(media));
        Assert.Equal(lesson.Students[0].Value, Assert.Single(first.Call!.Seats).PersonId);

        (await Publish(lesson, second)).Must();
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[1].Value).Sends);
        Assert.Null((await Subscribe(lesson, first, lesson.Teacher, lesson.Students[1])).Must().Streams);
        (await second.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true, Reaction = "👍" })).Must();
        await teacher.Until(static w => w.Call!.Hands.Count == 1);
        var now = (await first.Line.CallNowAsync(lesson.Call)).Must();
        Assert.Empty(now.Hands);
        Assert.DoesNotContain(first.CallNews, static n => n.Reaction is not null);

        // The teacher goes there, and hears them.
        (await lesson.Group(teacher, "move_to_group", new LeadGroupsDto { Group = 2 }, lesson.Teacher)).Must();
        Assert.Equal(lesson.Students[1].Value, Assert.Single((await Subscribe(lesson, teacher, lesson.Students[0], lesson.Students[1])).Must().Streams!).Stream.PersonId);
    }

    [Fact]
    public async Task Whoever_is_moved_while_the_media_server_is_asked_gets_nothing_of_what_was_asked()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        var (first, second) = (await lesson.Enter(0), await lesson.Enter(1));
        await SendAll(lesson, teacher, first, second);
        (await lesson.Group(teacher, "prepare_groups", new LeadGroupsDto { Count = 1 })).Must();
        (await lesson.Group(teacher, "open_groups")).Must();
        var held = new TaskCompletionSource();
        media.Holds = held.Task;

        // The teacher stays with all, where the other student is taken away from meanwhile.
        var asked = Subscribe(lesson, teacher, lesson.Students[1]);
        await WaitFor(media, $"subscribe {Feeds.Of(lesson.Students[1], screen: false)}");
        var closedBefore = Closed(media);
        (await lesson.Group(teacher, "move_to_group", new LeadGroupsDto { Group = 1 }, lesson.Students[1])).Must();
        held.SetResult();

        Assert.Equal("call.old_epoch", (await asked).Refusal?.Code);
        Assert.Equal(closedBefore + 2, Closed(media));
    }

    [Fact]
    public async Task P16_a_killed_silo_a_lost_line_and_a_dead_media_server_change_nothing_of_it()
    {
        var media = new FakeMediaServer(["one", "two"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Silos = 3, Media = media });
        var teacher = await lesson.Begin();
        var (first, second) = (await lesson.Enter(0), await lesson.Enter(1));
        await SendAll(lesson, teacher, first, second);
        await Separate(lesson, teacher);
        (await lesson.Group(teacher, "tell_groups", new LeadGroupsDto { Text = "Ещё минута" })).Must();

        await lesson.KillSilo();
        (await teacher.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Camera = false })).Must();
        Assert.Equal([(int?)null, 1, 2], (await teacher.Line.CallNowAsync(lesson.Call)).Must().Seats.Select(static s => s.Group).Order());
        Assert.Equal("Ещё минута", (await first.Line.CallNowAsync(lesson.Call)).Must().Groups!.Message!.Text);

        await lesson.Lose(first);
        var again = await lesson.Line(lesson.Students[0]);
        var joined = (await again.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true))).Must();
        Assert.Equal(lesson.Students[0].Value, Assert.Single(joined.State!.Seats).PersonId);

        var before = teacher.Call!.Epoch;
        media.Kill(media.Links.Single(static l => l.Value.Carries).Key);
        foreach (var one in new[] { teacher, again, second })
        {
            await one.Until(w => w.Call?.Epoch > before && w.Call.HasMedia);
        }

        (await Publish(lesson, second)).Must();
        await second.Until(static w => w.Call!.Seats is [{ Sends: true }]);
        Assert.Null((await Subscribe(lesson, again, lesson.Students[1])).Must().Streams);
    }

    [Fact]
    public async Task Every_act_about_groups_and_the_poll_is_in_the_record_without_anybodys_words()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        await lesson.Enter(0);
        await lesson.Enter(1);
        await Separate(lesson, teacher);
        (await lesson.Group(teacher, "tell_groups", new LeadGroupsDto { Text = "Words" })).Must();
        (await lesson.Group(teacher, "open_groups", on: false)).Must();
        var poll = new LeadCallRequest { CallId = lesson.Call, Act = "ask_poll", Poll = new LeadPollDto("Words?", ["Words 1", "Words 2"]) };
        (await teacher.Line.LeadCallAsync(poll)).Must();

        var reader = await lesson.District.SignIn(await lesson.District.Town.Person(lesson.School, Role.Director));
        var record = (await reader.AuditAsync(act: "call.led", from: 0)).Must().Entries;
        Assert.Equal(7, record.Count);
        Assert.All(record, static e => Assert.DoesNotContain("Words", e.After!.Value.ToString(), StringComparison.Ordinal));
        Assert.Contains(record, static e => e.After!.Value.ToString().Contains("\"options\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_time_is_up_all_are_together_again_without_anybody_who_leads()
    {
        var clock = new MovedClock(TimeProvider.System.GetUtcNow());
        await using var lesson = await Lesson.Open(new DistrictShape { Clock = clock });
        var teacher = await lesson.Begin();
        var (first, _) = (await lesson.Enter(0), await lesson.Enter(1));
        await Separate(lesson, teacher, minutes: 2);
        await first.Until(static w => w.Call is { Groups.EndsAt: not null, Seats.Count: 1 });
        (await teacher.Line.LeaveCallAsync(lesson.Call)).Must();
        await first.Until(static w => w.Call is { EndsAt: not null, Groups.Open: true });

        clock.Pass(TimeSpan.FromMinutes(2));

        await first.Until(static w => w.Call is { Groups: null, Seats.Count: 2 });
    }

    /// <summary>Each student is in a group of one's own.</summary>
    private static async Task Separate(Lesson lesson, Witness teacher, int? minutes = null)
    {
        (await lesson.Group(teacher, "prepare_groups", new LeadGroupsDto { Count = 2 })).Must();
        (await lesson.Group(teacher, "move_to_group", new LeadGroupsDto { Group = 1 }, lesson.Students[0])).Must();
        (await lesson.Group(teacher, "move_to_group", new LeadGroupsDto { Group = 2 }, lesson.Students[1])).Must();
        (await lesson.Group(teacher, "open_groups", new LeadGroupsDto { Minutes = minutes })).Must();
    }

    private static async Task SendAll(Lesson lesson, Witness teacher, params Witness[] students)
    {
        foreach (var line in (Witness[])[teacher, .. students])
        {
            (await Publish(lesson, line)).Must();
        }

        await teacher.Until(w => w.Call!.Seats.Count == students.Length + 1 && w.Call.Seats.All(static s => s.Sends));
    }

    private static int Closed(FakeMediaServer media) => media.Told.Count(static t => t.StartsWith("close ", StringComparison.Ordinal));

    private static async Task WaitFor(FakeMediaServer media, string told)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!media.Told.Contains(told))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<Reply<SignalAnswer>> Publish(Lesson lesson, Witness line) => line.Line.SignalAsync(
        new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = line.Call!.Epoch, Sdp = "v=0" });

    private static Task<Reply<SignalAnswer>> Subscribe(Lesson lesson, Witness line, params PersonId[] people) => line.Line.SignalAsync(new SignalRequest
    {
        CallId = lesson.Call, Kind = "subscribe", Epoch = line.Call!.Epoch, Add = [.. people.Select(static p => new WantedStreamDto(p.Value, Screen: false, Video: true))],
    });
}
