using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>What a browser finds out before its person comes in, with a real TURN server (ux, 65).</summary>
public sealed class Before_a_lesson
{
    [Fact]
    public async Task It_is_seen_whether_pictures_and_sound_find_a_way_and_nobody_is_kept_from_coming_in()
    {
        await using var classroom = new Classroom { HasTurn = true };
        await classroom.InitializeAsync();
        await using var teacher = await Participant.Before(classroom, classroom.Teacher, classroom.Class);
        await teacher.Enter("Начать видеосессию");
        await using var student = await Participant.Before(classroom, (await classroom.StudentsIn(classroom.Class, 1))[0], classroom.Class);
        await Expect(student.Device.ByText("Путь для видео и звука есть")).ToBeVisibleAsync();

        await classroom.Network.Turn!.KillAsync();
        await student.Page.ReloadAsync();
        await Expect(student.Device.ByText("Пути для видео и звука не видно. Войти можно, но вас могут не увидеть и не услышать")).ToBeVisibleAsync();
        await student.Enter();

        // There was a way all the same, past the TURN server.
        await teacher.On("Камера");
        await student.Sees(teacher);
    }
}
