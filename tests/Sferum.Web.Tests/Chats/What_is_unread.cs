using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

public sealed class What_is_unread(District district)
{
    [Fact]
    public async Task Is_counted_in_the_list_and_begins_with_a_line_in_the_chat()
    {
        await using var student = await district.DeviceOf(district.Student);
        await Open(student);
        await district.IsRead(district.Student, district.Class);
        await student.ByName(AriaRole.Link, "Профиль").ClickAsync();
        await Expect(student.ByName(AriaRole.Heading, "Где вы вошли")).ToBeVisibleAsync();

        string[] texts = [Words.New("Раз"), Words.New("Два"), Words.New("Три")];
        await district.Write(district.Teacher, district.Class, texts);
        await student.GoTo("/chats");
        await Expect(student.InList(district.Class.Title)).ToContainTextAsync("3 новых");
        await Expect(student.Page).ToHaveTitleAsync(Words.Like(@"^\(\d+\) "));

        await student.InList(district.Class.Title).PressAsync("Enter");
        await Expect(student.Page.Locator("[data-unread-line]")).ToHaveTextAsync("Новые сообщения");
        await student.Sees(texts[2]);
        await Expect(student.InList(district.Class.Title)).Not.ToContainTextAsync("новых");
        await Expect(student.Page.Locator("[data-unread-line]")).ToBeVisibleAsync();

        await district.IsRead(district.Student, district.Class);
        await student.GoTo("/chats");
        await Open(student);
        await Expect(student.Page.Locator("[data-unread-line]")).ToHaveCountAsync(0);
        await Expect(student.InList(district.Class.Title)).Not.ToContainTextAsync("новых");
    }

    [Fact]
    public async Task Stays_unread_while_nobody_looks()
    {
        await using var student = await district.DeviceOf(district.Student);
        await Open(student);
        await student.Page.EvaluateAsync("() => { document.hasFocus = () => false; }");
        var text = Words.New("Пока никто не смотрит");
        await district.Write(district.Teacher, district.Class, [text]);
        await student.Sees(text);
        await Expect(student.InList(district.Class.Title)).ToContainTextAsync("1 новое");
        await student.Page.EvaluateAsync("() => { delete document.hasFocus; window.dispatchEvent(new Event('focus')); }");
        await Expect(student.InList(district.Class.Title)).Not.ToContainTextAsync("новое");
    }

    private async Task Open(Device student)
    {
        // By the keyboard: others write meanwhile, and what stood under the mouse may have moved on when the button goes down.
        await student.InList(district.Class.Title).PressAsync("Enter");
        await student.IsAtTheEnd();
        await Expect(student.InList(district.Class.Title)).Not.ToContainTextAsync("нов");
    }
}
