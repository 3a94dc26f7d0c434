using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Shell;

/// <summary>axe-core finds nothing on any screen, in both themes, on a desk and on a phone.</summary>
public sealed class Accessibility(District district)
{
    private static int _phones;

    public static TheoryData<string, string> Looks { get; } = new() { { "desk", "light" }, { "desk", "dark" }, { "phone", "light" }, { "phone", "dark" } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Of_signing_in(string size, string theme)
    {
        await using var device = await district.Stranger("/", LookOf(size, theme));
        await Expect(device.Page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
        await device.IsClean("who to be");
        await device.ByName(AriaRole.Button, "Войти по телефону").ClickAsync();
        await device.ByName(AriaRole.Textbox, "Телефон").FillAsync($"+7 900 000-00-2{Interlocked.Increment(ref _phones)}");
        await device.IsClean("phone");
        await device.ByName(AriaRole.Button, "Получить код").ClickAsync();
        await Expect(device.ByName(AriaRole.Textbox, "Код из шести цифр")).ToBeVisibleAsync();
        await device.IsClean("code");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Of_chats(string size, string theme)
    {
        await using var device = await district.DeviceOf(district.Teacher, "/chats", LookOf(size, theme));
        await Expect(device.InList(district.Class.Title)).ToBeVisibleAsync();
        await device.IsClean("list");
        await device.GoTo($"/chats/{district.Class.Id}");
        var text = Words.New("Для проверки");
        await device.IsAtTheEnd();
        await device.Field().FillAsync(text);
        await device.ByName(AriaRole.Button, "Отправить").ClickAsync();
        await device.Sees(text);
        await device.IsClean("chat");
        await device.Page.Keyboard.PressAsync("Control+k");
        await Expect(device.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await device.IsClean("switcher");
        await device.Page.Keyboard.PressAsync("Escape");
        await OpenMenu(device, text, size);
        await device.IsClean("message menu");
        foreach (var act in new[] { "Переслать", "Кто прочитал" })
        {
            await device.ByName(AriaRole.Menuitem, act).ClickAsync();
            await IsCleanInDialog(device, act);
            await OpenMenu(device, text, size);
        }

        await device.Page.Keyboard.PressAsync("Escape");
        foreach (var tool in new[] { "Опрос", "Отложенные сообщения", "Эмодзи" })
        {
            await device.Tool(tool);
            await IsCleanInDialog(device, tool);
        }

        await device.Page.Keyboard.PressAsync("Control+f");
        await Expect(device.ByName(AriaRole.Searchbox, "Что найти")).ToBeVisibleAsync();
        await device.IsClean("search");
        await device.GoTo($"/chats/{district.Class.Id}/info");
        await Expect(device.Page.GetByRole(AriaRole.Heading, new() { Name = "Ученики", Exact = false })).ToBeVisibleAsync();
        await device.IsClean("details");
        await device.ByName(AriaRole.Button, "Настройки чата").ClickAsync();
        await IsCleanInDialog(device, "settings");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Of_the_profile(string size, string theme)
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile", LookOf(size, theme));
        await Expect(device.Page.GetByText("это устройство")).ToBeVisibleAsync();
        await device.IsClean("profile");
        await device.ByName(AriaRole.Button, "Выйти").ClickAsync();
        await Expect(device.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await device.IsClean("sign-out question");
    }

    private static Look LookOf(string size, string theme) =>
        (size == "phone" ? Look.Phone : Look.Desk) with { Theme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light };

    private static async Task OpenMenu(Device device, string text, string size)
    {
        if (size == "phone")
        {
            await device.Row(text).Locator("[class*=_text_]").TapAsync();
        }
        else
        {
            await device.OpenMenu(text);
        }

        await Expect(device.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
    }

    private static async Task IsCleanInDialog(Device device, string name)
    {
        await Expect(device.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await device.IsClean(name);
        await device.Page.Keyboard.PressAsync("Escape");
        await Expect(device.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
