namespace Sferum.Calls;

/// <summary>One person in the foreground for all (ux, 68).</summary>
public sealed class Spotlight_of_a_lesson
{
    [Fact]
    public async Task A_leader_puts_one_in_the_foreground_for_all_until_the_person_leaves_and_students_do_not()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var first = await lesson.Enter(0);
        var second = await lesson.Enter(1);
        Assert.Equal("call.not_leading", (await lesson.Lead(second, "spotlight", lesson.Students[1])).Refusal?.Code);

        (await lesson.Lead(teacher, "spotlight", lesson.Students[0])).Must();
        await second.Until(w => w.Call?.Spotlight == lesson.Students[0].Value);
        (await first.Line.LeaveCallAsync(lesson.Call)).Must();

        await second.Until(static w => w.Call is { Seats.Count: 2, Spotlight: null });
    }
}
