using System.Collections.Concurrent;
using Sferum.Schools;

namespace Sferum.Actors;

/// <summary>An outbox in memory that writes down what is asked of it.</summary>
internal sealed class TestOutbox : IOutbox
{
    private readonly ConcurrentQueue<RosterAct> _due = new();
    private readonly ConcurrentDictionary<Guid, RosterAct> _taken = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _done = new();

    public ConcurrentQueue<Guid> Failures { get; } = new();

    public Task Add(RosterAct act)
    {
        var done = _done.GetOrAdd(act.Id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _due.Enqueue(act);
        return done.Task;
    }

    public ValueTask<IReadOnlyList<RosterAct>> Take(int limit, TimeSpan lease, CancellationToken cancel)
    {
        var acts = new List<RosterAct>();
        while (acts.Count < limit && _due.TryDequeue(out var act))
        {
            _taken[act.Id] = act;
            acts.Add(act);
        }

        return new(acts);
    }

    public ValueTask Done(Guid act, CancellationToken cancel)
    {
        _taken.TryRemove(act, out _);
        _done[act].TrySetResult();
        return default;
    }

    public ValueTask Failed(Guid act, TimeSpan pause, CancellationToken cancel)
    {
        Failures.Enqueue(act);
        if (_taken.TryRemove(act, out var again))
        {
            _due.Enqueue(again);
        }

        return default;
    }
}
