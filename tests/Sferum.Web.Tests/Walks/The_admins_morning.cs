using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Walks;

/// <summary>What an administrator finds in the morning: hundreds who want to come in, a student who changes the class, a new file of lists.</summary>
public sealed class The_admins_morning(District district)
{
    [Theory, MemberData(nameof(Walk.Looks), MemberType = typeof(Walk))]
    public async Task Is_four_hundred_answers_a_transfer_and_a_file(int width, string language)
    {
        var tag = language + width;
        await Crowd.Comes(district.Data, district.Class, tag);
        await using var admin = await district.DeviceOf(district.Admin, "/school", new Look(width, 844, Language: language));
        var walk = new Walk(admin, "morning", width, language);
        await walk.Comes("what-waits", () => Expect(admin.Page.GetByText(Crowd.Name(0, tag)).First).ToBeVisibleAsync());
        await Answer(admin, walk, Crowd.Name(0, tag));
        await Transfer(admin, walk, Crowd.Name(0, tag));
        await BringIn(admin, walk, tag);
        await admin.IsNarrowEnough();
    }

    private static async Task Answer(Device admin, Walk walk, string first)
    {
        var says = walk.Says;
        await walk.Step("requests", async () =>
        {
            await admin.GoTo("/school/requests");
            await Expect(admin.Page.GetByText(first).First).ToBeVisibleAsync();
        });
        await walk.Step("chosen", async () =>
        {
            await admin.ByName(AriaRole.Checkbox, says.Desk("table.chooseAll")).CheckAsync();
            await Expect(AcceptChosen(admin)).ToBeVisibleAsync();
        });
        await walk.Step("accepted", async () =>
        {
            await AcceptChosen(admin).ClickAsync();
            await Expect(admin.ByText(says.Desk("requests.empty"))).ToBeVisibleAsync(new() { Timeout = 120_000 });
        });
    }

    private static ILocator AcceptChosen(Device admin) => admin.Page.Locator("[class*=_deciding_] .btn.pri");

    private static async Task Transfer(Device admin, Walk walk, string name)
    {
        var says = walk.Says;
        await walk.Step("movements", async () =>
        {
            await admin.GoTo("/school/movements");
            await admin.ByName(AriaRole.Button, says.Desk("movements.new")).ClickAsync();
            await admin.ByName(AriaRole.Menuitem, says.Desk("movements.kinds.class_transfer")).ClickAsync();
            await Expect(admin.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        });
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await walk.Step("transfer", async () =>
        {
            await dialog.GetByRole(AriaRole.Combobox, new() { Name = says.Desk("movements.whom"), Exact = true }).FillAsync(name.Split(' ')[0]);
            await dialog.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First.ClickAsync();
            await dialog.GetByLabel(says.Desk("movements.toClass")).SelectOptionAsync(new SelectOptionValue { Label = "8Б" });
            await dialog.GetByLabel(says.Desk("form.orderNumber")).FillAsync("61-у");
        });
        await walk.Step("transferred", async () =>
        {
            await dialog.GetByRole(AriaRole.Button, new() { Name = says.Desk("movements.order"), Exact = true }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
            await Expect(admin.Page.GetByText(says.Desk("movements.statuses.applied")).Last).ToBeVisibleAsync();
        });
    }

    private static async Task BringIn(Device admin, Walk walk, string tag)
    {
        var says = walk.Says;
        var lists = new RosterFile(other: "demo-school-2")
            .With("users.csv", $"walk-{tag},,,true,demo-school-5,student,walk-{tag},,Лиана,Якорева,Олеговна,,,,,,07,")
            .With("enrollments.csv", $"walk-e-{tag},,,demo-class-7b,demo-school-5,walk-{tag},student,false,,");
        await walk.Step("file", async () =>
        {
            await admin.GoTo("/school/import");
            await admin.Page.GetByLabel(says.Desk("import.file")).SetInputFilesAsync(lists.Archive());
        });
        await walk.Step("dry-run", async () =>
        {
            await admin.ByName(AriaRole.Button, says.Desk("import.look")).ClickAsync();
            await Expect(admin.ByText(says.Desk("import.nothingYet"))).ToBeVisibleAsync();
        });
        await walk.Step("brought-in", async () =>
        {
            await admin.Page.GetByRole(AriaRole.Main).Locator(".btn.pri").ClickAsync();
            await Expect(admin.ByText(says.Desk("import.done"))).ToBeVisibleAsync();
        });
    }
}
