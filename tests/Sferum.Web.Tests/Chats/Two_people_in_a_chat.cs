using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

public sealed class Two_people_in_a_chat(District district) : IAsyncLifetime
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
    public async Task See_each_others_messages_at_once()
    {
        var (question, answer) = (Words.New("Завтра идём в школу?"), Words.New("Завтра актированный день"));
        await _student.Say(question);
        await _teacher.Sees(question);
        await _teacher.Say(answer);
        await _student.Sees(answer);
        await Expect(_student.Row(answer)).ToContainTextAsync("классный руководитель");
    }

    [Fact]
    public async Task Answer_with_a_quote_that_leads_to_the_message()
    {
        var (question, answer) = (Words.New("Можно без камеры?"), Words.New("Конечно, можно"));
        await _student.Say(question);
        await _teacher.Choose(question, "Ответить");
        await Expect(_teacher.Field()).ToBeFocusedAsync();
        await _teacher.Say(answer);
        await _student.Sees(answer);
        var quote = _student.Row(answer).GetByRole(AriaRole.Button, new() { Name = district.Student.Name });
        await Expect(quote).ToContainTextAsync(question);
        await quote.ClickAsync();
        await Expect(_student.Page.Locator("[class*=_flash_]")).ToContainTextAsync(question);
    }

    [Fact]
    public async Task See_an_edit_where_the_message_stands()
    {
        var (before, after) = (Words.New("Параграф 12"), Words.New("Параграф 13"));
        await _teacher.Say(before);
        await _student.Sees(before);
        await Expect(_teacher.Field()).ToHaveValueAsync("");
        await _teacher.Field().PressAsync("ArrowUp");
        await Expect(_teacher.Field()).ToHaveValueAsync(before);
        await _teacher.Say(after);
        await _student.Sees(after);
        await Expect(_student.Row(after)).ToContainTextAsync("изменено");
        Assert.DoesNotContain(before, await _student.Texts());
    }

    [Fact]
    public async Task See_a_mark_where_a_message_was_deleted()
    {
        var text = Words.New("Не туда");
        await _teacher.Say(text);
        await _student.Sees(text);
        var marks = await _student.Log().GetByText("Сообщение удалено").CountAsync();
        await _teacher.Choose(text, "Удалить");
        await _teacher.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Удалить" }).ClickAsync();
        await Expect(_student.Log().GetByText("Сообщение удалено")).ToHaveCountAsync(marks + 1);
        Assert.DoesNotContain(text, await _student.Texts());
    }

    [Fact]
    public async Task React_and_see_whose_reaction_is_theirs()
    {
        var text = Words.New("Кто за поход?");
        await _teacher.Say(text);
        await _student.Sees(text);
        await _student.OpenMenu(text);
        await _student.ByName(AriaRole.Menuitemcheckbox, "Реакция: нравится").ClickAsync();
        var (own, others) = (_student.Row(text).Locator("[aria-pressed]"), _teacher.Row(text).Locator("[aria-pressed]"));
        await Expect(own).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(others).ToHaveAttributeAsync("aria-pressed", "false");
        await others.ClickAsync();
        await Expect(own).ToContainTextAsync("2");
        await Expect(own).ToHaveAttributeAsync("aria-pressed", "true");
        await own.ClickAsync();
        await others.ClickAsync();
        await Expect(own).ToHaveCountAsync(0);
        await Expect(others).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task See_who_types_and_that_a_message_was_read()
    {
        await _student.Field().PressSequentiallyAsync("Пишу");
        var name = string.Join(' ', district.Student.Name.Split(' ').Take(2));
        await Expect(_teacher.Page.Locator("[class*=_typing_]").GetByText($"{name} печатает…").First).ToBeVisibleAsync();
        await _student.Field().FillAsync("");

        var text = Words.New("Прочитайте");
        await _student.Page.BringToFrontAsync();
        await _teacher.Say(text);
        await _student.Sees(text);
        await Expect(_teacher.Row(text).GetByText("прочитано")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task See_how_many_are_online()
    {
        await Expect(_teacher.Page.GetByText(" в сети").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Find_what_is_pinned_over_the_timeline()
    {
        var text = Words.New("Телефоны дежурных");
        await _teacher.Say(text);
        await _student.Sees(text);
        await _teacher.Choose(text, "Закрепить");
        var bar = _student.Page.GetByTitle("Показать закреплённое сообщение");
        await Expect(bar).ToContainTextAsync(text);
        await _teacher.Choose(text, "Открепить");
        await Expect(_student.Page.GetByTitle("Показать закреплённое сообщение").Filter(new() { HasText = text })).ToHaveCountAsync(0);
    }
}
