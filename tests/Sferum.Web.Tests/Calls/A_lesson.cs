using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>A teacher and two students in three browsers, over the hub and a real media server (product, 2.3, 2.5; design: media).</summary>
public sealed class A_lesson(Classroom classroom) : IClassFixture<Classroom>, IAsyncLifetime
{
    private readonly List<Participant> _all = [];

    private Participant Teacher => _all[0];

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
        await Expect(_all[1].Device.ByText("Видеосессия закончилась")).ToBeVisibleAsync();
        foreach (var participant in _all)
        {
            await participant.DisposeAsync();
        }
    }

    [Fact]
    public async Task Is_seen_by_everybody_with_screen_hands_and_a_teacher_who_mutes()
    {
        await EverybodySeesEverybody();

        await Teacher.Key("Показать экран").ClickAsync();
        await _all[1].Sees(Teacher, screen: true);
        await _all[2].Sees(Teacher, screen: true);

        // Hands stand in order: the second student was first.
        await _all[2].Key("Рука").ClickAsync();
        await Expect(_all[1].Page.GetByText("поднята рука, очередь: 1").First).ToBeAttachedAsync();
        await _all[1].Key("Рука").ClickAsync();
        await Expect(Teacher.Page.GetByText("поднята рука, очередь: 2").First).ToBeAttachedAsync();

        await Teacher.Key("Люди").ClickAsync();
        await Teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Действия: {classroom.Student.Name}" }).First.ClickAsync();
        await Teacher.Device.ByName(AriaRole.Menuitem, "Выключить микрофон").ClickAsync();
        await Expect(_all[1].Key("Микрофон")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(_all[1].Page.GetByText("Ведущий выключил ваш микрофон").First).ToBeVisibleAsync();
        await Expect(_all[2].Key("Микрофон")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Goes_on_by_itself_when_its_media_server_is_killed()
    {
        await EverybodySeesEverybody();
        foreach (var participant in _all)
        {
            await participant.LookAnew();
        }

        await classroom.KillCarrier();

        await EverybodySeesEverybody();
        foreach (var participant in _all)
        {
            await Expect(participant.Dock).ToBeVisibleAsync();
        }
    }

    private async Task EverybodySeesEverybody()
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
