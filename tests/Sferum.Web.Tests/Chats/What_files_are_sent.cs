using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

/// <summary>Pictures, files and recordings between a teacher and a student.</summary>
public sealed class What_files_are_sent(District district)
{
    /// <summary>A red dot: PNG, 1 × 1.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_picture_goes_with_a_text_and_opens_large_on_the_other_screen()
    {
        await using var student = await Open(district.Student);
        await using var teacher = await Open(district.Teacher);
        var text = Words.New("Смотрите");
        await Attach(student, new() { Name = "точка.png", MimeType = "image/png", Buffer = Dot });
        await Expect(student.Page.Locator("[data-upload=ready]")).ToHaveCountAsync(1);
        await student.Say(text);

        var picture = teacher.Row(text).GetByRole(AriaRole.Button, new() { Name = "Открыть: точка.png" });
        await Expect(picture.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await picture.ClickAsync();
        var viewer = teacher.Page.GetByRole(AriaRole.Dialog, new() { Name = "точка.png" });
        await Expect(viewer.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await teacher.IsClean("a picture");
        await teacher.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_without_a_word_is_saved_under_its_name_and_named_in_the_list()
    {
        await using var teacher = await Open(district.Teacher);
        await using var student = await Open(district.Student);
        var name = Words.New("план") + ".txt";
        await Attach(teacher, new() { Name = name, MimeType = "text/plain", Buffer = "Урок 1. Введение."u8.ToArray() });
        await Expect(teacher.Page.Locator("[data-upload=ready]")).ToHaveCountAsync(1);
        await teacher.ByName(AriaRole.Button, "Отправить").ClickAsync();

        var line = student.Log().GetByRole(AriaRole.Button, new() { Name = name, Exact = false });
        await Expect(line).ToBeVisibleAsync();
        var download = await student.Page.RunAndWaitForDownloadAsync(() => line.ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        Assert.Equal("Урок 1. Введение.", await File.ReadAllTextAsync(await download.PathAsync()));
        await Expect(student.InList(district.Class.Title)).ToContainTextAsync("Файл");
    }

    [Fact]
    public async Task An_upload_that_lost_its_line_goes_on_where_it_was()
    {
        await using var student = await Open(district.Student);
        var large = new byte[3 * 1024 * 1024];
        Random.Shared.NextBytes(large);
        var pieces = 0;
        await student.Page.RouteAsync("**/api/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH" && Interlocked.Increment(ref pieces) == 3)
            {
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await Attach(student, new() { Name = "большой.bin", MimeType = "application/octet-stream", Buffer = large });

        await Expect(student.Page.Locator("[data-upload=ready]")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        Assert.InRange(pieces, 7, 8);
        await student.ByName(AriaRole.Button, "Убрать большой.bin").ClickAsync();
        await Expect(student.Page.Locator("[data-upload]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_program_is_refused_in_words_and_stays_out_of_the_message()
    {
        await using var student = await Open(district.Student);
        byte[] program = [0x4D, 0x5A, 0x90, .. new byte[300]];
        await Attach(student, new() { Name = "игра.exe", MimeType = "application/octet-stream", Buffer = program });

        await Expect(student.ByText("Программы пересылать нельзя. Отправьте другой файл.")).ToBeVisibleAsync();
        await Expect(student.ByName(AriaRole.Button, "Отправить")).ToBeDisabledAsync();
        await student.ByName(AriaRole.Button, "Убрать игра.exe").ClickAsync();
    }

    [Fact]
    public async Task A_recording_is_made_attached_and_heard()
    {
        await using var teacher = await Open(district.Teacher);
        await teacher.Page.Context.GrantPermissionsAsync(["microphone"]);
        await teacher.ByName(AriaRole.Button, "Файл, опрос и другое").ClickAsync();
        await teacher.ByName(AriaRole.Menuitem, "Голосовое сообщение").ClickAsync();
        var timer = teacher.Page.GetByRole(AriaRole.Timer);
        await Expect(timer).ToHaveTextAsync("0:02");
        await teacher.ByName(AriaRole.Button, "Прикрепить").ClickAsync();
        await Expect(teacher.Page.Locator("[data-upload=ready]")).ToHaveCountAsync(1);
        await teacher.ByName(AriaRole.Button, "Отправить").ClickAsync();

        await using var student = await Open(district.Student);
        var voice = student.Log().GetByRole(AriaRole.Group, new() { Name = "Голосовое сообщение" }).Last;
        await voice.GetByRole(AriaRole.Button, new() { Name = "Слушать" }).ClickAsync();
        await Expect(voice.GetByRole(AriaRole.Button, new() { Name = "Пауза" })).ToBeVisibleAsync();
    }

    private async Task<Device> Open(People.DemoPersonDto person)
    {
        var device = await district.DeviceOf(person, $"/chats/{district.Class.Id}");
        await device.IsAtTheEnd();
        return device;
    }

    private static Task Attach(Device device, FilePayload file) => device.Page.GetByLabel("Файл или фото").SetInputFilesAsync(file);
}
