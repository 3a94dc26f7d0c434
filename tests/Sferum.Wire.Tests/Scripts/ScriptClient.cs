using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Wire;

/// <summary>The official .NET client as somebody uses it who has read docs/protocol.md: it comes back by itself, resumes by number, and repeats what got no answer.</summary>
internal sealed class ScriptClient : IRetryPolicy, IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly EventsSeen _seen;
    private bool _stopping;
    private bool _live;

    public ScriptClient(ScriptSetting setting, string? token)
    {
        _seen = new EventsSeen(setting.Chat);
        var builder = new HubConnectionBuilder()
            .WithUrl(new Uri(setting.Server, HubNames.Path), HttpTransportType.WebSockets, o =>
            {
                o.SkipNegotiation = true;
                o.AccessTokenProvider = () => Task.FromResult(token);
            })
            .WithServerTimeout(ScriptSetting.Patience)
            .WithKeepAliveInterval(TimeSpan.FromSeconds(1))
            .WithAutomaticReconnect(this);
        if (setting.MessagePack)
        {
            builder.AddMessagePackProtocol();
        }

        _hub = builder.Build();
        _hub.On<ChatEvents>(HubNames.Events.Chat, _seen.Came);
        _hub.On<SignedOut>(HubNames.Events.SignedOut, said => _seen.Note(() => SignedOut = said.Reason));
        _hub.On(HubNames.Events.Resync, () => _ = Resume());
        _hub.Reconnecting += _ => Lost();
        _hub.Reconnected += _ => Resume();
        _hub.Closed += _ => Closed();
    }

    /// <summary>What it has seen of the chat.</summary>
    public EventsSeen Seen => _seen;

    /// <summary>How often the line was lost.</summary>
    public int Cuts { get; private set; }

    /// <summary>Why the session has ended.</summary>
    public string? SignedOut { get; private set; }

    /// <summary>It is closed and does not come back.</summary>
    public bool Gone { get; private set; }

    /// <summary>Opens the line, without resuming.</summary>
    public Task Connect()
    {
        _stopping = false;
        return _hub.StartAsync();
    }

    /// <summary>Opens the line and takes part.</summary>
    public async Task Start(bool connected = false)
    {
        if (!connected)
        {
            await Connect();
        }

        await Resume();
        await Until(() => _live);
    }

    public async Task Stop()
    {
        _stopping = true;
        await _hub.StopAsync();
        await Until(() => !_live);
    }

    /// <summary>Asks for everything since the last number; the first time for the list only.</summary>
    public async Task Resume()
    {
        try
        {
            _seen.Waits();
            var answer = await _hub.InvokeAsync<Answer<ResumeAnswer>>(HubNames.Methods.Resume, new ResumeRequest(_seen.Known));
            _seen.Resumed(answer.Value!);
            _seen.Note(() => _live = true);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or HubException))
        {
            // Lost again: whoever brings the line back resumes.
        }
    }

    /// <summary>Asks until there is an answer that is not "later", over as many lines as it takes.</summary>
    public async Task<Answer<T>> Ask<T>(string method, params object?[] arguments)
        where T : class
    {
        while (true)
        {
            await Until(() => _live);
            try
            {
                var answer = await _hub.InvokeCoreAsync<Answer<T>>(method, arguments);
                if (answer.Refusal?.RetryAfterMs is not { } wait)
                {
                    return answer;
                }

                await Task.Delay(wait);
            }
            catch (Exception error) when (error is not (OutOfMemoryException or HubException))
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Asks once; false when the line was lost instead of an answer.</summary>
    public async Task<bool> Try(string method, object argument)
    {
        try
        {
            await _hub.InvokeAsync<object>(method, argument);
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Posts a text, and knows under which number it must be seen.</summary>
    public async Task Post(Sent sent, Guid chat, string text)
    {
        var id = Guid.CreateVersion7();
        var placed = await Ask<Placed>(HubNames.Methods.Post, new PostRequest(chat, id, text));
        sent.Placed(id, text, placed.Value!.Number);
    }

    public Task Until(Func<bool> condition) => _seen.Until(condition);

    public ValueTask DisposeAsync()
    {
        _stopping = true;
        return _hub.DisposeAsync();
    }

    TimeSpan? IRetryPolicy.NextRetryDelay(RetryContext retryContext) => SignedOut is null ? ScriptSetting.Pause : null;

    private Task Lost()
    {
        _seen.Note(() => (_live, Cuts) = (false, Cuts + (_stopping ? 0 : 1)));
        return Task.CompletedTask;
    }

    /// <summary>A server may close so that the client does not come back by itself; and the last thing it said may be heard a moment after.</summary>
    private async Task Closed()
    {
        if (!_stopping && SignedOut is null)
        {
            await Lost();
        }

        while (!_stopping && SignedOut is null)
        {
            try
            {
                await Connect();
                await Resume();
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                await Task.Delay(ScriptSetting.Pause);
            }
        }

        _seen.Note(() => (_live, Gone) = (false, SignedOut is not null));
    }
}
