using Microsoft.Playwright;
using Sferum.Running;
using Sferum.Schools;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Shell;

public sealed class The_page(District district)
{
    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Never_scrolls_sideways(int width)
    {
        await using var device = await district.DeviceOf(district.Teacher, "/chats", new Look(width, 844));
        await Expect(device.InList(district.Class.Title)).ToBeVisibleAsync();
        await device.IsNarrowEnough();
        await device.GoTo($"/chats/{district.Class.Id}");
        await Expect(device.Field()).ToBeVisibleAsync();
        await device.IsNarrowEnough();
        await device.GoTo($"/chats/{district.Class.Id}/info");
        await Expect(device.ByName(AriaRole.Heading, "О чате")).ToBeVisibleAsync();
        await device.IsNarrowEnough();
        await device.GoTo("/profile");
        await Expect(device.ByName(AriaRole.Heading, "Где вы вошли")).ToBeVisibleAsync();
        await device.IsNarrowEnough();
    }

    [Fact]
    public async Task Shows_one_pane_per_address_on_a_phone_and_goes_back()
    {
        await using var device = await district.DeviceOf(district.Teacher, "/chats", Look.Phone);
        await device.InList(district.Class.Title).TapAsync();
        await Expect(device.Field()).ToBeVisibleAsync();
        await Expect(device.InList(district.Class.Title)).ToBeHiddenAsync();
        await device.ByName(AriaRole.Button, "Действия с чатом").TapAsync();
        await device.ByName(AriaRole.Menuitem, "О чате").TapAsync();
        await Expect(device.ByName(AriaRole.Heading, "О чате")).ToBeVisibleAsync();
        await Expect(device.Field()).ToBeHiddenAsync();
        await device.ByName(AriaRole.Link, "Назад").TapAsync();
        await device.ByName(AriaRole.Link, "К чатам").TapAsync();
        await Expect(device.InList(district.Class.Title)).ToBeVisibleAsync();
        await device.Page.GoBackAsync();
        await Expect(device.Field()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Has_targets_for_thumbs_on_a_phone_and_stands_still_for_whoever_asks()
    {
        await using var device = await district.DeviceOf(district.Teacher, "/chats", Look.Phone);
        await device.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Expect(device.Page.GetByRole(AriaRole.Region, new() { Name = "Список чатов" }).GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
        await SuitsThumbs(device);
        Assert.Empty(await device.Page.EvaluateAsync<string[]>(Moving));
        await device.GoTo($"/chats/{district.Class.Id}");
        await device.IsAtTheEnd();
        await SuitsThumbs(device);
        Assert.Empty(await device.Page.EvaluateAsync<string[]>(Moving));
    }

    [Fact]
    public async Task Has_targets_for_thumbs_in_a_table_on_a_phone()
    {
        await MakeLink();
        await using var device = await district.DeviceOf(district.Admin, "/school/invitations", Look.Phone);
        await Expect(device.ByName(AriaRole.Button, "Состояние")).ToBeVisibleAsync();
        await SuitsThumbs(device);
    }

    /// <summary>A table stands only where there is something to list.</summary>
    private async Task MakeLink()
    {
        using var http = new HttpClient { BaseAddress = new Uri(district.Address) };
        using var admin = new SferumClient(http);
        await admin.SignInAsDemoAsync(district.Admin.PersonId, TestContext.Current.CancellationToken);
        var classes = (await admin.ClassesAsync(cancel: TestContext.Current.CancellationToken)).Value!;
        var made = await admin.InviteAsync(new NewInvitationDto("student", ClassId: classes.Items[0].Id), TestContext.Current.CancellationToken);
        Assert.Null(made.Refusal);
    }

    /// <summary>What would move or fade.</summary>
    private const string Moving =
        """
        () => [...document.querySelectorAll('*')].filter(one => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
          return animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth';
        }).map(one => one.outerHTML.slice(0, 120))
        """;

    /// <summary>Nothing that is pressed is lower or narrower than 44 px, but links in a line of text.</summary>
    private static async Task SuitsThumbs(Device device)
    {
        var small = await device.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, a[href], select, textarea, input:not([hidden])')].filter(one => {
              const target = one.closest('label') ?? one;
              const { width, height, bottom } = target.getBoundingClientRect();
              const seen = one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && bottom > 0;
              return seen && getComputedStyle(target).display !== 'inline' && (width < 43.5 || height < 43.5);
            }).map(one => { const { width, height } = one.getBoundingClientRect(); return `${Math.round(width)}×${Math.round(height)} ${one.outerHTML.slice(0, 150)}`; })
            """);
        Assert.True(small.Length == 0, string.Join('\n', small));
    }

    [Theory]
    [InlineData(800, 2)]
    [InlineData(1280, 3)]
    public async Task Shows_as_many_panes_as_fit(int width, int panes)
    {
        await using var device = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}", new Look(width, 800));
        await Expect(device.Field()).ToBeVisibleAsync();
        await Expect(device.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Region).Filter(new() { Has = device.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }) }))
            .ToHaveCountAsync(panes);
    }

    [Fact]
    public async Task Sends_by_the_button_on_a_phone_where_Enter_begins_a_line()
    {
        await using var device = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}", Look.Phone);
        await device.IsAtTheEnd();
        var text = Words.New("С телефона");
        await device.Field().FillAsync(text);
        await device.Field().PressAsync("Enter");
        await Expect(device.Field()).ToHaveValueAsync(text + "\n");
        await device.ByName(AriaRole.Button, "Отправить").TapAsync();
        await device.Sees(text);
    }

    [Theory]
    [InlineData("light", ColorScheme.Dark)]
    [InlineData("dark", ColorScheme.Light)]
    public async Task Has_the_chosen_theme_before_the_first_paint(string chosen, ColorScheme system)
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile", Look.Desk with { Theme = system });
        await device.ByName(AriaRole.Button, chosen == "dark" ? "Тёмное" : "Светлое").ClickAsync();
        await device.Page.AddInitScriptAsync(
            "document.addEventListener('DOMContentLoaded', () => { window.atFirst = [document.documentElement.dataset.theme, document.getElementById('root').childElementCount]; });");
        await device.Page.ReloadAsync();
        var first = await device.Page.EvaluateAsync<System.Text.Json.JsonElement>("() => window.atFirst");
        Assert.Equal(chosen, first[0].GetString());
    }

    [Fact]
    public async Task Changes_its_language_as_it_stands()
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile");
        await device.ByName(AriaRole.Button, "English").ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, "Where you are signed in")).ToBeVisibleAsync();
        await Expect(device.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await device.GoTo($"/chats/{district.Class.Id}");
        await Expect(device.ByName(AriaRole.Textbox, "Message")).ToBeVisibleAsync();
        await Expect(device.Page.GetByText("members").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Is_at_home_at_any_address()
    {
        await using var stranger = await district.Stranger($"/chats/{district.Class.Id}");
        await stranger.Page.GetByRole(AriaRole.Searchbox).FillAsync(district.Student.Name);
        await stranger.ByName(AriaRole.Button, district.Student.Name, exact: false).First.ClickAsync();
        await Expect(stranger.Field()).ToBeVisibleAsync();
        await Expect(stranger.Page).ToHaveTitleAsync(Words.Holding(district.Class.Title));
    }

    [Fact]
    public async Task Goes_by_the_keyboard()
    {
        await using var device = await district.DeviceOf(district.Teacher, $"/chats/{district.Class.Id}");
        await Expect(device.Field()).ToBeFocusedAsync();
        await device.Page.Keyboard.PressAsync("Control+k");
        await Expect(device.ByName(AriaRole.Combobox, "Начните вводить название")).ToBeFocusedAsync();
        await device.Page.Keyboard.PressAsync("Escape");
        await Expect(device.Field()).ToBeFocusedAsync();
        await device.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(device.Page).Not.ToHaveURLAsync(Words.Holding(district.Class.Id.ToString()));
        await device.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(device.Page).ToHaveURLAsync(Words.Holding(district.Class.Id.ToString()));
        await device.Page.Keyboard.PressAsync("F6");
        await Expect(device.Page.Locator(":focus")).ToHaveCountAsync(1);
    }
}
