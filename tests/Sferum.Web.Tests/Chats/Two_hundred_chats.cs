using System.Globalization;
using Microsoft.Playwright;
using Sferum.People;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Chats;

/// <summary>
/// Somebody who is in two hundred chats opens the page: what it asks for does not grow with them. Where a file is named by SFERUM_OPENING_FIGURES, the
/// time until the list is shown again on a slow device with a thin line is written there (bench/opening).
/// </summary>
public sealed class Two_hundred_chats(District district)
{
    private const int Chats = 200;
    private const int MostAsked = 2;
    private const int Visits = 7;

    private static readonly string? Figures = Environment.GetEnvironmentVariable("SFERUM_OPENING_FIGURES");

    [Fact]
    public async Task Are_opened_with_as_few_requests_as_one()
    {
        await using var device = await district.DeviceOf(await WhoIsInAll(), "about:blank");
        List<string> asked = [];
        var lines = 0;
        device.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath.StartsWith("/api/", StringComparison.Ordinal))
            {
                asked.Add($"{request.Method} {new Uri(request.Url).PathAndQuery}");
            }
        };
        device.Page.WebSocket += (_, _) => lines++;

        await Visit(device);
        await Note("asked at first", asked.Count);
        Assert.True(asked.Count <= MostAsked, $"At first: {string.Join(", ", asked)}");
        Assert.Equal(1, lines);

        asked.Clear();
        await device.Until("async () => (await navigator.serviceWorker.ready).active.state === 'activated'");
        await Visit(device);
        await Note("asked again", asked.Count);
        Assert.True(asked.Count <= MostAsked, $"Again: {string.Join(", ", asked)}");
        if (Figures is not null)
        {
            await Measure(device);
        }
    }

    /// <summary>One line of the figures, where they are wanted.</summary>
    private static async Task Note(string what, double value)
    {
        if (Figures is not null)
        {
            await File.AppendAllTextAsync(Figures, string.Create(CultureInfo.InvariantCulture, $"{what}\t{value:0}\n"));
        }
    }

    private static async Task Visit(Device device)
    {
        await device.GoTo("/chats");
        await Expect(InList(device)).ToHaveCountAsync(Chats);
        await device.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static ILocator InList(Device device) =>
        device.Page.GetByRole(AriaRole.Region, new() { Name = "Список чатов" }).GetByRole(AriaRole.Link).Filter(new() { HasText = "Кружок" });

    /// <summary>From the beginning of the visit until the list is painted.</summary>
    private static async Task Measure(Device device)
    {
        await device.Page.AddInitScriptAsync(
            $$"""
            const look = () => {
              const shown = document.querySelectorAll('[aria-label="Список чатов"] a').length >= {{Chats}};
              if (shown) requestAnimationFrame(() => setTimeout(() => { window.listShownAt = performance.now(); }));
              else requestAnimationFrame(look);
            };
            look();
            """);
        var tools = await device.Page.Context.NewCDPSessionAsync(device.Page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 100, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000 });
        await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        for (var visit = 0; visit < Visits; visit++)
        {
            await device.GoTo("/chats");
            await device.Until("() => window.listShownAt !== undefined");
            await Note("list shown", await device.Page.EvaluateAsync<double>("() => window.listShownAt"));
        }
    }

    /// <summary>A student of the district's other school, whose lists name so many groups.</summary>
    private async Task<DemoPersonDto> WhoIsInAll()
    {
        var lists = new RosterFile(other: "demo-school-5").With("users.csv", "many-s,,,true,demo-school-2,student,many-s,,Лада,Многочатова,,,,,,,06,");
        for (var n = 1; n <= Chats; n++)
        {
            lists = lists
                .With("classes.csv", $"many-{n},,,Кружок {n},06,demo-course-alg,,scheduled,,demo-school-2,demo-year,,,")
                .With("enrollments.csv", $"many-e-{n},,,many-{n},demo-school-2,many-s,student,false,,");
        }

        using var http = new HttpClient { BaseAddress = new Uri(district.Address) };
        using var admin = new SferumClient(http);
        await admin.SignInAsDemoAsync(district.OtherAdmin.PersonId, TestContext.Current.CancellationToken);
        var archive = lists.Archive().Buffer;
        var preview = (await admin.PreviewRosterAsync(archive, cancel: TestContext.Current.CancellationToken)).Value!;
        await admin.ImportRosterAsync(archive, preview.Revision, cancel: TestContext.Current.CancellationToken);
        var found = (await admin.PeopleAsync(words: "Многочатова", cancel: TestContext.Current.CancellationToken)).Value!.People[0];
        return new DemoPersonDto(found.PersonId, found.Name, "student", "");
    }
}
