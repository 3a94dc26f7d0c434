using System.Text;
using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>The board of a call in two browsers: what one draws the other sees on the canvas. Nothing of it comes from a stranger's server.</summary>
public sealed class The_board_of_a_call(Demonstration demonstration) : IClassFixture<Demonstration>
{
    [Fact]
    public async Task Is_drawn_on_by_the_teacher_and_by_students_who_are_allowed_to_and_outlives_a_reload()
    {
        var student = (await demonstration.StudentsIn(demonstration.Class, 1))[0];
        await using var teaches = await Participant.Before(demonstration, demonstration.Teacher, demonstration.Class);
        await teaches.Enter("Начать видеосессию");
        await using var learns = await Participant.Before(demonstration, student, demonstration.Class);
        await learns.Enter();

        await teaches.Key("Ещё").ClickAsync();
        await teaches.Device.ByName(AriaRole.Menuitem, "Открыть доску").ClickAsync();
        await Expect(Canvas(learns)).ToBeVisibleAsync();
        await Draw(teaches, "r", 300);
        await Shows(teaches, "dark", 100);
        await Shows(learns, "dark", 100);

        // Nobody but the teacher, until the teacher says otherwise.
        await Expect(learns.Page.GetByText("Рисуют только ведущие")).ToBeVisibleAsync();
        await Expect(Tools(learns)).ToHaveCountAsync(0);
        await teaches.Device.IsClean("the board of who leads");
        await learns.Device.IsClean("the board of a student");
        await teaches.Page.GetByLabel("Рисуют все").ClickAsync();
        await Expect(learns.Page.GetByText("Рисовать могут все")).ToBeVisibleAsync();
        await Expect(Tools(learns).First).ToBeVisibleAsync();
        var before = await Count(teaches, "dark");
        await Draw(learns, "o", 460);
        await Shows(teaches, "dark", before + 100);
        var all = await Count(teaches, "dark");

        await PutUnder(teaches);
        await Shows(teaches, "red", 1000);
        await Shows(learns, "red", 1000);

        await learns.Page.ReloadAsync();
        await learns.Enter();
        await Shows(learns, "red", 1000);
        await Shows(learns, "dark", all / 4);

        await teaches.Device.ByName(AriaRole.Button, "Убрать картинку").ClickAsync();
        await learns.Device.Until(Pixels("=== 0"), "red");
        await PutPage(teaches);
        await Shows(learns, "red", 1000);

        var saved = await teaches.Page.RunAndWaitForDownloadAsync(() => teaches.Device.ByName(AriaRole.Button, "Сохранить").ClickAsync());
        Assert.Equal("Доска.png", saved.SuggestedFilename);
        var picture = await File.ReadAllBytesAsync(await saved.PathAsync());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);

        await teaches.Device.ByName(AriaRole.Button, "Начать новую").ClickAsync();
        await teaches.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Начать новую" }).ClickAsync();
        await teaches.Device.Until(Pixels("=== 0"), "dark");
        await learns.Device.Until(Pixels("=== 0"), "dark");
        await learns.Device.Until(Pixels("=== 0"), "red");

        await teaches.Device.ByName(AriaRole.Button, "Закрыть доску").ClickAsync();
        await Expect(Canvas(learns)).ToHaveCountAsync(0);
    }

    private static ILocator Canvas(Participant who) => who.Page.Locator("[data-board] canvas.interactive");

    private static ILocator Tools(Participant who) => who.Page.Locator("[data-board] .App-toolbar");

    /// <summary>Chooses a tool by its key and draws with it.</summary>
    private static async Task Draw(Participant who, string tool, int x)
    {
        var box = (await Canvas(who).BoundingBoxAsync())!;
        var mouse = who.Page.Mouse;
        await mouse.ClickAsync(box.X + x, box.Y + 200);
        await who.Page.Keyboard.PressAsync(tool);
        await mouse.MoveAsync(box.X + x, box.Y + 120);
        await mouse.DownAsync();
        await mouse.MoveAsync(box.X + x + 50, box.Y + 150);
        await mouse.MoveAsync(box.X + x + 100, box.Y + 200);
        await mouse.UpAsync();
    }

    /// <summary>The teacher chooses a picture, all of it red.</summary>
    private static async Task PutUnder(Participant who)
    {
        var bytes = await who.Page.EvaluateAsync<string>(
            """
            () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 300 });
              const context = canvas.getContext('2d');
              context.fillStyle = '#e00000';
              context.fillRect(0, 0, 400, 300);
              return canvas.toDataURL('image/png').split(',')[1];
            }
            """);
        await who.Page.Locator("[data-board] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "схема.png", MimeType = "image/png", Buffer = Convert.FromBase64String(bytes) });
    }

    /// <summary>The teacher chooses the second page of a PDF, all of it red.</summary>
    private static async Task PutPage(Participant who)
    {
        const string Pdf =
            """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]>> endobj
            4 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 5 0 R>> endobj
            5 0 obj <</Length 30>> stream
            0.88 0 0 rg 0 0 400 300 re f
            endstream endobj
            trailer <</Root 1 0 R>>
            """;
        await who.Page.Locator("[data-board] input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "задачник.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes(Pdf) });
        await Expect(who.Page.GetByRole(AriaRole.Img, new() { Name = "Страница 1" })).ToBeVisibleAsync();
        await who.Device.IsClean("a page of a PDF");
        await who.Device.ByName(AriaRole.Button, "Следующая страница").ClickAsync();
        await Expect(who.Page.GetByRole(AriaRole.Img, new() { Name = "Страница 2" })).ToBeVisibleAsync();
        await who.Device.ByName(AriaRole.Button, "Подложить страницу").ClickAsync();
    }

    private static Task Shows(Participant who, string colour, int atLeast) => who.Device.Until(Pixels($">= {atLeast}"), colour);

    private static Task<int> Count(Participant who, string colour) => who.Page.EvaluateAsync<int>(Pixels(""), colour);

    /// <summary>How many pixels of a colour the drawing has.</summary>
    private static string Pixels(string asked) =>
        $$"""
        (colour) => {
          const canvas = document.querySelector('[data-board] canvas.static');
          if (!canvas) return false;
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4) {
            const [r, g, b, a] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
            if (a > 200 && (colour === 'red' ? r > 180 && g < 60 && b < 60 : r < 100 && g < 100 && b < 100)) count++;
          }
          return count {{asked}};
        }
        """;
}
