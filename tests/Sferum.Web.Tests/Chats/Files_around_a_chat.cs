using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

/// <summary>What stands around files: dropping them, answers to them, the list of what a chat has shared, a line that is away.</summary>
public sealed class Files_around_a_chat(District district) : IAsyncLifetime
{
    private Device _teacher = null!;
    private Device _student = null!;

    public async ValueTask InitializeAsync()
    {
        _teacher = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}");
        _student = await district.DeviceOf(district.Student, $"/chats/{district.Class.Id}");
        await _teacher.IsAtTheEnd();
        await _student.IsAtTheEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await _teacher.DisposeAsync();
        await _student.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_dropped_anywhere_answered_by_name_and_found_among_those_of_the_chat()
    {
        var name = $"{Words.New("План")}.txt";
        await Drop(_teacher, name, "Взять палатку");
        await IsReady(_teacher, name);
        await _teacher.IsClean("a file over the field");
        await _teacher.ByName(AriaRole.Button, "Отправить").ClickAsync();
        await _student.Sees(name);

        await _student.Choose(name, "Ответить");
        await Expect(_student.Page.Locator("[class*=_about_]")).ToContainTextAsync(name);
        var answer = Words.New("Взяла");
        await _student.Say(answer);
        await Expect(_teacher.Row(answer).GetByRole(AriaRole.Button, new() { Name = name, Exact = false })).ToBeVisibleAsync();

        await _student.GoTo($"/chats/{district.Class.Id}/info");
        await _student.ByName(AriaRole.Button, "Файлы").ClickAsync();
        var shared = _student.Page.GetByRole(AriaRole.Region, new() { Name = "Файлы чата" });
        await Expect(shared.GetByText(name, new() { Exact = true })).ToBeVisibleAsync();
        await _student.IsClean("files of a chat");
    }

    [Fact]
    public async Task What_would_be_refused_is_said_before_it_is_sent()
    {
        var sent = new List<string>();
        _teacher.Page.Request += (_, request) => sent.Add($"{request.Method} {request.Url}");
        await Drop(_teacher, "IMG_1.HEIC", "x");

        await Expect(_teacher.ByText("Такие картинки мы не принимаем. Сохраните её как JPEG или PNG.")).ToBeVisibleAsync();
        Assert.DoesNotContain(sent, static s => s.StartsWith("POST", StringComparison.Ordinal) && s.EndsWith("/api/uploads", StringComparison.Ordinal));
        await _teacher.IsClean("a file that is not taken");
        await _teacher.ByName(AriaRole.Button, "Убрать IMG_1.HEIC").ClickAsync();
    }

    [Fact]
    public async Task An_upload_waits_while_there_is_no_network_and_goes_on_when_it_is_back()
    {
        var name = $"{Words.New("Запись")}.bin";
        var line = await NarrowLine.Of(_teacher, bytesPerSecond: 400_000);
        await Choose(_teacher, name, new byte[3_000_000]);
        await _teacher.Until("() => document.querySelector('[data-upload=uploading] progress')?.value > 1000000");

        await line.Break();
        await Expect(_teacher.Page.Locator("[data-upload=uploading]")).ToHaveCountAsync(1);
        var offsets = new List<string>();
        _teacher.Page.Request += (_, request) =>
        {
            if (request.Method is "PATCH")
            {
                offsets.Add(request.Headers["upload-offset"]);
            }
        };
        await line.Mend();

        await IsReady(_teacher, name);
        Assert.DoesNotContain("0", offsets);
        await _teacher.ByName(AriaRole.Button, "Отправить").ClickAsync();
        await _student.Sees(name);
    }

    [Fact]
    public async Task A_recording_is_listened_to_before_it_is_sent()
    {
        await _teacher.Page.Context.GrantPermissionsAsync(["microphone"]);
        await _teacher.Tool("Голосовое сообщение");
        await Expect(_teacher.Page.GetByRole(AriaRole.Timer)).ToHaveTextAsync("0:02");
        await _teacher.ByName(AriaRole.Button, "Прикрепить").ClickAsync();

        var over = _teacher.Page.GetByRole(AriaRole.List, new() { Name = "Прикреплённые файлы" });
        await over.GetByRole(AriaRole.Button, new() { Name = "Слушать" }).ClickAsync();
        await Expect(over.GetByRole(AriaRole.Button, new() { Name = "Пауза" })).ToBeVisibleAsync();
        await _teacher.IsClean("a recording before it is sent");
        await over.GetByRole(AriaRole.Button, new() { Name = "Убрать", Exact = false }).ClickAsync();
        await Expect(over).ToHaveCountAsync(0);
    }

    private static Task IsReady(Device device, string name) =>
        Expect(device.Page.Locator("[data-upload=ready]").Filter(new() { HasText = name })).ToBeVisibleAsync();

    private static Task Choose(Device device, string name, byte[] content) =>
        device.Page.GetByLabel("Файл или фото").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    /// <summary>Over the list of chats: it need not be the field.</summary>
    private static Task Drop(Device device, string name, string content) => device.Page.EvaluateAsync(
        """
        ([name, content]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], name));
          for (const type of ['dragover', 'drop'])
            document.querySelector('main').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }
        """,
        new[] { name, content });
}
