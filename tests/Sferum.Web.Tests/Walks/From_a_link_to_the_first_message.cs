using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Walks;

/// <summary>Somebody who has a link and a phone and nothing else: how far it is to the first message.</summary>
public sealed class From_a_link_to_the_first_message(District district)
{
    private const int MostSteps = 6;

    [Theory, MemberData(nameof(Walk.Looks), MemberType = typeof(Walk))]
    public async Task Are_six_steps_at_most(int width, string language)
    {
        await using var admin = await district.DeviceOf(district.Admin, "/school/invitations");
        var link = await NewLink(admin);

        await using var newcomer = await district.Stranger("about:blank", new Look(width, 844, Language: language));
        var walk = new Walk(newcomer, "first-message", width, language);
        var family = $"Новикова-{(width == 390 ? "Малая" : "Большая")}-{(language == "ru" ? "Здешняя" : "Дальняя")}";
        await walk.Step("link", async () =>
        {
            await newcomer.GoTo(link.PathAndQuery + link.Fragment);
            await Expect(newcomer.Page.GetByText(walk.Says.Page("joining.explain.student"))).ToBeVisibleAsync();
        });
        await newcomer.IsClean("link");
        await Come(newcomer, walk, family, $"+79000{width:0000}{(language == "ru" ? 10 : 20)}");

        await Accept(admin, $"{family} Злата");
        var chats = newcomer.Page.GetByRole(AriaRole.Region, new() { Name = walk.Says.Page("chats.list") }).GetByRole(AriaRole.Link);
        await walk.Comes("chats", () => Expect(chats.First).ToBeVisibleAsync(new() { Timeout = 30_000 }));
        await Write(newcomer, walk, chats);
        Assert.InRange(walk.Steps, 1, MostSteps);
    }

    /// <summary>A phone, a code, a name.</summary>
    private async Task Come(Device newcomer, Walk walk, string family, string phone)
    {
        var says = walk.Says;
        await walk.Step("phone", async () =>
        {
            await newcomer.ByName(AriaRole.Textbox, says.Page("people.phone")).FillAsync(phone);
            await newcomer.ByName(AriaRole.Button, says.Page("people.getCode")).ClickAsync();
            await Expect(newcomer.ByName(AriaRole.Textbox, says.Page("people.code"))).ToBeVisibleAsync();
        });
        await walk.Step("code", async () =>
        {
            await newcomer.ByName(AriaRole.Textbox, says.Page("people.code")).FillAsync(await district.Code(phone));
            await Expect(newcomer.ByName(AriaRole.Textbox, says.Page("joining.familyName"))).ToBeVisibleAsync();
        });
        await newcomer.IsClean("name");
        await walk.Step("name", async () =>
        {
            await newcomer.ByName(AriaRole.Textbox, says.Page("joining.familyName")).FillAsync(family);
            await newcomer.ByName(AriaRole.Textbox, says.Page("joining.givenName")).FillAsync("Злата");
            await newcomer.ByName(AriaRole.Button, says.Page("joining.ask")).ClickAsync();
            await Expect(newcomer.ByName(AriaRole.Button, says.Page("joining.withdraw"))).ToBeVisibleAsync();
        });
        await newcomer.IsClean("waiting");
        await newcomer.IsNarrowEnough();
    }

    private async Task Write(Device newcomer, Walk walk, ILocator chats)
    {
        var field = newcomer.ByName(AriaRole.Textbox, walk.Says.Page("chats.composer.name"));
        await walk.Step("chat", async () =>
        {
            await chats.Filter(new() { HasText = district.Class.Title }).First.ClickAsync();
            await Expect(field).ToBeVisibleAsync();
        });
        var text = Words.New("Здравствуйте!");
        await walk.Step("message", async () =>
        {
            await field.FillAsync(text);
            await newcomer.ByName(AriaRole.Button, walk.Says.Page("chats.composer.send")).ClickAsync();
            await Expect(newcomer.Row(text)).Not.ToHaveAttributeAsync("data-pending", "pending");
            await newcomer.Row(text).GetByText(text).ClickAsync(new() { Trial = true });
        });
        await newcomer.IsNarrowEnough();
    }

    private async Task<Uri> NewLink(Device admin)
    {
        await admin.ByName(AriaRole.Button, "Новая ссылка").ClickAsync();
        await admin.ByName(AriaRole.Combobox, "Класс").SelectOptionAsync(new SelectOptionValue { Label = district.Class.Title });
        await admin.ByName(AriaRole.Button, "Создать ссылку").ClickAsync();
        var link = await admin.ByName(AriaRole.Textbox, "Ссылка").InputValueAsync();
        await admin.IsClean("open link");
        return new Uri(link);
    }

    private static async Task Accept(Device admin, string name)
    {
        await admin.GoTo("/school/requests");
        await admin.Page.GetByRole(AriaRole.Searchbox).FillAsync(name);
        await admin.ByName(AriaRole.Checkbox, $"Выбрать: {name}").CheckAsync();
        await admin.ByName(AriaRole.Button, "Принять 1").ClickAsync();
        await Expect(admin.ByText("Принята 1 заявка")).ToBeVisibleAsync();
    }
}
