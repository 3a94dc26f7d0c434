using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.People;

/// <summary>A deployment without anybody in it: its host prints a link, and the link makes the first operator.</summary>
public sealed class The_first_operator
{
    [Fact]
    public async Task Comes_in_by_the_printed_link_a_phone_and_a_code()
    {
        await using var host = await HostWithPage.StartAsync();
        var path = (await host.SaysAsync(@"/claim#\S+")).Value;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        await using var device = await Device.Open(await browser.NewContextAsync(new() { BaseURL = host.Address, Locale = "ru-RU" }), host.Address);
        await device.GoTo(path);
        await device.ByName(AriaRole.Textbox, "Телефон").FillAsync("8 900 000-00-11");
        await device.ByName(AriaRole.Button, "Получить код").ClickAsync();
        var code = (await host.SaysAsync(@"SMS \S+ .*?(\d{6})")).Groups[1].Value;
        await device.ByName(AriaRole.Textbox, "Код из шести цифр").FillAsync(code);
        await Expect(device.ByText("Чатов пока нет")).ToBeVisibleAsync();
        await device.GoTo("/profile");
        await Expect(device.Page.GetByText("оператор").First).ToBeVisibleAsync();
    }
}
