using Sferum.District;
using Sferum.Live;

namespace Sferum.Calls;

/// <summary>
/// The demonstration without a media server: two browsers are connected with each other, and what they say goes through the hub (design: media). Clients
/// here say what they like.
/// </summary>
public sealed class Without_a_media_server
{
    private static readonly DistrictShape Demonstration = new() { Direct = true };

    [Fact]
    public async Task Two_people_hear_what_the_other_ones_browser_says()
    {
        await using var lesson = await Lesson.Open(Demonstration);
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        var epoch = student.Call!.Epoch;
        Assert.Equal((true, false), (student.Call.Direct, student.Call.HasMedia));

        (await Say(lesson, student, "direct_offer", epoch, "v=0")).Must();
        await teacher.Until(static w => w.CallNews.Any(static n => n.Direct is { Kind: "direct_offer", Sdp: "v=0" }));
        (await Candidates(lesson, teacher, epoch, "candidate:1")).Must();
        await student.Until(static w => w.CallNews.Any(static n => n.Direct is { Kind: "direct_candidate" }));

        var word = student.CallNews.Single(static n => n.Direct is not null).Direct!;
        Assert.Equal((lesson.Teacher.Value, epoch, "candidate:1"), (word.PersonId, word.Epoch, word.Candidates!.Single().Candidate));
        Assert.DoesNotContain(student.CallNews, static n => n.Direct?.Kind == "direct_offer");
    }

    [Fact]
    public async Task Whoever_comes_in_anew_begins_a_connection_and_what_belongs_to_the_former_one_is_refused()
    {
        await using var lesson = await Lesson.Open(Demonstration);
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        var epoch = student.Call!.Epoch;

        (await student.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true, Resume: true))).Must();
        Assert.Equal(epoch, (await student.Line.CallNowAsync(lesson.Call)).Must().Epoch);
        await lesson.Enter(student);

        await teacher.Until(w => w.Call!.Epoch == epoch + 1);
        Assert.Equal("call.old_epoch", (await Say(lesson, student, "direct_offer", epoch, "v=0")).Refusal?.Code);
    }

    [Fact]
    public async Task A_third_one_is_told_that_it_is_for_two()
    {
        await using var lesson = await Lesson.Open(Demonstration);
        await lesson.Begin();
        var student = await lesson.Enter(0);
        var third = await lesson.Line(lesson.Students[1]);

        Assert.Equal("call.for_two", (await third.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true))).Refusal?.Code);
        Assert.Equal("call.not_in", (await Say(lesson, third, "direct_offer", student.Call!.Epoch, "v=0")).Refusal?.Code);
        (await student.Line.LeaveCallAsync(lesson.Call)).Must();
        Assert.Equal("inside", (await lesson.Enter(third)).Place);
    }

    [Fact]
    public async Task Whoever_is_silenced_is_shown_as_silent_though_only_the_page_obeys()
    {
        await using var lesson = await Lesson.Open(Demonstration);
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);

        (await lesson.Lead(teacher, "mute", lesson.Students[0])).Must();

        await student.Until(static w => w.CallNews.Any(static n => n.Note == "muted"));
        await teacher.Until(w => !w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Microphone);
    }

    [Fact]
    public async Task What_is_said_is_bounded_in_size_and_in_number()
    {
        await using var lesson = await Lesson.Open(Demonstration);
        await lesson.Begin();
        var student = await lesson.Enter(0);
        var epoch = student.Call!.Epoch;

        Assert.Equal("request.malformed", (await Say(lesson, student, "direct_offer", epoch, new string('v', Signal.MaxSdp + 1))).Refusal?.Code);
        Assert.Equal("request.malformed", (await Candidates(lesson, student, epoch, new string('c', CallLimits.DirectCandidate + 1))).Refusal?.Code);
        var answers = await Task.WhenAll(Enumerable.Range(0, CallLimits.DirectWords + 1).Select(_ => Say(lesson, student, "direct_answer", epoch, "v=0")));

        // It is told to wait, which this client does by itself.
        Assert.Single(answers, static a => a.Tries > 1);
    }

    [Fact]
    public async Task Outside_the_demonstration_nobody_is_connected_with_another()
    {
        await using var lesson = await Lesson.Open(students: 3);
        await lesson.Begin();
        var student = await lesson.Enter(0);
        await lesson.Enter(1);

        Assert.Null(student.Call!.Direct);
        Assert.Equal("call.not_direct", (await Say(lesson, student, "direct_offer", student.Call.Epoch, "v=0")).Refusal?.Code);
    }

    [Fact]
    public async Task With_a_media_server_nobody_is_connected_with_another_also_while_it_is_down()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media, Direct = true });
        await lesson.Begin();
        var student = await lesson.Enter(0);
        Assert.Equal("call.not_direct", (await Say(lesson, student, "direct_offer", student.Call!.Epoch, "v=0")).Refusal?.Code);

        media.Kill("one");
        await student.Until(static w => w.Call is { HasMedia: false });
        Assert.Null(student.Call!.Direct);
        Assert.Equal("call.not_direct", (await Say(lesson, student, "direct_offer", student.Call.Epoch, "v=0")).Refusal?.Code);
    }

    private static Task<Reply<SignalAnswer>> Say(Lesson lesson, Witness by, string kind, int epoch, string sdp) =>
        by.Line.SignalAsync(new SignalRequest { CallId = lesson.Call, Kind = kind, Epoch = epoch, Sdp = sdp });

    private static Task<Reply<SignalAnswer>> Candidates(Lesson lesson, Witness by, int epoch, string candidate) => by.Line.SignalAsync(
        new SignalRequest { CallId = lesson.Call, Kind = "direct_candidate", Epoch = epoch, Candidates = [new CandidateDto(candidate, "0", 0)] });
}
