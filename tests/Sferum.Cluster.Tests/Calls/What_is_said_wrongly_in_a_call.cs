using Sferum.District;
using Sferum.Live;

namespace Sferum.Calls;

/// <summary>What no page says: words without their parts, with parts that are nothing, and beyond every bound. Even who leads is refused, by a code that says why.</summary>
public sealed class What_is_said_wrongly_in_a_call
{
    private const string Malformed = "request.malformed";

    [Fact]
    public async Task Is_refused_with_a_reason_and_changes_nothing()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Media = new FakeMediaServer(["one"]) });
        var early = await lesson.Line(lesson.Teacher);
        Assert.Equal("school.field_invalid", (await early.Line.StartCallAsync(new StartCallRequest(lesson.Chat, new string('у', CallLimits.Title + 1)))).Refusal?.Code);
        Assert.Equal("request.not_found", (await early.Line.StartCallAsync(new StartCallRequest(Guid.Empty))).Refusal?.Code);
        var teacher = await lesson.Begin();
        await lesson.Enter(0);
        await teacher.Until(static w => w.Call!.Seats.Count == 2);
        var rows = Leads(lesson).Select(r => (Name: $"{r.Request.Act} {r.Request.PersonId}", r.Code, Ask: Asked(() => teacher.Line.LeadCallAsync(r.Request))))
            .Concat(Signals(lesson, teacher.Call!.Epoch).Select(r => (Name: $"{r.Request.Kind} {r.Why}", r.Code, Ask: Asked(() => teacher.Line.SignalAsync(r.Request)))))
            .Concat(Seats(lesson).Select(r => (Name: $"{r.Request.Reaction} {r.Request.Answer}", r.Code, Ask: Asked(() => teacher.Line.SetSeatAsync(r.Request)))));
        var before = (await teacher.Line.CallNowAsync(lesson.Call)).Must() with { Rev = 0, Now = null };

        var wrong = new List<string>();
        foreach (var (name, code, ask) in rows)
        {
            var said = await ask();
            if (said?.Code != code)
            {
                wrong.Add($"{name}: {said?.Code ?? "done"} instead of {code}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equivalent(before, (await teacher.Line.CallNowAsync(lesson.Call)).Must() with { Rev = 0, Now = null }, strict: true);
        Assert.Equal(0, await lesson.District.Town.Count("SELECT count(*) FROM audit WHERE act = 'call.led'"));
    }

    private static IEnumerable<(LeadCallRequest Request, string Code)> Leads(Lesson lesson)
    {
        var act = new LeadCallRequest { CallId = lesson.Call, Act = "lock" };
        var (student, nobody) = (lesson.Students[0].Value, Guid.CreateVersion7());
        return
        [
            (act with { Act = "fly" }, Malformed),
            (act with { Act = null! }, Malformed),
            (act, Malformed),
            (act with { Locks = ["doors"] }, Malformed),
            (act with { Locks = [null!] }, Malformed),
            (act with { Locks = ["chat"], PersonId = student }, Malformed),
            (act with { Act = "end", PersonId = student }, Malformed),
            (act with { Act = "remove" }, Malformed),
            (act with { Act = "co_lead" }, Malformed),
            (act with { Act = "spotlight" }, Malformed),
            (act with { Act = "remove", PersonId = nobody }, "request.not_found"),
            (act with { Act = "admit", PersonId = nobody }, "request.not_found"),
            (act with { Act = "spotlight", PersonId = lesson.Students[1].Value }, "request.not_found"),
            (act with { Act = "co_lead", PersonId = student }, "call.helper_not_staff"),
            (act with { Act = "prepare_groups" }, Malformed),
            (act with { Act = "prepare_groups", Groups = new LeadGroupsDto { Count = CallLimits.Groups + 1 } }, Malformed),
            (act with { Act = "prepare_groups", PersonId = student, Groups = new LeadGroupsDto { Count = 2 } }, Malformed),
            (act with { Act = "move_to_group", Groups = new LeadGroupsDto { Group = 1 } }, Malformed),
            (act with { Act = "move_to_group", PersonId = student, Groups = new LeadGroupsDto { Group = 1 } }, "call.no_group"),
            (act with { Act = "move_to_group", PersonId = student, Groups = new LeadGroupsDto { Group = -1 } }, "call.no_group"),
            (act with { Act = "open_groups" }, "call.no_group"),
            (act with { Act = "open_groups", Groups = new LeadGroupsDto { Minutes = CallLimits.GroupMinutes + 1 } }, Malformed),
            (act with { Act = "tell_groups", Groups = new LeadGroupsDto { Text = "Все сюда" } }, "call.no_group"),
            (act with { Act = "ask_poll" }, Malformed),
            (act with { Act = "ask_poll", Poll = new LeadPollDto(null, ["Да", "Нет"]) }, Malformed),
            (act with { Act = "ask_poll", Poll = new LeadPollDto("?", ["Да"]) }, Malformed),
            (act with { Act = "ask_poll", Poll = new LeadPollDto("?", ["Да", null]) }, Malformed),
            (act with { Act = "ask_poll", Poll = new LeadPollDto("?", ["Да", "ДА"]) }, Malformed),
            (act with { Act = "ask_poll", Poll = new LeadPollDto(new string('у', CallLimits.Question + 1), ["Да", "Нет"]) }, "chat.text_too_long"),
            (act with { Act = "ask_poll", Poll = new LeadPollDto("?", ["Да", new string('у', CallLimits.Option + 1)]) }, "chat.text_too_long"),
            (act with { Act = "open_board", PersonId = student }, Malformed),
            (act with { Act = "clear_board" }, "call.no_board"),
            (act with { Act = "show_picture" }, Malformed),
            (act with { Act = "show_picture", Board = new LeadBoardDto(nobody) }, "call.no_board"),
            (act with { Act = "show_poll" }, "call.poll_over"),
            (act with { Act = "close_poll" }, "call.poll_over"),
        ];
    }

    private static IEnumerable<(string Why, SignalRequest Request, string Code)> Signals(Lesson lesson, int epoch)
    {
        var signal = new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = epoch, Sdp = "v=0" };
        var (candidate, wanted) = (new CandidateDto("candidate:1", "0", 0), new WantedStreamDto(lesson.Students[0].Value, false, true));
        return
        [
            ("of no kind", signal with { Kind = "fly" }, Malformed),
            ("of none", signal with { Kind = null! }, Malformed),
            ("without an offer", signal with { Sdp = null }, Malformed),
            ("with too long an offer", signal with { Sdp = new string('v', Signal.MaxSdp + 1) }, Malformed),
            ("of an epoch that is over", signal with { Epoch = epoch - 1 }, "call.old_epoch"),
            ("of an epoch to come", signal with { Epoch = epoch + 1 }, "call.old_epoch"),
            ("without any offer before", signal with { Kind = "answer" }, "call.old_epoch"),
            ("without a connection", signal with { Kind = "layer", Mid = "0" }, "call.old_epoch"),
            ("without a connection", signal with { Kind = "candidate", Of = "publish", Candidates = [candidate] }, "call.old_epoch"),
            ("with too many", signal with { Kind = "candidate", Candidates = [.. Enumerable.Repeat(candidate, Signal.MaxCandidates + 1)] }, Malformed),
            ("with one that is nothing", signal with { Kind = "candidate", Candidates = [null!] }, Malformed),
            ("with too many", signal with { Kind = "subscribe", Add = [.. Enumerable.Repeat(wanted, Signal.MaxWanted + 1)] }, Malformed),
            ("with one that is nothing", signal with { Kind = "subscribe", Add = [null!] }, Malformed),
            ("without one that is nothing", signal with { Kind = "subscribe", Remove = [null!] }, Malformed),
        ];
    }

    private static IEnumerable<(SetSeatRequest Request, string Code)> Seats(Lesson lesson)
    {
        var seat = new SetSeatRequest { CallId = lesson.Call };
        return
        [
            (seat with { Reaction = "привет" }, "chat.emoji_invalid"),
            (seat with { Reaction = string.Concat(Enumerable.Repeat("👍", 10)) }, "chat.emoji_invalid"),
            (seat with { Answer = new PollAnswerDto(1, 0) }, "call.poll_over"),
        ];
    }

    private static Func<Task<RefusalDto?>> Asked<T>(Func<Task<Reply<T>>> ask)
        where T : class => async () => (await ask()).Refusal;
}
