using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

public sealed class A_long_history(District district)
{
    private const int Rows = 220;

    /// <summary>Where a row stands on the screen.</summary>
    private const string TopOf = "(text) => [...document.querySelectorAll('[role=log] [class*=_text_]')].find(e => e.textContent === text)?.getBoundingClientRect().top ?? null";

    private const string FirstWhole =
        """
        () => {
          const log = document.querySelector('[role=log]').getBoundingClientRect();
          const found = [...document.querySelectorAll('[role=log] [class*=_text_]')].filter(e => e.getBoundingClientRect().top > log.top + 60);
          return found[0].textContent;
        }
        """;

    [Fact]
    public async Task Draws_few_rows_pages_back_without_a_jump_and_returns_to_the_end()
    {
        var mark = Words.New("Длинная история");
        await district.Write(district.Teacher, district.Class, Enumerable.Range(1, Rows).Select(n => $"{n}. {mark} {string.Join(' ', Enumerable.Repeat("слово", n % 40))}"));
        await district.IsRead(district.Teacher, district.Class);
        await using var teacher = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}");
        await teacher.Sees($"{Rows}. {mark}");
        Assert.InRange(await teacher.Page.Locator("[role=log] [class*=_msg_]").CountAsync(), 1, 60);

        await teacher.Log().HoverAsync();
        for (var pages = 0; pages < 3; pages++)
        {
            await PageBackWithoutAJump(teacher);
        }

        Assert.InRange(await teacher.Page.Locator("[role=log] [class*=_msg_]").CountAsync(), 1, 200);

        await Expect(teacher.Log()).ToHaveAttributeAsync("aria-live", "off");
        var news = Words.New("Новое внизу");
        var at = await teacher.Page.EvaluateAsync<string>(FirstWhole);
        var top = await teacher.Page.EvaluateAsync<double?>(TopOf, at);
        await district.Write(district.Student, district.Class, [news]);
        var jump = teacher.ByName(AriaRole.Button, "К последним сообщениям", exact: false);
        await Expect(jump).ToContainTextAsync("1");
        Assert.Equal(top!.Value, (await teacher.Page.EvaluateAsync<double?>(TopOf, at))!.Value, 2.0);
        await jump.ClickAsync();
        await teacher.Sees(news);
        await Expect(jump).ToHaveCountAsync(0);
        await Expect(teacher.Log()).ToHaveAttributeAsync("aria-live", "polite");
    }

    /// <summary>Scrolls to where older rows are fetched, and holds the anchor to two pixels while they come in front.</summary>
    private static async Task PageBackWithoutAJump(Device device)
    {
        await device.Page.EvaluateAsync("() => { const log = document.querySelector('[role=log]'); log.scrollTop = Math.max(700, log.scrollTop - 1500); }");
        await Settled(device);
        var height = await device.Page.EvaluateAsync<double>("() => document.querySelector('[role=log]').scrollHeight");
        var (at, before) = await Anchor(device);
        await device.Page.EvaluateAsync("() => { document.querySelector('[role=log]').scrollTop -= 40; }");
        await Settled(device);
        var after = await device.Page.EvaluateAsync<double?>(TopOf, at);
        Assert.NotNull(after);
        Assert.InRange(after.Value - before - 40, -2, 2);
        Assert.True(height > 0);
    }

    private static async Task<(string Text, double Top)> Anchor(Device device)
    {
        var text = await device.Page.EvaluateAsync<string>(FirstWhole);
        return (text, (await device.Page.EvaluateAsync<double?>(TopOf, text))!.Value);
    }

    /// <summary>Until nothing is fetched and nothing has moved for a while.</summary>
    private static Task Settled(Device device) => device.Page.EvaluateAsync(
        """
        () => new Promise(done => {
          const log = document.querySelector('[role=log]');
          let last = '', same = 0;
          const look = () => {
            const now = log.scrollTop + '/' + log.scrollHeight;
            same = now === last ? same + 1 : 0;
            last = now;
            if (same > 20) done(); else requestAnimationFrame(look);
          };
          look();
        })
        """);
}
