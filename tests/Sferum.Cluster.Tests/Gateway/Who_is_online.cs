using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class Who_is_online
{
    [Fact]
    public async Task Is_told_to_a_teacher_who_looks_and_never_to_a_student()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var student = await district.Town.Person(school);
        var (_, chat) = await district.Town.Class(school, teacher, [student]);
        await district.FollowRoster(chat);
        await using var hers = await Witness.Join(await district.SignIn(teacher));
        await using var theirs = await Witness.Join(await district.SignIn(student));

        (await theirs.Line.WatchAsync(chat.Value, on: true)).Must();
        (await hers.Line.WatchAsync(chat.Value, on: true)).Must();
        await hers.Until(static w => w.States.Any(static s => s.Online is { Count: > 0 }));

        // What is written to a room goes to all its sockets in turn: after this message nothing of the above is still under way.
        (await hers.Line.PostAsync(chat.Value, "Все на месте")).Must();
        await theirs.Until(w => w.Events(chat.Value).Any(static e => e.Message?.Text == "Все на месте"));
        Assert.DoesNotContain(theirs.States, static s => s.Online is not null);
    }
}
