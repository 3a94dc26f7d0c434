using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>What the session asks of media servers, and what it does when one is gone, or the silo that speaks to it.</summary>
public sealed class Media_of_a_lesson
{
    /// <summary>Whoever is told to come again in two seconds has an answer by then, and has not asked a second time: a try that is cut off leaves no answer.</summary>
    private static readonly TimeSpan LessThanAPause = TimeSpan.FromSeconds(1.9);

    [Fact]
    public async Task Packets_pass_as_the_seat_says_whatever_the_browser_does()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        var feed = Feeds.Of(lesson.Students[0], screen: false);

        Assert.Equal("answer to v=0", (await Publish(lesson, student)).Must().Sdp);
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Sends);
        Assert.Equal($"unmute {feed} Audio", media.Told.Last(t => t.EndsWith("Audio", StringComparison.Ordinal)));

        (await lesson.Lead(teacher, "mute", lesson.Students[0])).Must();
        Assert.Equal($"mute {feed} Audio", media.Told.Last(t => t.EndsWith("Audio", StringComparison.Ordinal)));
        (await lesson.Lead(teacher, "remove", lesson.Students[0])).Must();
        Assert.Contains(media.Told, static t => t.StartsWith("close ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_silenced_before_anything_is_sent_is_silenced_by_the_server_when_it_is()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await lesson.Lead(teacher, "lock", locks: ["microphones", "cameras"])).Must();

        (await Publish(lesson, student)).Must();
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Sends);

        var feed = Feeds.Of(lesson.Students[0], screen: false);
        Assert.Equal([$"mute {feed} Audio", $"mute {feed} Video"], media.Told.Where(t => t.Contains($"mute {feed}", StringComparison.Ordinal)).TakeLast(2).Order());
    }

    [Fact]
    public async Task P18_what_is_decided_while_nothing_can_be_stored_is_stored_afterwards()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Silos = 2, Media = new FakeMediaServer(["one"]) }, students: 2);
        var teacher = await lesson.Begin();
        var (first, second) = (await lesson.Enter(0), await lesson.Enter(1));
        await lesson.District.Town.Run("ALTER TABLE OrleansStorage RENAME TO away", new { });
        (await first.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();
        await teacher.Until(static w => w.Call!.Hands.Count == 1);
        (await lesson.Lead(teacher, "lock", locks: ["chat"])).Must();
        await lesson.District.Town.Run("ALTER TABLE away RENAME TO OrleansStorage", new { });

        (await second.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();
        await lesson.KillSilo();

        var now = (await teacher.Line.CallNowAsync(lesson.Call)).Must();
        Assert.Equal([lesson.Students[0].Value, lesson.Students[1].Value], now.Hands);
        await second.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == lesson.Chat && a.Call is { Held: true })));
        Assert.Equal("call.chat_held", (await second.Line.PostAsync(lesson.Chat, "Можно?")).Refusal?.Code);
    }

    [Fact]
    public async Task Only_what_is_there_can_be_wanted_and_a_locked_screen_is_not_shown()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Media = new FakeMediaServer(["one"]) });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await Publish(lesson, student)).Must();
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Sends);

        var offered = (await Subscribe(lesson, teacher, lesson.Students[0], lesson.Students[1])).Must();
        Assert.Equal(lesson.Students[0].Value, Assert.Single(offered.Streams!).Stream.PersonId);

        (await lesson.Lead(teacher, "lock", locks: ["share"])).Must();
        var share = await student.Line.SignalAsync(new SignalRequest { CallId = lesson.Call, Kind = "share", Epoch = teacher.Call!.Epoch, Sdp = "v=0" });
        Assert.Equal("call.share_locked", share.Refusal?.Code);
    }

    [Fact]
    public async Task Who_begins_to_give_anew_is_told_by_another_number_also_to_those_who_missed_the_moment_between()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Media = new FakeMediaServer(["one"]) });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        SeatDto Seat() => teacher.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value);
        (await Publish(lesson, student)).Must();
        await teacher.Until(_ => Seat().Sends);
        Assert.Equal(1, Seat().SendsAs);

        await lesson.Enter(student);
        (await Publish(lesson, student)).Must();
        await teacher.Until(_ => Seat() is { Sends: true, SendsAs: 2 });
    }

    [Fact]
    public async Task When_its_server_dies_the_session_goes_to_another_and_refuses_what_belongs_to_the_former()
    {
        var media = new FakeMediaServer(["one", "two"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        await Publish(lesson, teacher);
        await teacher.Until(static w => w.Call!.Seats.Any(static s => s.Sends));
        var before = teacher.Call!.Epoch;

        media.Kill(media.Links.Single(static l => l.Value.Carries).Key);
        await teacher.Until(w => w.Call!.Epoch > before && w.Call.HasMedia && w.Call.Seats.All(static s => !s.Sends));
        Assert.Equal("call.old_epoch", (await Publish(lesson, teacher, before)).Refusal?.Code);
        (await Publish(lesson, teacher)).Must();
        await teacher.Until(static w => w.Call!.Seats.Any(static s => s.Sends));
    }

    [Fact]
    public async Task A_server_that_is_being_emptied_takes_no_new_session()
    {
        var media = new FakeMediaServer(["one", "two"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        await lesson.District.Cluster.GetGrain<IMediaNodeGrain>("one").Drain(on: true);

        await lesson.Begin();

        Assert.Equal("two", Assert.Single(media.Links, static l => l.Value.Carries).Key);
    }

    [Fact]
    public async Task Without_any_server_people_still_meet_and_media_comes_when_one_is_there()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        media.Kill("one");
        await teacher.Until(static w => w.Call is { HasMedia: false });
        var refused = await Known(() => Publish(lesson, teacher, patience: LessThanAPause));
        Assert.True(refused.Refusal?.Code == "call.no_media", refused.ToString());
        (await teacher.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();

        media.Revive("one");
        await teacher.Until(static w => w.Call is { HasMedia: true, Hands.Count: 1 });
        (await Publish(lesson, teacher)).Must();
    }

    [Fact]
    public async Task P16_when_the_sessions_silo_is_killed_hands_and_locks_are_there_and_nobody_publishes_anew()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Silos = 3, Media = media });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();
        (await lesson.Lead(teacher, "lock", locks: ["share"])).Must();
        (await Publish(lesson, student)).Must();
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Sends && w.Call.Locks.Contains("share"));
        var before = teacher.Call!;

        await lesson.KillSilo();

        (await teacher.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Camera = false })).Must();
        var now = (await teacher.Line.CallNowAsync(lesson.Call)).Must();
        Assert.Equal((before.Epoch, true), (now.Epoch, now.HasMedia));
        Assert.Equal([lesson.Students[0].Value], now.Hands);
        Assert.Contains("share", now.Locks);
        Assert.True(now.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Sends);
        (await lesson.Lead(teacher, "mute", lesson.Students[0])).Must();
        Assert.Contains($"mute {Feeds.Of(lesson.Students[0], screen: false)} Audio", media.Told);
    }

    /// <summary>Asks again while nobody knows what came of it: a try on a machine that stands still for two seconds has no answer.</summary>
    private static async Task<Reply<SignalAnswer>> Known(Func<Task<Reply<SignalAnswer>>> ask)
    {
        var reply = await ask();
        for (var again = 0; reply.IsUnknown && again < 10; again++)
        {
            reply = await ask();
        }

        return reply;
    }

    private static Task<Reply<SignalAnswer>> Publish(Lesson lesson, Witness line, int? epoch = null, TimeSpan? patience = null) => line.Line.SignalAsync(
        new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = epoch ?? line.Call!.Epoch, Sdp = "v=0" }, patience);

    private static Task<Reply<SignalAnswer>> Subscribe(Lesson lesson, Witness line, params PersonId[] people) => line.Line.SignalAsync(new SignalRequest
    {
        CallId = lesson.Call, Kind = "subscribe", Epoch = line.Call!.Epoch, Add = [.. people.Select(static p => new WantedStreamDto(p.Value, Screen: false, Video: true))],
    });
}
