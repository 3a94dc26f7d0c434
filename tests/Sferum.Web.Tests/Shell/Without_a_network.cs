using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Shell;

/// <summary>The page is opened again where there is no network: by the service worker, from what the device has kept.</summary>
public sealed class Without_a_network(District district)
{
    [Fact]
    public async Task The_list_and_the_last_messages_are_there_and_what_is_written_goes_once_and_in_order()
    {
        await using var student = await OpenKept(district.Student);
        await using var teacher = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}");
        await teacher.IsAtTheEnd();
        var before = Words.New("До отъезда");
        await teacher.Say(before);
        await student.Sees(before);
        await student.Keeps(before);

        await student.Offline(true);
        await student.Page.ReloadAsync();
        await Expect(student.InList(district.Class.Title)).ToBeVisibleAsync();
        await student.IsAtTheEnd();
        await student.Sees(before);
        await student.SaysOnBanner("Показано то, что сохранено на устройстве");
        Assert.InRange((await student.Texts()).Length, 1, 50);

        string[] texts = [Words.New("Из тундры"), Words.New("и ещё")];
        foreach (var text in texts)
        {
            await student.Say(text);
        }

        await Expect(student.Row(texts[1])).ToHaveAttributeAsync("data-pending", "pending");
        await student.Page.ReloadAsync();
        await Expect(student.Row(texts[1])).ToHaveAttributeAsync("data-pending", "pending");

        await student.Offline(false);
        foreach (var text in texts)
        {
            await teacher.Sees(text);
        }

        await Expect(student.Log().Locator("[data-pending]")).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        Assert.Equal(texts, (await teacher.Texts()).Where(texts.Contains));
        Assert.Equal(texts, (await district.History(district.Teacher, district.Class, 2)).Select(static e => e.Message!.Text!));
    }

    [Fact]
    public async Task Parts_of_the_page_that_were_not_opened_yet_open_too()
    {
        await using var device = await OpenKept(district.Teacher);
        await device.Offline(true);
        await device.ByName(AriaRole.Link, "Профиль", exact: false).First.ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, "Где вы вошли")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_of_the_person_is_in_what_the_worker_keeps()
    {
        await using var device = await OpenKept(district.Teacher);
        await device.GoTo($"/chats/{district.Class.Id}/info");
        await Expect(device.Page.GetByRole(AriaRole.Heading, new() { Name = "Ученики", Exact = false })).ToBeVisibleAsync();
        var kept = await device.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const caches = await Promise.all((await window.caches.keys()).map(name => window.caches.open(name)));
              const requests = await Promise.all(caches.map(cache => cache.keys()));
              return requests.flat().map(request => new URL(request.url).pathname);
            }
            """);
        Assert.Contains("/", kept);
        Assert.All(kept, static path => Assert.Matches("^/(assets/[^/]+|theme.js|favicon(-unread)?.svg)?$", path));
    }

    [Fact]
    public async Task Whoever_signs_out_leaves_no_messages_behind()
    {
        await using var device = await OpenKept(district.Student);
        await device.GoTo("/profile");
        await device.ByName(AriaRole.Button, "Выйти").ClickAsync();
        await device.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Выйти", Exact = true }).ClickAsync();
        await Expect(device.Page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
        await device.Until("async () => (await indexedDB.databases()).length === 0");
        await device.Offline(true);
        await device.Page.ReloadAsync();
        await Expect(device.ByName(AriaRole.Button, "Войти по телефону").Or(device.ByName(AriaRole.Textbox, "Телефон"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_version_is_offered_and_taken_with_the_draft_kept()
    {
        await using var device = await OpenKept(district.Teacher);
        var draft = Words.New("Недописанное");
        await device.Field().FillAsync(draft);
        using var next = NextVersion.Serve();
        await device.Page.EvaluateAsync("async () => { await (await navigator.serviceWorker.ready).update(); }");
        var offer = device.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Обновить" });
        await Expect(offer).ToBeVisibleAsync();
        await Expect(device.Field()).ToHaveValueAsync(draft);

        await device.IsLoadedAnewBy(() => offer.ClickAsync());
        await device.IsAtTheEnd();
        await Expect(device.Field()).ToHaveValueAsync(draft);
        await Expect(offer).ToHaveCountAsync(0);
        await device.Until("async version => (await caches.keys()).includes('sferum.shell.' + version)", next.Version);
        await device.Field().FillAsync("");
    }

    /// <summary>A chat on the screen, and the page on the device.</summary>
    private async Task<Device> OpenKept(People.DemoPersonDto person)
    {
        var device = await district.DeviceOf(person, $"/chats/{district.Class.Id}");
        await device.IsAtTheEnd();
        await device.Until("async () => (await navigator.serviceWorker.ready).active.state === 'activated' && navigator.serviceWorker.controller !== null");
        return device;
    }
}
