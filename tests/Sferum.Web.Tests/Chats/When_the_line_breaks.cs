using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

public sealed class When_the_line_breaks(District district)
{
    [Fact]
    public async Task What_waits_to_be_sent_survives_a_reload_and_goes_in_order()
    {
        await using var student = await Open(district.Student);
        var before = Words.New("До обрыва");
        await student.Say(before);
        await Expect(student.Row(before)).Not.ToHaveAttributeAsync("data-pending", "pending");

        await student.Keeps(before);
        await student.CutLine();
        await student.Page.ReloadAsync();
        string[] texts = [Words.New("Первое"), Words.New("второе"), Words.New("третье")];
        foreach (var text in texts)
        {
            await student.Say(text);
        }

        await Expect(student.Row(texts[2])).ToHaveAttributeAsync("data-pending", "pending");
        await student.Field().FillAsync("и недописанное");
        await student.Page.ReloadAsync();
        await student.IsAtTheEnd();
        await student.Sees(before);
        await Expect(student.Row(texts[0])).ToHaveAttributeAsync("data-pending", "pending");
        await Expect(student.Field()).ToHaveValueAsync("и недописанное");

        await student.MendLine();
        await student.Page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
        await Expect(student.Log().Locator("[data-pending]")).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        var written = (await district.History(district.Student, district.Class, 3)).Select(static e => e.Message!.Text!);
        Assert.Equal(texts, written);
        Assert.Equal(texts, (await student.Texts())[^3..]);
        await student.Field().FillAsync("");
    }

    [Fact]
    public async Task What_was_missed_comes_once_and_in_order()
    {
        await using var student = await Open(district.Student);
        await student.Offline(true);
        var texts = Enumerable.Range(1, 20).Select(static n => Words.New($"Без тебя {n}")).ToArray();
        await district.Write(district.Teacher, district.Class, texts);
        await student.Offline(false);
        await student.Sees(texts[^1]);
        var seen = (await student.Texts()).Where(texts.Contains).ToArray();
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(texts[^seen.Length..], seen);
    }

    [Fact]
    public async Task A_short_break_is_not_mentioned()
    {
        await using var student = await Open(district.Student);
        await student.Page.EvaluateAsync(
            """
            () => {
              window.said = [];
              const status = document.querySelector('[class*=_banner_] [role=status]');
              new MutationObserver(() => status.textContent && window.said.push(status.textContent)).observe(status, { childList: true, subtree: true });
              window.dispatchEvent(new Event('offline'));
              window.dispatchEvent(new Event('online'));
            }
            """);
        var text = Words.New("Ничего не было");
        await district.Write(district.Teacher, district.Class, [text]);
        await student.Sees(text);
        Assert.Empty(await student.Page.EvaluateAsync<string[]>("() => window.said"));
    }

    private async Task<Device> Open(People.DemoPersonDto person)
    {
        var device = await district.DeviceOf(person, $"/chats/{district.Class.Id}");
        await device.IsAtTheEnd();
        return device;
    }
}
