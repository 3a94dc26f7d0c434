using Microsoft.Playwright;
using Sferum.Chats;
using Sferum.People;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>Somebody in a call, with a browser.</summary>
internal sealed class Participant(Device device, DemoPersonDto person) : IAsyncDisposable
{
    public Guid Person => person.PersonId;

    public string Name => person.Name;

    public IPage Page => device.Page;

    public Device Device => device;

    /// <summary>Opens the call of a chat: what is chosen before one comes in.</summary>
    public static async Task<Participant> Before(District district, DemoPersonDto person, ChatSummary chat, Look? look = null) =>
        new(await district.DeviceOf(person, $"/chats/{chat.Id}/call", look), person);

    /// <summary>Begins the call, or comes in.</summary>
    public async Task Enter(string button = "Войти в видеосессию")
    {
        await device.ByName(AriaRole.Button, button).ClickAsync();
        await Expect(Dock).ToBeVisibleAsync();
    }

    public ILocator Dock => device.ByName(AriaRole.Toolbar, "Управление видеосессией");

    /// <summary>A button of the bar below.</summary>
    public ILocator Key(string name) => Dock.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Switches something on, if it is not.</summary>
    public async Task On(string name)
    {
        if (await Key(name).GetAttributeAsync("aria-pressed") != "true")
        {
            await Key(name).ClickAsync();
        }

        await Expect(Key(name)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>Until the picture of somebody moves: frames are decoded, one after another.</summary>
    public Task Sees(Participant other, bool screen = false) => device.Until(
        """
        ({ person, screen }) => {
          const video = document.querySelector(`video[data-person="${person}"]${screen ? "[data-screen]" : ":not([data-screen])"}`);
          if (!video) return false;
          const frames = video.getVideoPlaybackQuality().totalVideoFrames;
          const seen = (window.seenFrames ??= new WeakMap());
          const stream = video.srcObject;
          if (!stream) return false;
          const before = seen.get(stream);
          if (before === undefined) seen.set(stream, frames);
          return before !== undefined && frames > before + 10 && video.currentTime > 0 && video.videoWidth > 0;
        }
        """,
        new { person = other.Person.ToString(), screen });

    /// <summary>Until the sound of somebody plays.</summary>
    public Task Hears() => device.Until(
        """() => [...document.querySelectorAll("audio")].some(({ srcObject, paused, currentTime }) => srcObject?.getAudioTracks().some(({ muted }) => !muted) && !paused && currentTime > 0)""");

    /// <summary>Forgets what moved before, so that it has to move anew.</summary>
    public Task LookAnew() => Page.EvaluateAsync("() => { window.seenFrames = new WeakMap(); }");

    public ValueTask DisposeAsync() => device.DisposeAsync();
}
