using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

public sealed class A_stuck_socket
{
    private readonly FakeTimeProvider _clock = new();
    private readonly GatewayOptions _options = new() { QueueMessages = 4, Stuck = TimeSpan.FromSeconds(30) };
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 32, useSynchronizationContext: false));
    private readonly ISocketWriter _writer;
    private readonly LocalConnection _connection;

    public A_stuck_socket()
    {
        var meter = new LiveMeter(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), Options.Create(_options));
        _writer = new QueuedSocketWriter(Options.Create(_options), _clock, meter, NullLogger<QueuedSocketWriter>.Instance);
        var transport = new DefaultConnectionContext("1") { Transport = new Duplex(new Pipe().Reader, _pipe.Writer) };
        var hub = new HubConnectionContext(transport, new HubConnectionContextOptions(), NullLoggerFactory.Instance) { Protocol = new JsonHubProtocol() };
        _connection = new LocalConnection(hub, new TokenSays(new Caller(PersonId.New(), SessionId.New(), null, Role.None), NeedsFactor: false, MustAccept: false), DateTimeOffset.MaxValue, _options, _clock);
    }

    [Fact]
    public void Keeps_no_more_than_its_bound()
    {
        for (var i = 1; i <= 100; i++)
        {
            _writer.Write(_connection, Message(i));
        }

        Assert.True(_connection.Queue.Busy);
        Assert.True(_connection.Queue.Dropping);
    }

    [Fact]
    public async Task Is_closed_when_it_takes_nothing_for_too_long()
    {
        _writer.Write(_connection, Message(1));
        _clock.Advance(TimeSpan.FromSeconds(29));
        _writer.Check(_connection);
        Assert.False(_connection.Ended);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _writer.Check(_connection);
        Assert.True(_connection.Ended);
        var aborted = new TaskCompletionSource();
        await using var registration = _connection.Hub.ConnectionAborted.Register(aborted.SetResult);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Gets_what_waited_in_order_and_then_a_call_to_resync()
    {
        for (var i = 1; i <= 3; i++)
        {
            _writer.Write(_connection, Message(i));
        }

        var names = await Read(static n => n.Count >= 3);
        Assert.Equal(["1", "2", "3"], names);
        for (var i = 4; i <= 50; i++)
        {
            _writer.Write(_connection, Message(i));
        }

        Assert.Equal(HubNames.Events.Resync, (await Read(static n => n.Contains(HubNames.Events.Resync)))[^1]);
    }

    [Fact]
    public void May_miss_state_without_being_told()
    {
        _writer.Write(_connection, Message(1));
        for (var i = 0; i < 100; i++)
        {
            _writer.Write(_connection, new LiveMessage(HubNames.Events.State, new ChatState { ChatId = Guid.Empty }) { MayBeLost = true });
        }

        Assert.False(_connection.Queue.Dropping);
    }

    [Fact]
    public void Receives_nothing_after_the_end_of_its_session()
    {
        _writer.End(_connection, new LiveMessage(HubNames.Events.SignedOut, new SignedOut("revoked")));
        _writer.Write(_connection, Message(1));
        Assert.True(_connection.Ended);
        Assert.False(_connection.Queue.Busy);
    }

    private static LiveMessage Message(int number) => new($"{number}", new string('x', 200));

    private async Task<List<string>> Read(Func<List<string>, bool> enough)
    {
        var names = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!enough(names))
        {
            var read = await _pipe.Reader.ReadAsync(patience.Token);
            var buffer = read.Buffer;
            while (new JsonHubProtocol().TryParseMessage(ref buffer, new Nothing(), out var message))
            {
                names.Add(message switch
                {
                    InvocationMessage call => call.Target,
                    InvocationBindingFailureMessage failure => failure.Target,
                    _ => message.GetType().Name,
                });
            }

            _pipe.Reader.AdvanceTo(buffer.Start, read.Buffer.End);
        }

        return names;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Nothing : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName == HubNames.Events.Resync ? [] : [typeof(string)];

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
