using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Running;

/// <summary>The words of the tests for what is on the screen of a chat.</summary>
internal static class ChatScreen
{
    public static ILocator Log(this Device device) => device.Page.GetByRole(AriaRole.Log);

    public static ILocator Field(this Device device) => device.ByName(AriaRole.Textbox, "Сообщение");

    /// <summary>The whole row of a message: bubble, actions, what can be done when it failed.</summary>
    public static ILocator Row(this Device device, string text) =>
        device.Log().Locator("[class*=_msg_]").Filter(new() { HasText = text }).Last;

    public static ILocator InList(this Device device, string title) =>
        device.Page.GetByRole(AriaRole.Region, new() { Name = "Список чатов" }).GetByRole(AriaRole.Link, new() { NameRegex = Words.Like($@"^{Regex.Escape(title)}(\s|$)") }).First;

    public static async Task Say(this Device device, string text)
    {
        await device.Field().FillAsync(text);
        await device.Field().PressAsync("Enter");
    }

    public static Task Sees(this Device device, string text) => Expect(device.Row(text)).ToBeVisibleAsync();

    public static async Task OpenMenu(this Device device, string text)
    {
        await device.Row(text).HoverAsync();
        await device.Row(text).GetByRole(AriaRole.Button, new() { Name = "Действия с сообщением" }).ClickAsync();
    }

    public static async Task Choose(this Device device, string text, string act)
    {
        await device.OpenMenu(text);
        await device.ByName(AriaRole.Menuitem, act).ClickAsync();
    }

    /// <summary>Chooses what is sent beside a text.</summary>
    public static async Task Tool(this Device device, string tool)
    {
        await device.ByName(AriaRole.Button, "Файл, опрос и другое").ClickAsync();
        await device.ByName(AriaRole.Menuitem, tool).ClickAsync();
    }

    /// <summary>The chat is drawn, and the view stands at its end.</summary>
    public static async Task IsAtTheEnd(this Device device)
    {
        await Expect(device.Field()).ToBeVisibleAsync();
        await Expect(device.Log()).ToHaveAttributeAsync("aria-busy", "false");
        var jump = device.ByName(AriaRole.Button, "К последним сообщениям", exact: false);
        await Expect(jump.Or(device.Log().Locator("[class*=_bubble_], [class*=_system_]")).First).ToBeVisibleAsync();
        // In one step: between a look and a press the view may come to the end by itself, and the button goes.
        await jump.EvaluateAllAsync<int>("buttons => { buttons.forEach(button => button.click()); return buttons.length; }");
        await Expect(jump).ToHaveCountAsync(0);
    }

    /// <summary>The texts of all messages on the screen, from top to bottom.</summary>
    public static Task<string[]> Texts(this Device device) =>
        device.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[role=log] [class*=_text_]')].map(e => e.textContent)");

    /// <summary>Until the message lies in the browser's own store, where a reload without a line finds it.</summary>
    public static Task Keeps(this Device device, string text) => device.Until(
        """
        async (text) => {
          for (const { name } of await indexedDB.databases()) {
            const db = await new Promise((resolve, reject) => {
              const opening = indexedDB.open(name);
              opening.onsuccess = () => resolve(opening.result);
              opening.onerror = () => reject(opening.error);
            });
            const windows = await new Promise((resolve) => {
              const reading = db.transaction('windows').objectStore('windows').getAll();
              reading.onsuccess = () => resolve(reading.result);
            });
            db.close();
            if (windows.some(w => w.rows.some(r => r.message?.text === text))) return true;
          }
          return false;
        }
        """,
        text);

    public static Task SaysOnBanner(this Device device, string text) =>
        Expect(device.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = text })).ToBeVisibleAsync(new() { Timeout = 30_000 });
}
