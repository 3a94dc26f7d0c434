using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>A teacher and two students in three browsers, over the hub and a real media server (product, 2.3, 2.5; design: media).</summary>
public sealed class A_lesson(Classroom classroom) : Three_in_a_lesson(classroom)
{
    [Fact]
    public async Task Is_seen_by_everybody_with_screen_hands_and_a_teacher_who_mutes()
    {
        await EverybodySeesEverybody();

        await Teacher.Key("Показать экран").ClickAsync();
        await First.Sees(Teacher, screen: true);
        await Second.Sees(Teacher, screen: true);

        // As slides it is sent, by wish, at a fraction of the pictures.
        var moving = await Frames.OfScreen(First, seconds: 3);
        await Teacher.Key("Ещё").ClickAsync();
        await Teacher.Device.ByName(AriaRole.Menuitemcheckbox, "Мой экран слайдами: кадр в секунду").ClickAsync();
        await Teacher.Page.Keyboard.PressAsync("Escape");
        var slides = moving;
        for (var i = 0; i < 5 && slides * 2 > moving; i++)
        {
            slides = await Frames.OfScreen(First, seconds: 3);
        }

        Assert.InRange(slides, 1, moving / 2);

        // Hands stand in order: the second student was first.
        await Second.Key("Рука").ClickAsync();
        await Expect(First.Page.GetByText("поднята рука, очередь: 1").First).ToBeAttachedAsync();
        await First.Key("Рука").ClickAsync();
        await Expect(Teacher.Page.GetByText("поднята рука, очередь: 2").First).ToBeAttachedAsync();

        await Teacher.Key("Люди").ClickAsync();
        await Teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Действия: {Classroom.Student.Name}" }).First.ClickAsync();
        await Teacher.Device.ByName(AriaRole.Menuitem, "Выключить микрофон").ClickAsync();
        await Expect(First.Key("Микрофон")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(First.Page.GetByText("Ведущий выключил ваш микрофон").First).ToBeVisibleAsync();
        await Expect(Second.Key("Микрофон")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Goes_on_by_itself_when_its_media_server_is_killed()
    {
        await EverybodySeesEverybody();
        foreach (var participant in All)
        {
            await participant.LookAnew();
        }

        await Classroom.Carriers.Lose(static carrier => carrier.Kill());

        await EverybodySeesEverybody();
        foreach (var participant in All)
        {
            await Expect(participant.Dock).ToBeVisibleAsync();
        }
    }
}
