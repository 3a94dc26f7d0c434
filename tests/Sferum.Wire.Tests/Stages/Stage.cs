using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Sferum.Chats;
using Sferum.People;
using Sferum.TestServers;

namespace Sferum.Wire;

/// <summary>A real host on one of the two paths, and two people of its district who share a chat in which both write.</summary>
internal sealed class Stage : IStage, IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly List<string> _lines = [];
    private SignedIn? _mine;

    private Stage(RunningHost host) => Host = host;

    public RunningHost Host { get; }

    public Uri Address => new(Host.Address);

    /// <summary>What was said.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public Guid Chat { get; private set; }

    public string Mine => _mine!.AccessToken;

    public string Theirs { get; private set; } = "";

    /// <summary>A token of mine that was good an hour ago.</summary>
    public string Expired => OldTokens.Issue(Host.Data, Mine, TimeSpan.FromHours(1));

    public static async Task<Stage> Open(LivePath path)
    {
        var stage = new Stage(await RunningHost.StartAsync(path.Settings(), "--demo"));
        try
        {
            await stage.Meet();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public ScriptSetting Setting(bool messagePack) => new(Address, messagePack, Chat, Mine, Theirs, Expired);

    public Task Say(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }

        return Task.CompletedTask;
    }

    public async Task Act(string act)
    {
        switch (act)
        {
            case "kill":
                await Host.KillAsync();
                await Host.StartAgainAsync();
                break;
            case "stop":
                Assert.Equal(0, await Host.StopAsync());
                await Host.StartAgainAsync();
                break;
            case "end":
                await SignOut();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, "No such act.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>Another session of mine.</summary>
    public async Task<string> AnotherToken() => (await SignIn(_mine!.Me.PersonId)).AccessToken;

    private async Task SignOut()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/api/sign-out"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Mine);
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The first teacher and student of the district who share a chat of a class.</summary>
    private async Task Meet()
    {
        var people = (await _http.GetFromJsonAsync<DemoPeople>(new Uri(Address, "/api/demo/people")))!.People;
        foreach (var teacher in people.Where(static p => p.Role is "class_teacher"))
        {
            var (me, mine) = await ChatsOf(teacher);
            foreach (var student in people.Where(static p => p.Role is "student"))
            {
                var (them, theirs) = await ChatsOf(student);
                if (theirs.FirstOrDefault(c => c.Kind == "class" && c.May.Contains("post") && mine.Any(m => m.Id == c.Id)) is { } common)
                {
                    (_mine, Theirs, Chat) = (me, them.AccessToken, common.Id);
                    return;
                }
            }
        }

        Assert.Fail("No listed teacher shares a class chat with a listed student.");
    }

    private async Task<(SignedIn Session, IReadOnlyList<ChatSummary> Chats)> ChatsOf(DemoPersonDto person)
    {
        var session = await SignIn(person.PersonId);
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(Address, HubNames.Path), Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets, o =>
            {
                o.SkipNegotiation = true;
                o.AccessTokenProvider = () => Task.FromResult<string?>(session.AccessToken);
            })
            .Build();
        await hub.StartAsync();
        return (session, (await hub.InvokeAsync<Answer<ResumeAnswer>>(HubNames.Methods.Resume, new ResumeRequest([]))).Value!.Chats);
    }

    private async Task<SignedIn> SignIn(Guid person)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Address, "/api/demo/sign-in"), new DemoSignInRequest(person));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<SignedIn>())!;
    }
}
