using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>The demonstration without a media server: two browsers are connected with each other (design: media).</summary>
public sealed class A_call_of_two_without_a_media_server(Demonstration demonstration) : IClassFixture<Demonstration>
{
    private const string Unenforced = "запреты ведущего не действуют";

    [Fact]
    public async Task Is_seen_and_heard_on_both_sides_says_that_nothing_is_enforced_and_has_no_room_for_a_third()
    {
        var students = await demonstration.StudentsIn(demonstration.Class, 2);
        await using var teacher = await Participant.Before(demonstration, demonstration.Teacher, demonstration.Class);
        await teacher.Enter("Начать видеосессию");
        await using var student = await Participant.Before(demonstration, students[0], demonstration.Class);
        await student.Enter();
        foreach (var one in new[] { teacher, student })
        {
            await one.On("Камера");
            await one.On("Микрофон");
        }

        await teacher.Sees(student);
        await student.Sees(teacher);
        await teacher.Hears();
        await student.Hears();
        await Expect(teacher.Page.GetByText(Unenforced)).ToBeVisibleAsync();
        await Expect(student.Page.GetByText(Unenforced)).ToBeVisibleAsync();

        await using var third = await Participant.Before(demonstration, students[1], demonstration.Class);
        await third.Device.ByName(AriaRole.Button, "Войти в видеосессию").ClickAsync();
        await Expect(third.Page.GetByText("Без медиасервера в видеосессии могут участвовать только двое.")).ToBeVisibleAsync();

        // The page obeys, and the seat says so.
        await teacher.Key("Люди").ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Действия: {students[0].Name}" }).First.ClickAsync();
        await teacher.Device.ByName(AriaRole.Menuitem, "Выключить микрофон").ClickAsync();
        await Expect(student.Key("Микрофон")).ToHaveAttributeAsync("aria-pressed", "false");

        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Действия: {demonstration.Teacher.Name}" }).First.ClickAsync();
        await teacher.Device.ByName(AriaRole.Menuitem, "Показать крупно всем").ClickAsync();
        await Expect(student.Page.GetByText("крупно у всех")).ToBeVisibleAsync();

        // Whoever comes in anew is connected anew.
        await student.Key("Выйти").ClickAsync();
        await Expect(student.Dock).ToBeHiddenAsync();
        await student.Device.GoTo($"/chats/{demonstration.Class.Id}/call");
        await student.Enter();
        await student.On("Камера");
        await teacher.LookAnew();
        await teacher.Sees(student);
        await student.Sees(teacher);
    }
}
