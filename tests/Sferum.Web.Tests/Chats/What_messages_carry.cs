using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

/// <summary>Polls, mentions, forwards, messages for later, what is found and chosen: with a teacher and a student on two devices.</summary>
public sealed class What_messages_carry(District district) : IAsyncLifetime
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
    public async Task A_poll_is_made_voted_in_and_ended_on_both_screens()
    {
        var question = Words.New("Когда идём в поход?");
        await _teacher.Tool("Опрос");
        await _teacher.ByName(AriaRole.Textbox, "Вопрос").FillAsync(question);
        await _teacher.ByName(AriaRole.Textbox, "Вариант 1").FillAsync("Среда");
        await _teacher.ByName(AriaRole.Textbox, "Вариант 2").FillAsync("Пятница");
        await _teacher.ByName(AriaRole.Button, "Создать опрос").ClickAsync();
        await _student.Sees(question);

        await Option(_student, question, "Пятница").ClickAsync();

        await Expect(Option(_student, question, "Пятница")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(_teacher.Row(question)).ToContainTextAsync("Проголосовал 1 человек");
        await Expect(Option(_teacher, question, "Пятница")).ToHaveAttributeAsync("aria-pressed", "false");
        await _teacher.Row(question).GetByRole(AriaRole.Button, new() { Name = "Кто выбрал: Пятница" }).ClickAsync();
        await Expect(_teacher.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(district.Student.Name);
        await _teacher.Page.Keyboard.PressAsync("Escape");

        await _teacher.Choose(question, "Завершить опрос");
        await Expect(_student.Row(question)).ToContainTextAsync("завершён");
        await Expect(Option(_student, question, "Среда")).ToBeDisabledAsync();

        await _student.Page.ReloadAsync();
        await _student.IsAtTheEnd();
        await Expect(Option(_student, question, "Пятница")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Whoever_is_mentioned_by_name_finds_the_mention_in_the_list()
    {
        await _student.GoTo("/profile");
        var name = string.Join(' ', district.Student.Name.Split(' ').Take(2));
        await _teacher.Field().PressSequentiallyAsync($"@{name.Split(' ')[0][..3]}");
        var option = _teacher.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = name }).First;
        await Expect(option).ToBeVisibleAsync();
        await option.ClickAsync();
        await Expect(_teacher.Field()).ToHaveValueAsync(Words.Like($"^@{name}"));
        var text = Words.New("к доске");
        await _teacher.Field().PressSequentiallyAsync(text);
        await _teacher.Field().PressAsync("Enter");
        await _teacher.Sees(text);

        await _student.GoTo("/chats");

        await Expect(_student.InList(district.Class.Title)).ToContainTextAsync("упоминание");
        await _student.InList(district.Class.Title).ClickAsync();
        await _student.Sees(text);
        await Expect(_student.Row(text).Locator("[class*=_mentionMine_]")).ToHaveTextAsync(Words.Like($"^@{name}"));
    }

    [Fact]
    public async Task A_message_is_forwarded_with_its_authors_name_and_not_edited()
    {
        var text = Words.New("Беру палатку");
        await _student.Say(text);
        await _teacher.Sees(text);
        await _teacher.Choose(text, "Переслать");
        var dialog = _teacher.Page.GetByRole(AriaRole.Dialog);
        var target = dialog.GetByRole(AriaRole.Option).Filter(new() { HasNotText = district.Class.Title }).First;
        await target.ClickAsync();

        await Expect(dialog).ToHaveCountAsync(0);
        await _teacher.Sees(text);
        await Expect(_teacher.Row(text)).ToContainTextAsync($"Переслано: {district.Student.Name}");
        Assert.DoesNotContain(district.Class.Id.ToString(), _teacher.Page.Url, StringComparison.Ordinal);
        await _teacher.OpenMenu(text);
        await Expect(_teacher.ByName(AriaRole.Menuitem, "Удалить")).ToBeVisibleAsync();
        await Expect(_teacher.ByName(AriaRole.Menuitem, "Изменить")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_are_found_in_all_forms_and_the_arrows_walk_from_hit_to_hit()
    {
        var word = string.Concat(Guid.CreateVersion7().ToString("N")[^8..].Select(static c => (char)('а' + (c % 32))));
        var (first, second) = ($"Разбор {word}ой", $"Итоги {word}ая");
        await _teacher.Say(first);
        await _teacher.Say(second);
        await _student.Sees(second);

        await _student.Page.Keyboard.PressAsync("Control+f");
        await _student.ByName(AriaRole.Searchbox, "Что найти").FillAsync($"{word}ую");

        await Expect(_student.Page.GetByText("1 из 2")).ToBeVisibleAsync();
        await Expect(_student.Page.Locator("[class*=_flash_]")).ToContainTextAsync(second);
        await _student.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(_student.Page.GetByText("2 из 2")).ToBeVisibleAsync();
        await Expect(_student.Page.Locator("[class*=_flash_]")).ToContainTextAsync(first);
        await _student.Page.Keyboard.PressAsync("Escape");
        await Expect(_student.ByName(AriaRole.Searchbox, "Что найти")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_for_later_waits_on_the_server_and_is_taken_back_on_another_device()
    {
        var text = Words.New("С добрым утром!");
        await _teacher.Field().FillAsync(text);
        await _teacher.Tool("Отправить позже");
        await _teacher.ByName(AriaRole.Button, "Отложить").ClickAsync();
        await Expect(_teacher.Field()).ToHaveValueAsync("");

        await using var other = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}", Look.Phone);
        await other.Tool("Отложенные сообщения");
        var list = other.Page.GetByRole(AriaRole.Dialog);
        await Expect(list).ToContainTextAsync(text);
        await list.GetByRole(AriaRole.Button, new() { Name = $"Удалить отложенное: {text}" }).ClickAsync();

        await Expect(list.GetByText(text)).ToHaveCountAsync(0);
        Assert.DoesNotContain(text, await _student.Texts());
    }

    [Fact]
    public async Task Whoever_is_silenced_reads_until_when_and_why()
    {
        await _teacher.GoTo($"/chats/{district.Class.Id}/info");
        await _teacher.ByName(AriaRole.Button, $"Действия: {district.Student.Name}").ClickAsync();
        await _teacher.ByName(AriaRole.Menuitem, "Запретить писать").ClickAsync();
        await _teacher.Page.GetByLabel("Причина (её увидит этот человек)").FillAsync("Спам");
        await _teacher.ByName(AriaRole.Button, "Запретить писать").ClickAsync();

        await Expect(_student.Page.GetByText("Модератор запретил вам писать", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(_student.Page.GetByText("Причина: Спам")).ToBeVisibleAsync();
        await Expect(_student.Field()).ToHaveCountAsync(0);

        await _teacher.ByName(AriaRole.Button, $"Действия: {district.Student.Name}").ClickAsync();
        await _teacher.ByName(AriaRole.Menuitem, "Разрешить писать").ClickAsync();
        await Expect(_student.Field()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task How_one_sees_a_chat_is_the_same_on_ones_other_device()
    {
        await using var other = await district.DeviceOf(district.Student, "/chats");
        await Expect(other.InList(district.Class.Title)).ToBeVisibleAsync();

        await ChatMenu(_student, "Отключить уведомления");
        await Expect(other.InList(district.Class.Title)).ToContainTextAsync("Без звука");
        await ChatMenu(_student, "Закрепить вверху");
        await Expect(other.Page.GetByRole(AriaRole.Region, new() { Name = "Список чатов" }).GetByRole(AriaRole.Link).First).ToContainTextAsync(district.Class.Title);

        await ChatMenu(_student, "Включить уведомления");
        await ChatMenu(_student, "Не закреплять");
        await Expect(other.InList(district.Class.Title)).Not.ToContainTextAsync("Без звука");
    }

    private static ILocator Option(Device device, string question, string option) =>
        device.Row(question).Locator("button[aria-pressed]").Filter(new() { HasText = option });

    private static async Task ChatMenu(Device device, string act)
    {
        await device.ByName(AriaRole.Button, "Действия с чатом").ClickAsync();
        await device.ByName(AriaRole.Menuitem, act).ClickAsync();
    }
}
