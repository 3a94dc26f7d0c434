using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Live;

/// <summary>A room by itself: a log in memory, sockets that write down what they are given.</summary>
internal sealed class RoomBench
{
    private readonly LiveMeter _meter = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
        Microsoft.Extensions.Options.Options.Create(new GatewayOptions()));

    public RoomBench(long last = 0)
    {
        People = new LocalPeople(_meter, Clock);
        var chats = new Lazy<PersonChats>(() => new PersonChats(People, null!, Log, Writer, NullLogger<PersonChats>.Instance));
        Room = new Room(ChatId.New(), last, new RoomServices(Writer, Log, People, chats, _meter, Clock, NullLogger<Room>.Instance));
    }

    public FakeTimeProvider Clock { get; } = new();

    public LogInMemory Log { get; } = new();

    public WritingDown Writer { get; } = new();

    public LocalPeople People { get; }

    public Room Room { get; }

    public static ChatEvent Event(long number) => new()
    {
        Number = number, Kind = ChatEventKind.Posted, At = DateTimeOffset.UnixEpoch, RequestId = Guid.CreateVersion7(), Posts = number,
        Message = new MessageState { Text = $"№ {number}" },
    };

    public LocalConnection Somebody()
    {
        var caller = new Caller(PersonId.New(), SessionId.New(), null, Role.Student);
        var hub = new HubConnectionContext(
            new DefaultConnectionContext(Guid.CreateVersion7().ToString()), new HubConnectionContextOptions(), NullLoggerFactory.Instance);
        var connection = new LocalConnection(hub, new TokenSays(caller, NeedsFactor: false, MustAccept: false), DateTimeOffset.MaxValue, new GatewayOptions(), Clock);
        People.Add(connection);
        return connection;
    }

    /// <summary>Somebody who is in the room and listens.</summary>
    public LocalConnection Listener(long from = 0)
    {
        var connection = Somebody();
        Assert.True(Room.TryJoin(connection));
        Assert.True(Room.Open(connection, from));
        return connection;
    }

    public void Deliver(long first, long last, long? head = null, params MemberLeft[] left) => Room.Deliver(new ChatBatch
    {
        Chat = Room.Chat,
        Events = [.. Numbers(first, last).Select(Event)],
        Head = head ?? last,
        Left = left,
    });

    public static IEnumerable<long> Numbers(long first, long last) => Enumerable.Range((int)first, (int)Math.Max(0, last - first + 1)).Select(static n => (long)n);
}

/// <summary>Sockets that take everything at once and write it down.</summary>
internal sealed class WritingDown : ISocketWriter
{
    private readonly Lock _lock = new();
    private readonly List<(LocalConnection To, InvocationMessage Message)> _written = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done in the middle of each write.</summary>
    public Action Meanwhile { get; set; } = static () => { };

    public void Write(ReadOnlySpan<LocalConnection> to, LiveMessage message)
    {
        Meanwhile();
        var bytes = new System.Buffers.ReadOnlySequence<byte>(message.Bytes.GetSerializedMessage(Json));
        Assert.True(Json.TryParseMessage(ref bytes, new Binder(), out var read));
        lock (_lock)
        {
            foreach (var connection in to)
            {
                _written.Add((connection, (InvocationMessage)read));
            }

            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void End(LocalConnection connection, LiveMessage last) => Write([connection], last);

    public void Check(LocalConnection connection)
    {
    }

    /// <summary>Names of the messages a connection was sent.</summary>
    public IReadOnlyList<string> Names(LocalConnection connection)
    {
        lock (_lock)
        {
            return [.. _written.Where(w => w.To == connection).Select(static w => w.Message.Target)];
        }
    }

    /// <summary>Numbers of the events a connection was sent, message by message.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Messages(LocalConnection connection)
    {
        lock (_lock)
        {
            return [.. _written.Where(w => w.To == connection).SelectMany(static w => w.Message.Arguments).OfType<ChatEvents>()
                .Select(static e => (IReadOnlyList<long>)[.. e.Events.Select(static x => x.Number)])];
        }
    }

    public IReadOnlyList<long> Numbers(LocalConnection connection) => [.. Messages(connection).SelectMany(static m => m)];

    /// <summary>Waits until what was written fulfils a condition.</summary>
    public async Task Until(Func<bool> condition)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
            }

            if (condition())
            {
                return;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private static readonly JsonHubProtocol Json = new();

    private sealed class Binder : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName switch
        {
            HubNames.Events.Chat => [typeof(ChatEvents)],
            HubNames.Events.State => [typeof(ChatState)],
            HubNames.Events.Chats => [typeof(ChatListChange)],
            HubNames.Events.SignedOut => [typeof(SignedOut)],
            _ => [],
        };

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
