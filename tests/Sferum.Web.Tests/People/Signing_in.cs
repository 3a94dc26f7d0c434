using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.People;

public sealed class Signing_in(District district)
{
    [Fact]
    public async Task By_choosing_who_to_be_opens_the_chats()
    {
        await using var device = await district.Stranger();
        await device.Page.GetByRole(AriaRole.Searchbox).FillAsync(district.Teacher.Name);
        await device.ByName(AriaRole.Button, district.Teacher.Name, exact: false).First.ClickAsync();
        await Expect(device.InList(district.Class.Title)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_a_wrong_code_is_refused_in_the_readers_language()
    {
        await using var device = await district.Stranger("/", Look.Desk with { Language = "en" });
        await device.ByName(AriaRole.Button, "Sign in by phone").ClickAsync();
        await device.ByName(AriaRole.Textbox, "Phone").FillAsync("12");
        await device.ByName(AriaRole.Button, "Get a code").ClickAsync();
        await Expect(device.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Words.Like("[A-Za-z]{4}"));
    }

    [Fact]
    public async Task On_two_devices_can_be_ended_on_one_from_the_other()
    {
        await using var first = await district.DeviceOf(district.Student);
        await Expect(first.InList(district.Class.Title)).ToBeVisibleAsync();
        await using var second = await district.DeviceOf(district.Student, "/profile");
        await Expect(second.Page.GetByText("это устройство")).ToBeVisibleAsync();
        var ends = second.ByName(AriaRole.Button, "Завершить вход", exact: false);
        while (await ends.CountAsync() > 0)
        {
            var left = await ends.CountAsync();
            await ends.First.ClickAsync();
            await Expect(ends).ToHaveCountAsync(left - 1);
        }

        await Expect(first.ByName(AriaRole.Heading, "Кем войти?")).ToBeVisibleAsync();
        await second.GoTo("/chats");
        await Expect(second.InList(district.Class.Title)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Is_over_on_a_device_that_was_away_when_its_session_was_ended()
    {
        await using var away = await district.DeviceOf(district.Student);
        await Expect(away.InList(district.Class.Title)).ToBeVisibleAsync();
        await away.Offline(true);
        await using var here = await district.DeviceOf(district.Student, "/profile");
        var ends = here.ByName(AriaRole.Button, "Завершить вход", exact: false);
        await Expect(ends.First).ToBeVisibleAsync();
        while (await ends.CountAsync() is var left and > 0)
        {
            await ends.First.ClickAsync();
            await Expect(ends).ToHaveCountAsync(left - 1);
        }

        await away.Offline(false);
        await Expect(away.Page.GetByText("Нужно войти снова")).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task In_two_tabs_renews_in_turns_and_stays()
    {
        await using var device = await district.DeviceOf(district.Teacher);
        var tabs = new List<IPage> { device.Page };
        for (var i = 0; i < 3; i++)
        {
            tabs.Add(await device.AnotherTab("/chats"));
        }

        // Each reload throws the access token away, so that all tabs renew at the same moment.
        await Task.WhenAll(tabs.Select(static tab => tab.ReloadAsync()));
        foreach (var tab in tabs)
        {
            await Expect(tab.GetByRole(AriaRole.Link).Filter(new() { HasText = district.Class.Title }).First).ToBeVisibleAsync();
        }

        var text = Words.New("Из вкладки");
        await district.Write(district.Student, district.Class, [text]);
        foreach (var tab in tabs)
        {
            await Expect(tab.GetByText(text).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task And_out_leaves_nothing_on_the_device()
    {
        await using var device = await district.DeviceOf(district.Student, $"/chats/{district.Class.Id}");
        await Expect(device.Field()).ToBeVisibleAsync();
        await device.GoTo("/profile");
        await device.ByName(AriaRole.Button, "Выйти").ClickAsync();
        await device.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, "Кем войти?")).ToBeVisibleAsync();
        await Expect(device.Page.Locator("html")).ToBeVisibleAsync();
        await device.Until("async () => (await indexedDB.databases()).length === 0");
        Assert.Null(await device.Page.EvaluateAsync<string?>("() => localStorage.getItem('sferum.session')"));
    }
}
