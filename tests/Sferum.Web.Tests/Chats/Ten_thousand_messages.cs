using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

/// <summary>A chat of ten thousand messages, scrolled from the last one to the first and back.</summary>
public sealed class Ten_thousand_messages(District district)
{
    private const int Count = 10_000;

    /// <summary>Stands above the chat's first row, whatever others have written in it before.</summary>
    private const string Beginning = "Здесь начинается чат";

    /// <summary>Goes up as somebody who scrolls and scrolls does: to the top of what is there, again when older rows have come. Says how many rows were drawn at most.
    /// Older rows that come leave the view where it was, which is one frame later: whoever saw the beginning in passing has not arrived yet.</summary>
    private const string ToTheFirst =
        """
        (beginning) => new Promise((done, fail) => {
          const log = document.querySelector('[role=log]');
          const patience = performance.now() + 180000;
          let most = 0;
          let arrived = 0;
          const look = () => {
            most = Math.max(most, log.querySelectorAll('[class*=_msg_]').length);
            arrived = log.textContent.includes(beginning) && log.scrollTop < 1 ? arrived + 1 : 0;
            if (arrived === 30) { done(most); return; }
            if (performance.now() > patience) { fail(new Error(`stands at ${log.innerText.slice(0, 80)}`)); return; }
            log.scrollTop = 0;
            requestAnimationFrame(look);
          };
          look();
        })
        """;

    [Fact]
    public async Task Are_scrolled_to_the_first_and_back_with_fewer_than_200_rows_drawn()
    {
        var mark = Words.New("Год");
        var chat = await district.ChatOf(district.Teacher, "study");
        await LongHistory.Fill(district.Data, chat, district.Teacher.PersonId, mark, Count);
        var last = Words.New("Последнее");
        await district.Write(district.Teacher, chat, [last]);
        await district.IsRead(district.Teacher, chat);
        await using var teacher = await district.DeviceOf(district.Teacher, $"/chats/{chat.Id}");
        await teacher.Sees(last);

        var most = await teacher.Page.EvaluateAsync<int>(ToTheFirst, Beginning);

        Assert.InRange(most, 1, 199);
        await Expect(teacher.ByText(Beginning)).ToBeVisibleAsync();
        await teacher.ByName(Microsoft.Playwright.AriaRole.Button, "К последним сообщениям", exact: false).ClickAsync();
        await teacher.Sees(last);
        Assert.InRange(await teacher.Page.Locator("[role=log] [class*=_msg_]").CountAsync(), 1, 199);
        await Expect(teacher.Log()).ToHaveAttributeAsync("aria-live", "polite");
    }
}
