using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Sferum.Chats;

namespace Sferum.Running;

/// <summary>The hub without a browser: to write many messages and to see what there is.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private Line(HubConnection hub) => _hub = hub;

    public static async Task<Line> Open(string address, string accessToken)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(address + HubNames.Path, o =>
            {
                o.Transports = HttpTransportType.WebSockets;
                o.SkipNegotiation = true;
                o.AccessTokenProvider = () => Task.FromResult<string?>(accessToken);
            })
            .Build();
        await hub.StartAsync();
        return new Line(hub);
    }

    public async Task<IReadOnlyList<ChatSummary>> Chats() => (await Ask<ResumeAnswer>(HubNames.Methods.Resume, new ResumeRequest([]))).Chats;

    public Task<Placed> Post(Guid chat, string text) => Ask<Placed>(HubNames.Methods.Post, new PostRequest(chat, Guid.CreateVersion7(), text));

    /// <summary>Whoever writes has read what stands before.</summary>
    public Task Read(Guid chat, long number) => _hub.SendAsync(HubNames.Methods.MarkRead, new MarkReadRequest(chat, number));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    /// <summary>Asks until the answer is not "later".</summary>
    private async Task<T> Ask<T>(string method, object request)
        where T : class
    {
        while (true)
        {
            var answer = await _hub.InvokeAsync<Answer<T>>(method, request);
            if (answer.Refusal?.RetryAfterMs is not { } wait)
            {
                Assert.Null(answer.Refusal);
                return answer.Value!;
            }

            await Task.Delay(wait);
        }
    }
}
