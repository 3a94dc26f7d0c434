using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Edge;

public sealed class A_full_socket_of_our_own : IAsyncLifetime
{
    private static readonly IHubProtocol Json = new JsonHubProtocol();
    private readonly FakeTimeProvider _clock = new();
    private readonly GatewayOptions _options = new() { QueueBytes = 32 * 1024, Shards = 1 };
    private readonly LiveMeter _meter =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), Options.Create(new GatewayOptions()));

    private EpollShards _shards = null!;
    private ISocketWriter _writer = null!;
    private LocalConnection _connection = null!;
    private RawSocket _client = null!;

    public async ValueTask InitializeAsync()
    {
        var options = Options.Create(_options);
        var queued = new QueuedSocketWriter(options, _clock, _meter, NullLogger<QueuedSocketWriter>.Instance);
        _writer = new DirectSocketWriter(queued, options, _meter, NullLogger<DirectSocketWriter>.Instance);
        _shards = new EpollShards(options, NullLogger<EpollShard>.Instance);
        var sockets = new SocketTransportOptions
        {
            CreateBoundListenSocket = static endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                socket.SendBufferSize = 4096;
                return socket;
            },
        };
        var factory = new EdgeListenerFactory(_shards, options, Options.Create(sockets), _clock, NullLogger<EdgeListener>.Instance);
        var listener = await factory.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
        _client = await RawSocket.Connect(new Uri($"http://{listener.EndPoint}"), buffer: 4096);
        var stage = (HttpStage)(await listener.AcceptAsync())!;
        HubSocket? socket = null;
        Assert.True(await stage.Detach(wire => socket = new HubSocket("1", wire, new DefaultHttpContext(), _meter)));
        var hub = new HubConnectionContext(socket!, new HubConnectionContextOptions(), NullLoggerFactory.Instance) { Protocol = Json };
        _connection = new LocalConnection(hub, new TokenSays(new Caller(PersonId.New(), SessionId.New(), null, Role.None), NeedsFactor: false, MustAccept: false), DateTimeOffset.MaxValue, _options, _clock);
        await listener.UnbindAsync();
        await listener.DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _shards.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Keeps_what_fits_in_order_and_then_calls_to_resync()
    {
        Fill(1000);
        var names = await ReadUntil(HubNames.Events.Resync);
        Assert.InRange(names.Count, 10, 900);
        Assert.Equal(Enumerable.Range(1, names.Count - 1).Select(static i => $"{i}"), names[..^1]);
        _writer.Write(_connection, Message(2000));
        Assert.Equal("2000", (await ReadUntil("2000"))[^1]);
    }

    [Fact]
    public async Task Keeps_so_many_messages_and_no_more()
    {
        await Bound(bytes: 1_000_000, messages: 5);
        Fill(1000);
        Assert.InRange((await ReadUntil(HubNames.Events.Resync)).Count, 5, 100);
    }

    [Fact]
    public async Task May_miss_state_without_being_told()
    {
        var filled = 0;
        while (!_connection.Socket!.Wire.IsStuck(TimeSpan.Zero))
        {
            _writer.Write(_connection, Message(++filled));
        }

        for (var i = 0; i < 1000; i++)
        {
            _writer.Write(_connection, new LiveMessage(HubNames.Events.State, new ChatState { ChatId = Guid.Empty }) { MayBeLost = true });
        }

        _writer.Write(_connection, Message(++filled));
        Assert.Equal(Enumerable.Range(1, filled).Select(static i => $"{i}"), (await ReadUntil($"{filled}")).Where(static n => n != HubNames.Events.State));
    }

    [Fact]
    public async Task Is_cut_when_it_takes_nothing_for_too_long()
    {
        Fill(1000);
        _clock.Advance(_options.Stuck - TimeSpan.FromSeconds(1));
        _writer.Check(_connection);
        Assert.False(_connection.Ended);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _writer.Check(_connection);
        Assert.True(_connection.Ended);
        Assert.True(await _client.IsOver());
    }

    [Fact]
    public async Task Gets_the_last_message_and_nothing_else_at_the_end_of_its_session()
    {
        Fill(1000);
        _writer.End(_connection, new LiveMessage(HubNames.Events.SignedOut, new SignedOut("revoked")));
        _writer.Write(_connection, Message(2000));
        _connection.Socket!.Close(CloseCode.Normal);
        var names = await ReadUntil(HubNames.Events.SignedOut);

        // Only what the kernel had, and the message it had a part of, comes before it.
        Assert.InRange(names.Count, 2, 60);
        Assert.Equal(Enumerable.Range(1, names.Count - 1).Select(static i => $"{i}"), names[..^1]);
        Assert.Equal(FrameKind.Close, (await _client.Frame()).Kind);
        Assert.True(_connection.Ended);
    }

    [Fact]
    public async Task One_of_very_many_gets_everything_in_order()
    {
        await Bound(bytes: 10_000_000, messages: 100_000);
        var all = Enumerable.Repeat(_connection, WideWrite.Wide).ToArray();
        var read = Task.Run(async () =>
        {
            var names = new List<string>();
            while (names.Count < 20 * WideWrite.Wide)
            {
                names.Add(Name((await _client.Frame()).Payload));
            }

            return names;
        });
        for (var i = 0; i < 20; i++)
        {
            _writer.Write(all, Message(i));
        }

        Assert.Equal(Enumerable.Range(0, 20).SelectMany(static i => Enumerable.Repeat($"{i}", WideWrite.Wide)), await read);
    }

    private static LiveMessage Message(int number) => new($"{number}", new string('x', 200));

    private static string Name(byte[] payload) => JsonDocument.Parse(payload.AsMemory(..^1)).RootElement.GetProperty("target").GetString()!;

    private async Task Bound(int bytes, int messages)
    {
        (_options.QueueBytes, _options.QueueMessages) = (bytes, messages);
        await DisposeAsync();
        await InitializeAsync();
    }

    private void Fill(int messages)
    {
        for (var i = 1; i <= messages; i++)
        {
            _writer.Write(_connection, Message(i));
        }
    }

    private async Task<List<string>> ReadUntil(string name)
    {
        var names = new List<string>();
        while (names.Count == 0 || names[^1] != name)
        {
            var (kind, payload) = await _client.Frame();
            Assert.Equal(FrameKind.Text, kind);
            names.Add(Name(payload));
        }

        return names;
    }
}
