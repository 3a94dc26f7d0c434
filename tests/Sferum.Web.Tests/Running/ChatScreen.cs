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
        device.Page.GetByRole(AriaRole.Region, new() { Name = "Список чатов" }).GetByRole(AriaRole.Link).Filter(new() { HasText = title }).First;

    public static async Task Say(this Device device, string text)
    {
        await device.Field().FillAsync(text);
        await device.Field().PressAsync("Enter");
    }

    public static Task Sees(this Device device, string text) => Expect(device.Row(text)).ToBeVisibleAsync(new() { Timeout = 15_000 });

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

    /// <summary>The texts of all messages on the screen, from top to bottom.</summary>
    public static Task<string[]> Texts(this Device device) =>
        device.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[role=log] [class*=_text_]')].map(e => e.textContent)");

    public static Task SaysOnBanner(this Device device, string text) =>
        Expect(device.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = text })).ToBeVisibleAsync(new() { Timeout = 30_000 });
}
