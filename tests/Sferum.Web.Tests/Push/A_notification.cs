using System.Text.Json;
using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Push;

/// <summary>What the service worker does with what a push service brings: the browser's own worker, and no page open.</summary>
public sealed class A_notification(District district)
{
    [Fact]
    public async Task Says_how_many_messages_there_are_while_no_page_is_open()
    {
        await using var device = await Kept();
        var chat = district.Class.Id;

        await Bring(device, new { kind = "chat", person = district.Student.PersonId, chat, chats = 1, unread = 3 });
        await Bring(device, new { kind = "digest", person = district.Student.PersonId, chat = (Guid?)null, chats = 2, unread = 21 });

        await Shows(device, "3 новых сообщения → /chats/" + chat, "Накопилось 21 сообщение → /chats");
    }

    [Fact]
    public async Task Of_the_same_chat_takes_the_place_of_the_former_and_goes_when_it_is_read()
    {
        await using var device = await Kept();
        var chat = district.Class.Id;
        foreach (var unread in new[] { 1, 5 })
        {
            await Bring(device, new { kind = "chat", person = district.Student.PersonId, chat, chats = 1, unread });
        }

        await Shows(device, "5 новых сообщений → /chats/" + chat);
        await device.GoTo($"/chats/{chat}");
        await device.IsAtTheEnd();
        await Shows(device);
    }

    [Fact]
    public async Task Is_not_shown_to_whoever_looks_at_the_page()
    {
        await using var device = await Kept();
        await Deliver(device, new { kind = "chat", person = district.Student.PersonId, chat = district.Class.Id, chats = 1, unread = 2 });
        await Bring(device, new { kind = "digest", person = district.Student.PersonId, chat = (Guid?)null, chats = 1, unread = 1 });

        await Shows(device, "Накопилось 1 сообщение → /chats");
    }

    [Fact]
    public async Task Rests_in_hours_that_one_sets_on_the_profile()
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile");
        var section = device.Page.GetByRole(AriaRole.Region, new() { Name = "Уведомления", Exact = true });
        await section.GetByLabel("С", new() { Exact = true }).FillAsync("21:30");
        await section.GetByLabel("До", new() { Exact = true }).FillAsync("06:45");
        await section.GetByRole(AriaRole.Button, new() { Name = "Задать" }).ClickAsync();
        await Expect(section.GetByRole(AriaRole.Button, new() { Name = "Изменить" })).ToBeVisibleAsync();

        await device.Page.ReloadAsync();
        await Expect(section.GetByLabel("С", new() { Exact = true })).ToHaveValueAsync("21:30");
        await section.GetByRole(AriaRole.Button, new() { Name = "Отменить" }).ClickAsync();
        await Expect(section.GetByRole(AriaRole.Button, new() { Name = "Задать" })).ToBeVisibleAsync();
    }

    /// <summary>The page and its worker are on the device, the person has let it show notifications, and there is something to read.</summary>
    private async Task<Device> Kept()
    {
        await district.Write(district.Teacher, district.Class, [Words.New("Прочтите")]);
        var device = await district.DeviceOf(district.Student, "/chats");
        await device.Page.Context.GrantPermissionsAsync(["notifications"]);
        await device.Until("async () => (await navigator.serviceWorker.ready).active.state === 'activated'");
        return device;
    }

    /// <summary>As <see cref="Deliver"/>, while the page is closed.</summary>
    private static async Task Bring(Device device, object notice)
    {
        await device.GoTo("about:blank");
        await Deliver(device, notice);
        await device.GoTo("/chats");
    }

    /// <summary>The browser's push service brings something for the page's worker.</summary>
    private static async Task Deliver(Device device, object notice)
    {
        var session = await device.Page.Context.NewCDPSessionAsync(device.Page);
        var registered = new TaskCompletionSource<(string Id, string Origin)>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var one in told?.GetProperty("registrations").EnumerateArray() ?? [])
            {
                registered.TrySetResult((one.GetProperty("registrationId").GetString()!, new Uri(one.GetProperty("scopeURL").GetString()!).GetLeftPart(UriPartial.Authority)));
            }
        };
        await session.SendAsync("ServiceWorker.enable");
        var (id, origin) = await registered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await session.SendAsync("ServiceWorker.deliverPushMessage", new()
        {
            ["origin"] = origin, ["registrationId"] = id, ["data"] = JsonSerializer.Serialize(notice, JsonSerializerOptions.Web),
        });
        await session.DetachAsync();
    }

    /// <summary>Until exactly these are on the screen, each with where it leads.</summary>
    private static Task Shows(Device device, params string[] notifications) => device.Until(
        """
        async wanted => {
          const shown = await (await navigator.serviceWorker.ready).getNotifications();
          return JSON.stringify(shown.map(one => `${one.body} → ${one.data.path}`).sort()) === JSON.stringify(wanted);
        }
        """,
        notifications);
}
