using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>Two students in a group each and a teacher who goes from one to the other, over a real media server; and a quick poll for all of them.</summary>
public sealed class A_lesson_in_groups(Classroom classroom) : Three_in_a_lesson(classroom)
{
    [Fact]
    public async Task Is_seen_by_ones_own_group_alone_also_when_the_media_server_is_killed_and_ends_with_everybody_together()
    {
        await EverybodySeesEverybody();
        await Separate();
        await Expect(First.Page.GetByText("Вы в группе 1")).ToBeVisibleAsync();
        await SeesNobody(First);
        await SeesNobody(Second);

        // Who calls is seen from outside; the teacher goes there, and both see each other.
        await Second.Device.ByName(AriaRole.Button, "Позвать ведущего").ClickAsync();
        await Expect(Group(2).GetByText("поднята рука")).ToBeAttachedAsync();
        await Teacher.Device.ByName(AriaRole.Button, "Зайти: Группа 2").ClickAsync();
        await Teacher.Sees(Second);
        await Second.Sees(Teacher);
        await SeesNobody(First);
        await Teacher.Page.GetByLabel("Сообщение всем группам").FillAsync("Ещё пять минут");
        await Teacher.Device.ByName(AriaRole.Button, "Сообщить").ClickAsync();
        await Expect(First.Page.GetByText("Всем группам: Ещё пять минут")).ToBeVisibleAsync();
        await Expect(Second.Page.GetByText("Всем группам: Ещё пять минут")).ToBeVisibleAsync();

        await Teacher.LookAnew();
        await Second.LookAnew();
        await Classroom.Carriers.Lose(static carrier => carrier.Kill());
        await Teacher.Sees(Second);
        await Second.Sees(Teacher);
        await SeesNobody(First);

        // Moved by the teacher, one sees the other at once.
        await Teacher.Page.GetByLabel($"Где участник: {First.Name}").SelectOptionAsync("Группа 2");
        await First.Sees(Second);
        await Second.Sees(First);

        foreach (var participant in All)
        {
            await participant.LookAnew();
        }

        await Teacher.Device.ByName(AriaRole.Button, "Вернуть всех").ClickAsync();
        await EverybodySeesEverybody();
        await Expect(First.Page.GetByText("Вы в группе")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_quick_poll_is_answered_by_all_and_its_result_shown_at_the_end()
    {
        await Open("Опрос");
        await Teacher.Page.GetByLabel("Вопрос").FillAsync("Всё понятно?");
        await Teacher.Device.ByName(AriaRole.Button, "Да или нет").ClickAsync();
        await Teacher.Device.ByName(AriaRole.Button, "Спросить").ClickAsync();

        await Poll(First).GetByRole(AriaRole.Button, new() { Name = "Нет" }).ClickAsync();
        await Poll(First).GetByRole(AriaRole.Button, new() { Name = "Да" }).ClickAsync();
        await Poll(Second).GetByRole(AriaRole.Button, new() { Name = "Да" }).ClickAsync();
        await Expect(Poll(Teacher).GetByText("2 ответа")).ToBeAttachedAsync();
        await Expect(Poll(Second).GetByText("2 ответа")).ToHaveCountAsync(0);
        await First.Device.IsClean("a poll");
        await Teacher.Device.IsClean("a poll for who leads");

        await Teacher.Device.ByName(AriaRole.Button, "Завершить и показать итог").ClickAsync();
        await Expect(Poll(Second).GetByText("2 ответа")).ToBeAttachedAsync();
        await Poll(Second).GetByRole(AriaRole.Button, new() { Name = "Убрать" }).ClickAsync();
        await Expect(Poll(Second)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_groups_and_the_poll_fit_and_keep_nobody_out()
    {
        foreach (var participant in All)
        {
            await participant.Page.SetViewportSizeAsync(390, 844);
        }

        await Separate();
        await Expect(First.Page.GetByText("Вы в группе 1")).ToBeVisibleAsync();
        foreach (var device in new[] { Teacher.Device, First.Device })
        {
            await device.IsNarrowEnough();
            await device.IsClean("groups on a phone");
        }

        await Teacher.Device.ByName(AriaRole.Button, "Вернуть всех").ClickAsync();
        await Expect(First.Page.GetByText("Вы в группе")).ToHaveCountAsync(0);
        await Teacher.Device.ByName(AriaRole.Button, "Опрос").ClickAsync();
        await Teacher.Device.IsNarrowEnough();
        await Teacher.Device.IsClean("the poll on a phone");
        await Teacher.Device.ByName(AriaRole.Button, "Скрыть панель").ClickAsync();
    }

    /// <summary>The teacher puts each student into a group of one's own, and sends both there.</summary>
    private async Task Separate()
    {
        await Open("Группы");
        await Teacher.Page.GetByLabel("Как поделить").SelectOptionAsync("Вручную");
        await Teacher.Device.ByName(AriaRole.Button, "Поделить").ClickAsync();
        await Teacher.Page.GetByLabel($"Где участник: {First.Name}").SelectOptionAsync("Группа 1");
        await Expect(Group(1).GetByText(First.Name)).ToBeVisibleAsync();
        await Teacher.Page.GetByLabel($"Где участник: {Second.Name}").SelectOptionAsync("Группа 2");
        await Expect(Group(2).GetByText(Second.Name)).ToBeVisibleAsync();
        await Teacher.Device.ByName(AriaRole.Button, "Отправить в группы").ClickAsync();
    }

    private async Task Open(string panel)
    {
        await Teacher.Key("Ещё").ClickAsync();
        await Teacher.Device.ByName(AriaRole.Menuitem, panel).ClickAsync();
    }

    private ILocator Group(int number) => Teacher.Page.GetByRole(AriaRole.Region, new() { Name = $"Группа {number}" });

    private static ILocator Poll(Participant of) => of.Page.GetByRole(AriaRole.Region, new() { Name = "Опрос" });

    /// <summary>Neither a picture nor a sound of anybody else comes in.</summary>
    private static Task SeesNobody(Participant who) => who.Device.Until("() => document.querySelectorAll('video[data-person], audio').length === 0");
}
