using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>When the pictures of others move, by the page's own clock: Playwright's way to it does not count.</summary>
internal static class Frames
{
    /// <summary>Presses the button that leads in; in milliseconds from then until the second frame of anybody else, or -1.</summary>
    public static async Task<double> Enter(Participant who)
    {
        var button = who.Device.ByName(AriaRole.Button, "Войти в видеосессию");
        await Expect(button).ToBeEnabledAsync();
        return await button.EvaluateAsync<double>(
            """
            (button) => new Promise((tell) => {
              const start = performance.now();
              button.click();
              const look = () => {
                const passed = performance.now() - start;
                const moves = [...document.querySelectorAll("video[data-person]")].some((v) => v.getVideoPlaybackQuality().totalVideoFrames > 1);
                if (moves || passed > 30000) tell(moves ? passed : -1);
                else setTimeout(look, 5);
              };
              look();
            })
            """);
    }

    /// <summary>From now on the page keeps when whose picture moved.</summary>
    public static Task Keep(Participant who) => who.Page.EvaluateAsync(
        """
        () => {
          window.movedAt = {};
          const frames = new WeakMap();
          clearInterval(window.keepsFrames);
          window.keepsFrames = setInterval(() => {
            for (const video of document.querySelectorAll("video[data-person]:not([data-screen])")) {
              const now = video.getVideoPlaybackQuality().totalVideoFrames;
              if (now > (frames.get(video) ?? now)) (window.movedAt[video.dataset.person] ??= []).push(Date.now());
              frames.set(video, now);
            }
          }, 10);
        }
        """);

    /// <summary>
    /// In milliseconds from a moment until the pictures of all others moved again, after they had stood for half a second or more, and then moved for two
    /// seconds without standing so long; -1 when one did not within 40 seconds.
    /// </summary>
    public static Task<double> MoveAgain(Participant who, IEnumerable<Participant> others, DateTimeOffset since) => who.Page.EvaluateAsync<double>(
        """
        ({ others, since }) => new Promise((tell) => {
          const stood = 500, steady = 2000;
          const again = (person, now) => {
            let last = since, end;
            for (const at of (window.movedAt[person] ?? []).filter((t) => t > since)) {
              if (at - last > stood) end = at;
              last = at;
            }
            return end !== undefined && now - end > steady && now - last < stood ? end - since : undefined;
          };
          const look = () => {
            const all = others.map((person) => again(person, Date.now()));
            if (!all.includes(undefined)) tell(Math.max(...all));
            else if (Date.now() - since > 40000) tell(-1);
            else setTimeout(look, 100);
          };
          look();
        })
        """,
        new { others = others.Select(static o => o.Person.ToString()), since = since.ToUnixTimeMilliseconds() });
}
