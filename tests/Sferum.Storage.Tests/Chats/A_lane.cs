using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Sferum.People;

namespace Sferum.Chats;

public sealed class A_lane : IAsyncDisposable
{
    private static readonly PersonId Anna = new(Guid.CreateVersion7());

    private readonly FakeLog _log = new();
    private readonly AppendLane _lane;

    public A_lane() => _lane = new AppendLane(_log, new ChatLogOptions { BatchRows = 10, QueuedRows = 20 }, TimeProvider.System, NullLogger.Instance);

    public ValueTask DisposeAsync() => _lane.DisposeAsync();

    [Fact]
    public async Task Takes_what_has_gathered_and_refuses_at_once_what_does_not_fit()
    {
        var tail = Tail();
        var held = Hold();
        var first = tail.Append(Post());
        await held.Reached;

        var queued = Enumerable.Range(0, 20).Select(_ => tail.Append(Post()).AsTask()).ToList();
        var refused = tail.Append(Post());

        Assert.True(refused.IsCompleted);
        Assert.Equal(AppendStatus.Overloaded, (await refused).Status);
        held.Release();
        Assert.Equal(1, (await first).Head.Number);
        Assert.Equal(Enumerable.Range(2, 20).Select(n => (long)n), (await Task.WhenAll(queued)).Select(a => a.Head.Number));
        Assert.Equal([1, 10, 10], _log.Batches);
        Assert.Equal(AppendStatus.Placed, (await tail.Append(Post())).Status);
    }

    [Fact]
    public async Task Breaks_every_tail_of_a_batch_whose_commit_was_not_answered()
    {
        var (one, two, other) = (Tail(), Tail(), Tail());
        var held = Hold();
        _log.Next.Enqueue(_ => throw new OutcomeUnknownException());
        var first = other.Append(Post());
        await held.Reached;
        var unknown = new[] { one.Append(Post()).AsTask(), two.Append(Post()).AsTask(), one.Append(Post()).AsTask() };
        held.Release();

        Assert.Equal(AppendStatus.Placed, (await first).Status);
        foreach (var append in unknown)
        {
            await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
        }

        Assert.Equal(AppendStatus.Rival, (await one.Append(Post())).Status);
        Assert.Equal(AppendStatus.Rival, (await two.Append(Post())).Status);
        Assert.Equal(AppendStatus.Placed, (await other.Append(Post())).Status);
    }

    [Fact]
    public async Task Refuses_as_overloaded_what_could_not_be_written_and_goes_on()
    {
        var tail = Tail();
        _log.Next.Enqueue(_ => throw new TimeoutException());

        Assert.Equal(AppendStatus.Overloaded, (await tail.Append(Post())).Status);
        var placed = await tail.Append(Post());
        Assert.Equal((AppendStatus.Placed, 1), (placed.Status, placed.Head.Number));
    }

    [Fact]
    public async Task Finds_each_bad_row_among_good_ones()
    {
        var tail = Tail();
        var bad = Enumerable.Range(0, 3).Select(_ => Post()).ToList();
        NewRow[] rows = [Post(), bad[0], Post(), Post(), bad[1], Post(), Post(), Post(), bad[2], Post()];
        var held = Hold();
        var first = tail.Append(Post());
        await held.Reached;
        for (var i = 0; i < 50; i++)
        {
            _log.Next.Enqueue(batch => batch.Any(r => bad.Contains(r.Row)) ? throw new RowRefusedException() : Task.CompletedTask);
        }

        var appends = rows.Select(r => tail.Append(r).AsTask()).ToList();
        held.Release();

        var answers = await Task.WhenAll(appends);
        Assert.Equal([2, 0, 3, 4, 0, 5, 6, 7, 0, 8], answers.Select(a => a.Head.Number));
        Assert.All(answers.Where(a => a.Head.Number == 0), a => Assert.Equal(AppendStatus.Rejected, a.Status));
        Assert.Equal(1, (await first).Head.Number);
    }

    [Fact]
    public async Task Answers_even_when_it_has_a_bug_itself()
    {
        var tail = Tail();
        var row = Post() with { BodyHash = [1] };
        await tail.Append(Post() with { RequestId = row.RequestId, BodyHash = new byte[16] });
        _log.Next.Enqueue(rows => Task.FromException(new InvalidOperationException()));

        Assert.Equal(AppendStatus.Overloaded, (await tail.Append(Post())).Status);
        Assert.Equal(AppendStatus.Reused, (await tail.Append(row)).Status);
    }

    [Fact]
    public async Task Writes_what_is_queued_before_it_ends_and_refuses_afterwards()
    {
        var tail = Tail();
        var held = Hold();
        var first = tail.Append(Post());
        await held.Reached;
        var second = tail.Append(Post());
        var ending = _lane.DisposeAsync();
        held.Release();
        await ending;

        Assert.Equal((AppendStatus.Placed, AppendStatus.Placed), ((await first).Status, (await second).Status));
        Assert.Equal(AppendStatus.Overloaded, (await tail.Append(Post())).Status);
    }

    [Fact]
    public async Task Tells_batches_queue_durations_and_outcomes()
    {
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "Sferum.Chats")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => Note(instrument.Name));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => Note(instrument.Name));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument.Name + " " + tags[0].Value));
        listener.Start();

        await Tail().Append(Post());

        lock (seen)
        {
            Assert.Superset(
                new HashSet<string> { "sferum.chat.append.batch", "sferum.chat.append.queue", "sferum.chat.append.duration", "sferum.chat.append.rows Placed" },
                seen.ToHashSet());
        }

        void Note(string name)
        {
            lock (seen)
            {
                seen.Add(name);
            }
        }
    }

    private ChatTail Tail() => new(ChatId.New(), default, _lane);

    private static NewRow Post() => Rows.Post(Anna, "x");

    /// <summary>Stops the next write until it is released.</summary>
    private (Task Reached, Action Release) Hold()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Next.Enqueue(_ =>
        {
            reached.SetResult();
            return go.Task;
        });
        return (reached.Task, go.SetResult);
    }
}
