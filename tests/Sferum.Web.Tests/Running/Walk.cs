using System.Globalization;
using Microsoft.Playwright;

namespace Sferum.Running;

/// <summary>
/// One person's way through the page. Its steps are counted; where a folder is named by SFERUM_WALK_PICTURES, each leaves a picture there, and every
/// walk is walked in both languages and at both widths.
/// </summary>
internal sealed class Walk(Device device, string name, int width, string language)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SFERUM_WALK_PICTURES");

    private int _pictures;

    public static TheoryData<int, string> Looks { get; } = Folder is null ? new() { { 390, "ru" } } : new() { { 390, "ru" }, { 390, "en" }, { 1280, "ru" }, { 1280, "en" } };

    public Wording Says { get; } = Wording.Of(language);

    /// <summary>How many steps it took so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Something that the person has to do.</summary>
    public async Task Step(string what, Func<Task> act)
    {
        Steps++;
        await act();
        await Picture(what);
    }

    /// <summary>Something that comes by itself.</summary>
    public async Task Comes(string what, Func<Task> seen)
    {
        await seen();
        await Picture(what);
    }

    private async Task Picture(string what)
    {
        if (Folder is not null)
        {
            var number = (++_pictures).ToString("00", CultureInfo.InvariantCulture);
            await device.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{language}-{width}-{number}-{what}.png"), Animations = ScreenshotAnimations.Disabled });
        }
    }
}
