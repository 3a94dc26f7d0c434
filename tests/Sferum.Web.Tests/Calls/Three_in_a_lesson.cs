using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>A teacher and two students in a lesson, each in a browser, with camera and microphone on.</summary>
public abstract class Three_in_a_lesson(Classroom classroom) : IClassFixture<Classroom>, IAsyncLifetime
{
    private readonly List<Participant> _all = [];

    private protected Classroom Classroom => classroom;

    private protected IReadOnlyList<Participant> All => _all;

    private protected Participant Teacher => _all[0];

    private protected Participant First => _all[1];

    private protected Participant Second => _all[2];

    public async ValueTask InitializeAsync()
    {
        var teacher = await Participant.Before(classroom, classroom.Teacher, classroom.Class);
        _all.Add(teacher);
        await teacher.Enter("Начать видеосессию");
        foreach (var person in await classroom.StudentsIn(classroom.Class, 2))
        {
            var student = await Participant.Before(classroom, person, classroom.Class);
            _all.Add(student);
            await student.Enter();
        }

        foreach (var participant in _all)
        {
            await participant.On("Камера");
            await participant.On("Микрофон");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Teacher.Key("Выйти").ClickAsync();
        await Teacher.Device.ByName(AriaRole.Menuitem, "Завершить для всех").ClickAsync();
        await Teacher.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Завершить для всех" }).ClickAsync();
        await Expect(First.Device.ByText("Видеосессия закончилась")).ToBeVisibleAsync();
        foreach (var participant in _all)
        {
            await participant.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task EverybodySeesEverybody()
    {
        foreach (var one in _all)
        {
            foreach (var other in _all.Where(o => o != one))
            {
                await one.Sees(other);
            }
        }
    }
}
