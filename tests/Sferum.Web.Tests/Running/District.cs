using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Chats;
using Sferum.People;
using Sferum.Running;
using Sferum.TestServers;

[assembly: AssemblyFixture(typeof(District))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Sferum.Running;

/// <summary>A practice district on a host of its own, a browser, and two people who share a class: its teacher and a student.</summary>
public class District : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private RunningHost? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    /// <summary>The folder with the host's database.</summary>
    public string Data => _host!.Data;

    public DemoPersonDto Teacher { get; private set; } = null!;

    public DemoPersonDto Student { get; private set; } = null!;

    /// <summary>Who leads the teacher's school.</summary>
    public DemoPersonDto Admin { get; private set; } = null!;

    /// <summary>Who leads another school of the district.</summary>
    public DemoPersonDto OtherAdmin { get; private set; } = null!;

    /// <summary>Who runs the platform.</summary>
    public DemoPersonDto Operator { get; private set; } = null!;

    /// <summary>Who confirms orders about directors.</summary>
    public DemoPersonDto Officer { get; private set; } = null!;

    /// <summary>A chat in which both write.</summary>
    public ChatSummary Class { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Address = await Serve();
        // A slow machine is not a fault: what is waited for is an event on the page, however late.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = BrowserArguments });
        await Meet();
    }

    /// <summary>Starts what serves the pages.</summary>
    /// <returns>Its address.</returns>
    protected virtual async Task<string> Serve()
    {
        _host = await HostWithPage.StartAsync(Settings, "--demo");
        return _host.Address;
    }

    /// <summary>Settings of the host beside the usual ones.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the browser is started with.</summary>
    protected virtual IReadOnlyList<string> BrowserArguments => ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];

    public virtual async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _http.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A device of a person who has signed in on it, showing an address.</summary>
    internal async Task<Device> DeviceOf(DemoPersonDto person, string path = "/chats", Look? look = null)
    {
        var session = await SignIn(person);
        var kept = JsonSerializer.Serialize(new { refreshToken = session.RefreshToken, me = session.Me }, JsonSerializerOptions.Web);
        var device = await Open(look, [("sferum.session", kept)]);
        await device.GoTo(path);
        return device;
    }

    /// <summary>A device on which nobody has signed in.</summary>
    internal async Task<Device> Stranger(string path = "/", Look? look = null)
    {
        var device = await Open(look, []);
        await device.GoTo(path);
        return device;
    }

    private async Task<Device> Open(Look? look, (string Key, string Value)[] kept)
    {
        var (width, height, theme, language) = look ?? Look.Desk;
        if (language != "ru")
        {
            kept = [.. kept, ("sferum.language", language)];
        }

        var state = new { cookies = Array.Empty<object>(), origins = new[] { new { origin = Address, localStorage = kept.Select(k => new { name = k.Key, value = k.Value }) } } };
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = theme,
            StorageState = JsonSerializer.Serialize(state, JsonSerializerOptions.Web),
            HasTouch = width < 768,
            IsMobile = width < 768,
            Locale = "ru-RU",
            TimezoneId = "Asia/Anadyr",
        });
        return await Device.Open(context, Address);
    }

    /// <summary>Students who are in a chat, as many as are wanted.</summary>
    internal async Task<IReadOnlyList<DemoPersonDto>> StudentsIn(ChatSummary chat, int count)
    {
        var found = new List<DemoPersonDto>();
        foreach (var student in (await _http.GetFromJsonAsync<DemoPeople>($"{Address}/api/demo/people"))!.People.Where(static p => p.Role is "student"))
        {
            if (found.Count < count && (await ChatsOf(student)).Any(c => c.Id == chat.Id))
            {
                found.Add(student);
            }
        }

        Assert.Equal(count, found.Count);
        return found;
    }

    internal async Task<SignedIn> SignIn(DemoPersonDto person)
    {
        using var answer = await _http.PostAsJsonAsync($"{Address}/api/demo/sign-in", new DemoSignInRequest(person.PersonId));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<SignedIn>())!;
    }

    /// <summary>Whoever is listed first and shares a chat of a class with somebody listed, both allowed to write.</summary>
    private async Task Meet()
    {
        var people = (await _http.GetFromJsonAsync<DemoPeople>($"{Address}/api/demo/people"))!.People;
        Admin = people.First(static p => p.Role is "school_admin");
        OtherAdmin = people.First(p => p.Role is "school_admin" && p.Place != Admin.Place);
        Operator = people.First(static p => p.Role is "operator");
        Officer = people.First(static p => p.Role is "district_officer");
        foreach (var teacher in people.Where(static p => p.Role is "class_teacher"))
        {
            var theirs = await ChatsOf(teacher);
            foreach (var student in people.Where(static p => p.Role is "student"))
            {
                var common = (await ChatsOf(student)).FirstOrDefault(c => c.Kind == "class" && c.May.Contains("post") && theirs.Any(t => t.Id == c.Id));
                if (common is not null)
                {
                    (Teacher, Student, Class) = (teacher, student, common);
                    return;
                }
            }
        }

        Assert.Fail("No listed teacher shares a class chat with a listed student: " + string.Join("; ", people.Select(static p => $"{p.Name}, {p.Role}, {p.Place}")));
    }

    private async Task<IReadOnlyList<ChatSummary>> ChatsOf(DemoPersonDto person)
    {
        var session = await SignIn(person);
        await using var line = await Line.Open(Address, session.AccessToken);
        return await line.Chats();
    }

    /// <summary>The first chat of a kind in which somebody may write.</summary>
    internal async Task<ChatSummary> ChatOf(DemoPersonDto person, string kind) =>
        (await ChatsOf(person)).First(c => c.Kind == kind && c.May.Contains("post"));

    /// <summary>The code that was sent to a phone.</summary>
    internal async Task<string> Code(string phone) => (await _host!.SaysAsync($@"SMS {Regex.Escape(phone)}: .*?(\d{{6}})")).Groups[1].Value;

    /// <summary>Writes in a chat without a browser.</summary>
    internal async Task Write(DemoPersonDto person, ChatSummary chat, IEnumerable<string> texts)
    {
        var session = await SignIn(person);
        await using var line = await Line.Open(Address, session.AccessToken);
        await line.Chats();
        var last = 0L;
        foreach (var text in texts)
        {
            last = (await line.Post(chat.Id, text)).Number;
        }

        await line.Read(chat.Id, last);
    }

    /// <summary>Until the server knows that the person has read the whole chat: marks are written behind.</summary>
    internal async Task IsRead(DemoPersonDto person, ChatSummary chat)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await ChatsOf(person)).First(c => c.Id == chat.Id) is var now && now.ReadPosts < now.Posts)
        {
            await Task.Delay(200, patience.Token);
        }
    }

    /// <summary>The texts of a chat's last rows as the server has them.</summary>
    internal async Task<IReadOnlyList<ChatEventDto>> History(DemoPersonDto person, ChatSummary chat, int limit = 100)
    {
        var session = await SignIn(person);
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{Address}/api/chats/{chat.Id}/messages?limit={limit}");
        ask.Headers.Authorization = new("Bearer", session.AccessToken);
        using var answer = await _http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ChatPage>())!.Events;
    }
}

/// <summary>How a device looks at the page.</summary>
internal sealed record Look(int Width, int Height, ColorScheme Theme = ColorScheme.Light, string Language = "ru")
{
    public static Look Desk { get; } = new(1280, 800);

    public static Look Phone { get; } = new(390, 844);
}
