using Microsoft.Playwright;
using Sferum.Running;
using Sferum.TestServers;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Shell;

/// <summary>axe-core finds nothing on any screen, in both themes, on a desk and on a phone.</summary>
public sealed class Accessibility(District district)
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(Repository.Web, "node_modules", "axe-core", "axe.min.js"));

    private static int _phones;

    public static TheoryData<string, string> Looks { get; } = new() { { "desk", "light" }, { "desk", "dark" }, { "phone", "light" }, { "phone", "dark" } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Of_signing_in(string size, string theme)
    {
        await using var device = await district.Stranger("/", LookOf(size, theme));
        await Expect(device.Page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
        await IsClean(device, "who to be");
        await device.ByName(AriaRole.Button, "Войти по телефону").ClickAsync();
        await device.ByName(AriaRole.Textbox, "Телефон").FillAsync($"+7 900 000-00-2{Interlocked.Increment(ref _phones)}");
        await IsClean(device, "phone");
        await device.ByName(AriaRole.Button, "Получить код").ClickAsync();
        await Expect(device.ByName(AriaRole.Textbox, "Код из шести цифр")).ToBeVisibleAsync();
        await IsClean(device, "code");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Of_chats(string size, string theme)
    {
        await using var device = await district.DeviceOf(district.Teacher, "/chats", LookOf(size, theme));
        await Expect(device.InList(district.Class.Title)).ToBeVisibleAsync();
        await IsClean(device, "list");
        await device.GoTo($"/chats/{district.Class.Id}");
        var text = Words.New("Для проверки");
        await device.IsAtTheEnd();
        await device.Field().FillAsync(text);
        await device.ByName(AriaRole.Button, "Отправить").ClickAsync();
        await device.Sees(text);
        await IsClean(device, "chat");
        await device.Page.Keyboard.PressAsync("Control+k");
        await Expect(device.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await IsClean(device, "switcher");
        await device.Page.Keyboard.PressAsync("Escape");
        await OpenMenu(device, text, size);
        await IsClean(device, "message menu");
        await device.Page.Keyboard.PressAsync("Escape");
        await device.GoTo($"/chats/{district.Class.Id}/info");
        await Expect(device.Page.GetByRole(AriaRole.Heading, new() { Name = "Ученики", Exact = false })).ToBeVisibleAsync();
        await IsClean(device, "details");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Of_the_profile(string size, string theme)
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile", LookOf(size, theme));
        await Expect(device.Page.GetByText("это устройство")).ToBeVisibleAsync();
        await IsClean(device, "profile");
        await device.ByName(AriaRole.Button, "Выйти").ClickAsync();
        await Expect(device.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await IsClean(device, "sign-out question");
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

    private static async Task IsClean(Device device, string screen)
    {
        // Evaluated by the browser's own tools: the page's policy would refuse an injected script, as it should.
        await device.Page.EvaluateAsync(Axe);
        var found = await device.Page.EvaluateAsync<string[]>(
            """
            async () => {
              await Promise.all(document.getAnimations().map(a => a.finished.catch(() => {})).slice(0, 20)).catch(() => {});
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160) + ' ' + (n.failureSummary ?? '').replaceAll('\n', ' ').slice(0, 200)).join(' | ')}`);
            }
            """);
        Assert.True(found.Length == 0, $"{screen}: {string.Join('\n', found)}");
    }
}
