using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Chats;

namespace Sferum.Stub;

/// <summary>A server on a port of its own that keeps to the protocol, but for the faults that a test plants in it.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    public const string Everybody = "everybody";

    private WebApplication _app = null!;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public ConcurrentDictionary<Guid, StubChat> Chats { get; } = new();

    public ConcurrentQueue<ResumeRequest> Resumes { get; } = new();

    public ConcurrentQueue<PostRequest> Posts { get; } = new();

    public ConcurrentQueue<WatchRequest> Watches { get; } = new();

    public ConcurrentQueue<TypingRequest> Typings { get; } = new();

    public ConcurrentQueue<MarkReadRequest> Marks { get; } = new();

    public int Connections { get; set; }

    public long MostMissed { get; set; } = 2000;

    /// <summary>Which bearer tokens open a socket.</summary>
    public Func<string, bool> TakesToken { get; set; } = static _ => true;

    /// <summary>For how many seconds it sends away who wants a socket; null lets them in.</summary>
    public Func<int?> SendsAway { get; set; } = static () => null;

    /// <summary>Says no to a method, when it wants to.</summary>
    public Func<string, RefusalDto?> Refuse { get; set; } = static _ => null;

    /// <summary>Happens after a post was stored and told, before its answer.</summary>
    public Func<HubCallerContext, Task> AfterPost { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Happens before the answer to Resume is made.</summary>
    public Func<IClientProxy, Task> BeforeResumeAnswer { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Whether live events are lost on their way.</summary>
    public bool LosesEvents { get; set; }

    private IHubContext<StubHub> Hub => _app.Services.GetRequiredService<IHubContext<StubHub>>();

    public static async Task<StubServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddMessagePackProtocol();
        var server = new StubServer();
        builder.Services.AddSingleton(server);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (!server.TakesToken(context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal)))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            if (server.SendsAway() is { } seconds)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = $"{seconds}";
                return;
            }

            await next(context);
        });
        app.MapHub<StubHub>(HubNames.Path);
        await app.StartAsync();
        server._app = app;
        server.Address = new Uri(app.Urls.Single());
        return server;
    }

    public StubChat Chat(int messages = 0)
    {
        var chat = new StubChat(Guid.CreateVersion7());
        Chats[chat.Id] = chat;
        for (var i = 0; i < messages; i++)
        {
            chat.Append($"до {i}", Guid.CreateVersion7());
        }

        return chat;
    }

    /// <summary>Somebody else posts.</summary>
    public async Task<long> SayAsync(StubChat chat, string text)
    {
        var (row, _) = chat.Append(text, Guid.CreateVersion7());
        await TellAsync(chat.Id, row);
        return row.Number;
    }

    public Task TellAsync(Guid chat, params ChatEventDto[] rows) =>
        LosesEvents ? Task.CompletedTask : Hub.Clients.Group(Everybody).SendAsync(HubNames.Events.Chat, new ChatEvents(chat, rows));

    public Task SendAsync(string message, params object[] arguments) => Hub.Clients.Group(Everybody).SendCoreAsync(message, arguments);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
