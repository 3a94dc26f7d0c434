using System.Collections.Concurrent;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Actors;

/// <summary>A gateway that writes down what it is told; a test may hold its deliveries back or let them fail.</summary>
internal sealed class RecordingNode : IGatewayNode
{
    private readonly Lock _lock = new();
    private readonly List<ChatBatch> _batches = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How actors reach it, when it stands behind a client.</summary>
    public IGatewayNode? Port { get; set; }

    /// <summary>Awaited before a delivery is taken.</summary>
    public Func<ChatBatch, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public ConcurrentQueue<(PersonId Person, IReadOnlyList<ChatId> Chats)> Changes { get; } = new();

    public ConcurrentQueue<(IReadOnlyList<SessionId> Sessions, string Reason)> Ended { get; } = new();

    public IReadOnlyList<ChatBatch> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. _batches];
            }
        }
    }

    public IReadOnlyList<ChatEvent> Events(ChatId chat) => [.. Batches.Where(b => b.Chat == chat).SelectMany(static b => b.Events)];

    /// <summary>Waits until what has been told fulfils a condition.</summary>
    public async Task Until(Func<RecordingNode, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
            }

            if (condition(this))
            {
                return;
            }

            await changed.WaitAsync(patience.Token);
        }
    }

    public async Task Deliver(ChatBatch batch)
    {
        await Before(batch);
        Note(() => _batches.Add(batch));
    }

    public Task ChatsChanged(PersonId person, IReadOnlyList<ChatId> chats)
    {
        Note(() => Changes.Enqueue((person, chats)));
        return Task.CompletedTask;
    }

    public Task EndSessions(IReadOnlyList<SessionId> sessions, string reason)
    {
        Note(() => Ended.Enqueue((sessions, reason)));
        return Task.CompletedTask;
    }

    public Task TellCall(CallNews news) => Task.CompletedTask;

    public Task DeviceCame(PersonId person, DeviceNews news) => Task.CompletedTask;

    private void Note(Action note)
    {
        lock (_lock)
        {
            note();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>How often it was told that a silo delivers nothing to it any more.</summary>
    public int TimesForgotten { get; private set; }

    /// <summary>How many connections it says it has.</summary>
    public int Has { get; set; }

    /// <summary>How many of them it was told to let go.</summary>
    public int ToldToShed { get; private set; }

    public Task Forgotten()
    {
        TimesForgotten++;
        return Task.CompletedTask;
    }

    public Task<int> Connections() => Task.FromResult(Has);

    public Task<GatewayState> State() => Task.FromResult(new GatewayState { Version = "0", StartedAt = default, Connections = Has, Limit = 100, Draining = false });

    /// <summary>It has gone between the count and the request.</summary>
    public bool CannotShed { get; init; }

    public Task Shed(int connections)
    {
        if (CannotShed)
        {
            return Task.FromException(new TimeoutException());
        }

        ToldToShed += connections;
        return Task.CompletedTask;
    }
}
