using Microsoft.Playwright;
using Sferum.People;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

/// <summary>A teacher and a student exchange everything that messages carry; then the network is gone for both while both write.</summary>
public sealed class A_long_break_for_both(District district)
{
    /// <summary>High enough for the whole exchange.</summary>
    private static readonly Look Tall = new(1280, 3000);

    /// <summary>A green dot: PNG, 1 × 1.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly List<string> _said = [];

    [Fact]
    public async Task Leaves_the_same_order_on_both_screens_with_nothing_lost_or_doubled()
    {
        await using var teacher = await Open(district.Teacher);
        await using var student = await Open(district.Student);
        await Exchange(teacher, student);

        await Task.WhenAll(teacher.Offline(true), student.Offline(true));
        await teacher.SaysOnBanner("Нет связи");
        string[] fromTeacher = [Words.New("Урок"), Words.New("в девять"), Words.New("как всегда")];
        string[] fromStudent = [Words.New("А можно"), Words.New("в десять"), Words.New("пожалуйста")];
        await student.Choose(_said[0], "Ответить");
        foreach (var (one, other) in fromTeacher.Zip(fromStudent))
        {
            await teacher.Say(one);
            await student.Say(other);
        }

        await Expect(teacher.Row(fromTeacher[2])).ToHaveAttributeAsync("data-pending", "pending");
        await teacher.SaysOnBanner("Ждут отправки: 3 сообщения");
        await Task.WhenAll(teacher.Offline(false), student.Offline(false));
        await teacher.SaysOnBanner("Снова на связи");

        var written = await Agreed(teacher, student, fromTeacher, fromStudent);
        await teacher.Page.ReloadAsync();
        await student.Page.ReloadAsync();
        Assert.Equal(written, await Agreed(teacher, student, fromTeacher, fromStudent));
    }

    /// <summary>A text, an answer, a picture, a recording and a poll, each seen by the other.</summary>
    private async Task Exchange(Device teacher, Device student)
    {
        await Said(teacher, student, "Доброе утро", static _ => Task.CompletedTask);
        await Said(student, teacher, "И вам", device => device.Choose(_said[0], "Ответить"));
        await Said(teacher, student, "Смотрите", static async device =>
        {
            await device.Page.GetByLabel("Файл или фото").SetInputFilesAsync(new FilePayload { Name = "точка.png", MimeType = "image/png", Buffer = Dot });
            await Expect(device.Page.Locator("[data-upload=ready]")).ToHaveCountAsync(1);
        });
        await student.Page.Context.GrantPermissionsAsync(["microphone"]);
        await Said(student, teacher, "Слушайте", static async device =>
        {
            await device.Tool("Голосовое сообщение");
            await Expect(device.Page.GetByRole(AriaRole.Timer)).ToHaveTextAsync("0:01");
            await device.ByName(AriaRole.Button, "Прикрепить").ClickAsync();
            await Expect(device.Page.Locator("[data-upload=ready]")).ToHaveCountAsync(1);
        });
        var question = Words.New("Идём?");
        _said.Add(question);
        await teacher.Tool("Опрос");
        await teacher.ByName(AriaRole.Textbox, "Вопрос").FillAsync(question);
        await teacher.ByName(AriaRole.Textbox, "Вариант 1").FillAsync("Да");
        await teacher.ByName(AriaRole.Textbox, "Вариант 2").FillAsync("Нет");
        await teacher.ByName(AriaRole.Button, "Создать опрос").ClickAsync();
        await student.Sees(question);
    }

    private async Task Said(Device by, Device to, string words, Func<Device, Task> before)
    {
        await before(by);
        var text = Words.New(words);
        _said.Add(text);
        await by.Say(text);
        await to.Sees(text);
    }

    /// <summary>Both screens show what the server has, each side's own in the order of its writing. Returns the texts.</summary>
    private async Task<string[]> Agreed(Device teacher, Device student, string[] fromTeacher, string[] fromStudent)
    {
        string[] all = [.. _said, .. fromTeacher, .. fromStudent];
        foreach (var device in new[] { teacher, student })
        {
            foreach (var text in all)
            {
                await device.Sees(text);
            }

            await Expect(device.Log().Locator("[data-pending]")).ToHaveCountAsync(0);
        }

        var written = (await district.History(district.Teacher, district.Class, all.Length)).Select(static e => e.Message!.Text!).ToArray();
        Assert.Equal(all.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        Assert.Equal(_said, written[.._said.Count]);
        Assert.Equal(fromTeacher, written.Where(fromTeacher.Contains));
        Assert.Equal(fromStudent, written.Where(fromStudent.Contains));
        Assert.Equal(written, (await Shown(teacher))[^all.Length..]);
        Assert.Equal(written, (await Shown(student))[^all.Length..]);
        return written;
    }

    /// <summary>The text of each message on the screen, without what a poll offers.</summary>
    private static Task<string[]> Shown(Device device) =>
        device.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[role=log] [class*=_bubble_] > [class*=_text_]')].map(e => e.textContent)");

    private async Task<Device> Open(DemoPersonDto person)
    {
        var device = await district.DeviceOf(person, $"/chats/{district.Class.Id}", Tall);
        await device.IsAtTheEnd();
        return device;
    }
}
