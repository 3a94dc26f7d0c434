using Microsoft.Playwright;
using Sferum.TestServers;
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

    /// <summary>How many pictures of a shared screen come within some seconds.</summary>
    public static Task<int> OfScreen(Participant who, int seconds) => who.Page.EvaluateAsync<int>(
        """
        (seconds) => new Promise((tell) => {
          const count = () => document.querySelector("video[data-screen]").getVideoPlaybackQuality().totalVideoFrames;
          const before = count();
          setTimeout(() => tell(count() - before), seconds * 1000);
        })
        """,
        seconds);

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

    /// <summary>In milliseconds from the loss of the media server until everybody sees everybody move; -1 when somebody does not within 40 seconds.</summary>
    public static async Task<double> AgainAfter(Func<JanusProcess, Task> lose, Carriers carriers, IReadOnlyList<Participant> all)
    {
        var since = DateTimeOffset.MinValue;
        await carriers.Lose(async carrier =>
        {
            await Task.WhenAll(all.Select(Keep));
            await Task.Delay(3000);
            since = TimeProvider.System.GetUtcNow();
            await lose(carrier);
        });
        var again = await Task.WhenAll(all.Select(one => MoveAgain(one, all.Where(o => o != one), since)));
        return again.Contains(-1) ? -1 : again.Max();
    }

    /// <summary>From now on the page keeps for how long whose picture stood, when that was half a second or more.</summary>
    public static Task KeepGaps(Participant who) => who.Page.EvaluateAsync(
        """
        () => {
          window.gaps = [];
          window.lastMoved = {};
          const frames = new WeakMap();
          clearInterval(window.keepsGaps);
          window.keepsGaps = setInterval(() => {
            const now = Date.now();
            for (const video of document.querySelectorAll("video[data-person]:not([data-screen])")) {
              const count = video.getVideoPlaybackQuality().totalVideoFrames;
              const moved = count > (frames.get(video) ?? count);
              frames.set(video, count);
              if (!moved) continue;
              const { person } = video.dataset;
              const last = window.lastMoved[person];
              if (last !== undefined && now - last > 500) window.gaps.push({ person, at: last, ms: now - last });
              window.lastMoved[person] = now;
            }
          }, 25);
        }
        """);

    /// <summary>The longest time for which a picture stood since it was kept, one that still stands included; a picture that never moved stood forever.</summary>
    public static Task<double> LongestGap(Participant who, IEnumerable<Participant> others) => who.Page.EvaluateAsync<double>(
        """
        (others) => {
          const now = Date.now();
          const open = others.map((person) => now - (window.lastMoved[person] ?? 0));
          return Math.max(...open, ...window.gaps.map(({ ms }) => ms));
        }
        """,
        others.Select(static o => o.Person.ToString()));
}
