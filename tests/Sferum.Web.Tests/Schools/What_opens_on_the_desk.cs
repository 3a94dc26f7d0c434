using Microsoft.Playwright;
using Sferum.People;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Schools;

/// <summary>axe-core finds nothing in what opens over the desk's pages, in both themes, on a desk and on a phone.</summary>
public sealed class What_opens_on_the_desk(District district)
{
    private static readonly (string Path, string Button)[] OfSchool =
    [
        ("/school/invitations", "Новая ссылка"), ("/school/classes", "Новый класс"), ("/school/structure", "Новый предмет"),
        ("/school/structure", "Добавить предмет классу"), ("/school/movements", "Принять из другой школы"), ("/school/documents", "Новая редакция"),
    ];

    public static TheoryData<int, string> Looks { get; } = new() { { 1280, "light" }, { 1280, "dark" }, { 390, "light" }, { 390, "dark" } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Keeps_nobody_out(int width, string theme)
    {
        await Open(district.Admin, LookOf(width, theme), OfSchool);
        await Open(district.Operator, LookOf(width, theme), [("/platform/officers", "Назначить специалиста")]);
    }

    /// <summary>The answer is given here: what is looked at is the page, not the reading of files.</summary>
    [Theory, MemberData(nameof(Looks))]
    public async Task Nor_does_the_preview_of_lists(int width, string theme)
    {
        await using var device = await district.DeviceOf(district.Admin, "/school/import", LookOf(width, theme));
        await device.Page.RouteAsync("**/api/school/roster/preview**", static route => route.FulfillAsync(new() { ContentType = "application/json", Body = Preview }));
        await device.Page.GetByLabel("Файл списков").SetInputFilesAsync(new FilePayload { Name = "lists.zip", MimeType = "application/zip", Buffer = "PK"u8.ToArray() });
        await device.ByName(AriaRole.Button, "Проверить").ClickAsync();
        await Expect(device.Page.GetByText("Это не телефон").First).ToBeVisibleAsync();
        await device.IsNarrowEnough();
        await device.IsClean($"preview {width} {theme}");
    }

    private const string Preview =
        """
        {
          "revision": "r1", "version": "1.2", "problemCount": 1,
          "orgs": [{ "sourcedId": "o1", "name": "Школа с. Ягельное", "match": "number" }],
          "counts": [{ "kind": "people", "new": 28, "changed": 3, "ended": 0 }, { "kind": "places", "new": 28, "changed": 0, "ended": 1 }],
          "problems": [{ "file": "users.csv", "line": 14, "column": "phone", "code": "roster.row.phone", "message": "Это не телефон" }],
          "notes": [{ "code": "roster.note.gone", "count": 4, "message": "Отмечено как удалённое: 4" }]
        }
        """;

    private async Task Open(DemoPersonDto person, Look look, (string Path, string Button)[] dialogs)
    {
        await using var device = await district.DeviceOf(person, dialogs[0].Path, look);
        foreach (var (path, button) in dialogs)
        {
            await device.GoTo(path);
            await device.ByName(AriaRole.Button, button).First.ClickAsync();
            await Expect(device.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            await device.IsClean($"{path}: {button} {look.Width} {look.Theme}");
            await device.Page.Keyboard.PressAsync("Escape");
            await Expect(device.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }
    }

    private static Look LookOf(int width, string theme) => new(width, 844, theme == "dark" ? ColorScheme.Dark : ColorScheme.Light);
}
