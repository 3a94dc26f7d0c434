using Microsoft.Playwright;
using Sferum.People;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Schools;

/// <summary>The pages of a school's, the platform's and the district's desks over a real district: each comes, keeps to its width, and keeps nobody out.</summary>
public sealed class The_desk(District district)
{
    private static readonly (string Path, string Heading)[] OfSchool =
    [
        ("/school", "Что ждёт меня"), ("/school/requests", "Заявки на вступление"), ("/school/invitations", "Приглашения"), ("/school/classes", "Классы"),
        ("/school/people", "Люди"), ("/school/movements", "Движение"), ("/school/structure", "Структура школы"),
        ("/school/rollover", "Переход на новый учебный год"), ("/school/import", "Загрузка списков"), ("/school/orders", "Приказы и назначения"),
        ("/school/documents", "Документы школы"), ("/school/consents", "Родители и согласия"), ("/school/moderation", "Модерация"),
        ("/school/audit", "Журнал действий"),
    ];

    private static readonly (string Path, string Heading)[] OfPlatform =
    [
        ("/platform/applications", "Заявки школ"), ("/platform/applications/new", "Внести заявку с почты"), ("/platform/officers", "Специалисты района"),
        ("/platform/cluster", "Кластер"),
    ];

    public static TheoryData<int, string> Looks { get; } = new() { { 1280, "light" }, { 1280, "dark" }, { 390, "light" }, { 320, "dark" } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Keeps_nobody_out_at_any_width_and_in_any_theme(int width, string theme)
    {
        var look = new Look(width, 844, theme == "dark" ? ColorScheme.Dark : ColorScheme.Light);
        await Visit(district.Admin, look, OfSchool);
        await Visit(district.Operator, look, OfPlatform);
        await Visit(district.Officer, look, [("/district/orders", "Приказы о директорах")]);
    }

    [Fact]
    public async Task Leads_from_the_classes_to_a_student()
    {
        await using var device = await district.DeviceOf(district.Admin, "/school/classes");
        var first = device.Page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).First;
        var title = (await first.TextContentAsync())!;
        await first.ClickAsync();
        await IsThere(device, title);
        var student = device.Page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).First;
        var name = (await student.TextContentAsync())!;
        await device.IsClean("class");
        await student.ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, "Роли и места")).ToBeVisibleAsync();
        Assert.EndsWith((await device.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!, name, StringComparison.Ordinal);
        await device.IsClean("student");
    }

    [Fact]
    public async Task Is_not_there_for_a_student()
    {
        await using var device = await district.DeviceOf(district.Student, "/school/people");
        await Expect(device.ByText("Такой страницы нет")).ToBeVisibleAsync();
        await Expect(device.ByName(AriaRole.Link, "Школа")).ToHaveCountAsync(0);
    }

    private async Task Visit(DemoPersonDto person, Look look, (string Path, string Heading)[] pages)
    {
        await using var device = await district.DeviceOf(person, pages[0].Path, look);
        foreach (var (path, heading) in pages)
        {
            await device.GoTo(path);
            await IsThere(device, heading);
            await device.IsNarrowEnough();
            await device.IsClean($"{path} {look.Width} {look.Theme}");
        }
    }

    private static async Task IsThere(Device device, string heading)
    {
        await Expect(device.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading })).ToBeVisibleAsync();
        await Expect(device.ByText("Загружаем…")).ToHaveCountAsync(0);
    }
}
