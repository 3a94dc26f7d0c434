using Sferum.District;
using Sferum.Files;
using Sferum.Live;

namespace Sferum.Calls;

/// <summary>The board over the hub, where clients say what they like: who draws, who sees, what is refused, and that it is there after a silo is gone.</summary>
public sealed class The_board_of_a_lesson
{
    [Fact]
    public async Task What_the_teacher_draws_the_student_sees_and_draws_only_when_the_teacher_allows_it()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        Assert.Equal("call.no_board", (await Draw(lesson, teacher, "a")).Refusal?.Code);
        Assert.Equal("call.not_leading", (await lesson.Lead(student, "open_board")).Refusal?.Code);
        (await lesson.Lead(teacher, "open_board")).Must();
        await student.Until(static w => w.Call is { Board: { Number: 1, All: false }, Locks: ["draw"] });

        (await Draw(lesson, teacher, "a")).Must();
        await student.Until(static w => Drawn(w).Contains(Json("a")));
        Assert.Equal("call.drawing_locked", (await Draw(lesson, student, "b")).Refusal?.Code);
        Assert.Equal("call.not_leading", (await lesson.Lead(student, "lock", on: false, locks: "draw")).Refusal?.Code);
        Assert.Equal([Json("a")], (await Ask(lesson, student)).Must().Elements);

        (await lesson.Lead(teacher, "lock", on: false, locks: "draw")).Must();
        await student.Until(static w => w.Call?.Board is { All: true });
        (await Draw(lesson, student, "b")).Must();
        await teacher.Until(static w => Drawn(w).Contains(Json("b")));
    }

    [Fact]
    public async Task Whoever_is_not_in_waits_or_was_taken_out_neither_draws_nor_sees_anything()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin(lobby: true);
        (await lesson.Lead(teacher, "open_board")).Must();
        (await lesson.Lead(teacher, "lock", on: false, locks: "draw")).Must();
        (await Draw(lesson, teacher, "a")).Must();

        var stranger = await lesson.Line(lesson.Students[1]);
        Assert.Equal("call.not_in", (await Ask(lesson, stranger)).Refusal?.Code);
        Assert.Equal("call.not_in", (await Draw(lesson, stranger, "b")).Refusal?.Code);

        var student = await lesson.Line(lesson.Students[0]);
        Assert.Equal("waiting", (await lesson.Enter(student)).Place);
        Assert.Equal("call.not_in", (await Ask(lesson, student)).Refusal?.Code);
        Assert.Equal("call.not_in", (await Draw(lesson, student, "b")).Refusal?.Code);

        (await lesson.Lead(teacher, "admit", lesson.Students[0])).Must();
        await student.Until(static w => w.CallNews.Any(static n => n.Note == "admitted"));
        await lesson.Enter(student);
        (await Draw(lesson, student, "b")).Must();
        (await lesson.Lead(teacher, "remove", lesson.Students[0])).Must();
        Assert.Equal("call.not_in", (await Draw(lesson, student, "c")).Refusal?.Code);
        Assert.Equal("call.not_in", (await Ask(lesson, student)).Refusal?.Code);
        Assert.Equal([Json("a"), Json("b")], (await Ask(lesson, teacher)).Must().Elements);
    }

    [Fact]
    public async Task Whoever_comes_later_asks_for_what_is_there_and_then_for_what_is_new()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        (await lesson.Lead(teacher, "open_board")).Must();
        (await Draw(lesson, teacher, "a", "b")).Must();
        var student = await lesson.Enter(0);
        var all = (await Ask(lesson, student)).Must();
        Assert.Equal([Json("a"), Json("b")], all.Elements);
        Assert.Equal((1, student.Call!.Board!.Life, false), (all.Board, all.Life, all.More));

        (await Draw(lesson, teacher, "c")).Must();
        (await teacher.Line.DrawAsync(new DrawRequest(lesson.Call, 1, [Json("a", version: 2)]))).Must();
        Assert.Equal([Json("c"), Json("a", version: 2)], (await Ask(lesson, student, life: all.Life, since: all.Rev)).Must().Elements);
        Assert.Equal(3, (await Ask(lesson, student, life: all.Life - 1, since: all.Rev)).Must().Elements.Count);
    }

    [Fact]
    public async Task An_older_change_takes_nothing_from_a_newer_one()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        (await lesson.Lead(teacher, "open_board")).Must();
        (await teacher.Line.DrawAsync(new DrawRequest(lesson.Call, 1, [Json("a", version: 3)]))).Must();
        (await teacher.Line.DrawAsync(new DrawRequest(lesson.Call, 1, [Json("a", version: 2), Json("a", version: 3, nonce: 9)]))).Must();
        Assert.Equal([Json("a", version: 3)], (await Ask(lesson, teacher)).Must().Elements);
    }

    [Fact]
    public async Task An_emptied_board_is_empty_and_a_closed_one_shows_the_same_when_it_is_opened_again()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        (await lesson.Lead(teacher, "open_board")).Must();
        (await Draw(lesson, teacher, "a")).Must();
        (await lesson.Lead(teacher, "open_board", on: false)).Must();
        Assert.Equal("call.no_board", (await Ask(lesson, teacher)).Refusal?.Code);
        (await lesson.Lead(teacher, "open_board")).Must();
        Assert.Equal([Json("a")], (await Ask(lesson, teacher)).Must().Elements);

        (await lesson.Lead(teacher, "clear_board")).Must();
        Assert.Equal("call.no_board", (await Draw(lesson, teacher, "b")).Refusal?.Code);
        Assert.Empty((await Ask(lesson, teacher, board: 2)).Must().Elements);
    }

    [Fact]
    public async Task What_is_no_drawing_is_refused_whole()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        (await lesson.Lead(teacher, "open_board")).Must();

        Assert.Equal("request.malformed", (await Send(lesson, teacher, Json("a"), "{}")).Refusal?.Code);
        Assert.Equal("request.malformed", (await Send(lesson, teacher, Json("a").Replace("line", "iframe", StringComparison.Ordinal))).Refusal?.Code);
        Assert.Equal("request.malformed", (await Send(lesson, teacher, [.. Enumerable.Range(0, 65).Select(static i => Json($"{i}"))])).Refusal?.Code);
        Assert.Equal("call.element_too_large", (await Send(lesson, teacher, Json(new string('x', 25_000)))).Refusal?.Code);
        Assert.Empty((await Ask(lesson, teacher)).Must().Elements);
    }

    [Fact]
    public async Task Under_the_drawing_lies_only_a_picture_that_the_teacher_may_have()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        (await lesson.Lead(teacher, "open_board")).Must();
        var files = await lesson.District.SignIn(lesson.Teacher);
        var picture = (await files.UploadAsync(new MemoryStream(FileTown.Pixel), "точка.png")).Must();
        var text = (await files.UploadAsync(new MemoryStream("решение"u8.ToArray()), "решение.txt")).Must();

        Assert.Equal("call.not_a_picture", (await Show(lesson, teacher, text.Id)).Refusal?.Code);
        Assert.Equal("call.not_a_picture", (await Show(lesson, teacher, Guid.CreateVersion7())).Refusal?.Code);
        (await Show(lesson, teacher, picture.Id)).Must();
        await teacher.Until(w => w.Call?.Board?.Picture == picture.Id);
        (await Show(lesson, teacher, null)).Must();
        await teacher.Until(static w => w.Call?.Board is { Picture: null });
    }

    [Fact]
    public async Task P16_when_the_sessions_silo_stops_the_board_is_there_in_another_life()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Silos = 3 });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await lesson.Lead(teacher, "open_board")).Must();
        (await Draw(lesson, teacher, "a")).Must();
        var life = (await Ask(lesson, student)).Must().Life;

        await lesson.StopSilo();

        Assert.Equal([Json("a")], (await Ask(lesson, student)).Must().Elements);
        await student.Until(w => w.Call?.Board?.Life > life);
        Assert.Equal([Json("a")], (await Ask(lesson, student, life: life, since: 1)).Must().Elements);
    }

    [Fact]
    public async Task Nothing_of_it_is_stored_once_the_session_is_over()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        (await lesson.Lead(teacher, "open_board")).Must();
        (await Draw(lesson, teacher, "a")).Must();
        await lesson.UntilStored("board", isThere: true);

        (await lesson.Lead(teacher, "end")).Must();
        await lesson.UntilStored("board", isThere: false);
    }

    private static IEnumerable<string> Drawn(Witness who) => who.CallNews.SelectMany(static n => n.Board?.Elements ?? []);

    private static string Json(string id, int version = 1, int nonce = 1) =>
        $$"""{"id":"{{id}}","type":"line","version":{{version}},"versionNonce":{{nonce}},"points":[[0,0],[10,10]]}""";

    private static Task<Reply<Done>> Draw(Lesson lesson, Witness by, params string[] ids) => Send(lesson, by, [.. ids.Select(static id => Json(id))]);

    private static Task<Reply<Done>> Send(Lesson lesson, Witness by, params string[] elements) => by.Line.DrawAsync(new DrawRequest(lesson.Call, 1, elements));

    private static Task<Reply<BoardPieceDto>> Ask(Lesson lesson, Witness by, int board = 1, long life = 0, long since = 0) =>
        by.Line.BoardAsync(new BoardRequest(lesson.Call, board, life, since));

    private static Task<Reply<Done>> Show(Lesson lesson, Witness by, Guid? picture) =>
        by.Line.LeadCallAsync(new LeadCallRequest { CallId = lesson.Call, Act = "show_picture", Board = new LeadBoardDto(picture) });
}
