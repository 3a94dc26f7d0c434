using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Sferum.Chats;

/// <summary>
/// One lane of the group commit: takes what is queued, numbers it from each tail, writes it in one transaction. No timer: while one commit
/// is on its way to the disk, the next batch gathers.
/// </summary>
internal sealed partial class AppendLane : IAsyncDisposable
{
    private static readonly ActivitySource Traces = new("Sferum.Chats");

    private readonly Channel<PendingRow> _queue;
    private readonly AppendRound _round;
    private readonly ILogWriter _writer;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly int _batchRows;
    private readonly Task _running;

    public AppendLane(ILogWriter writer, ChatLogOptions options, TimeProvider time, ILogger log)
    {
        (_writer, _time, _log, _batchRows) = (writer, time, log, options.BatchRows);
        AppendMeter.Begin();
        _round = new AppendRound(writer, log);
        _queue = Channel.CreateBounded<PendingRow>(new BoundedChannelOptions(options.QueuedRows) { SingleReader = true });
        _running = Task.Run(Run);
    }

    public async ValueTask<Appended> Append(ChatTail tail, NewRow row)
    {
        // In the trace of whoever posts: from here to the commit's answer. The commit itself belongs to many.
        using var span = Traces.StartActivity("chat.append");
        var pending = new PendingRow(tail, row, _time.GetTimestamp());
        if (!_queue.Writer.TryWrite(pending))
        {
            AppendMeter.Answered(nameof(AppendStatus.Overloaded), TimeSpan.Zero);
            return new Appended(AppendStatus.Overloaded, default, default);
        }

        AppendMeter.Queued(1);
        try
        {
            var answer = await pending.Answer;
            AppendMeter.Answered(answer.Status.ToString(), _time.GetElapsedTime(pending.QueuedAt));
            return answer;
        }
        catch (OutcomeUnknownException)
        {
            AppendMeter.Answered(AppendMeter.Unknown, _time.GetElapsedTime(pending.QueuedAt));
            throw;
        }
    }

    /// <summary>Writes what is queued, refuses what comes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        await _writer.DisposeAsync();
    }

    private async Task Run()
    {
        var batch = new List<PendingRow>(_batchRows);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _batchRows && _queue.Reader.TryRead(out var row))
            {
                batch.Add(row);
            }

            AppendMeter.Queued(-batch.Count);
            await Place(batch);
            batch.Clear();
        }
    }

    private async Task Place(List<PendingRow> batch)
    {
        try
        {
            await _round.Place(batch);
        }
        catch (Exception error)
        {
            // A bug: the lane must live on, and nobody may wait for ever.
            LogBroken(error, batch.Count);
        }

        foreach (var row in batch)
        {
            if (!row.IsAnswered)
            {
                row.Tail.Break();
                row.Fail(new OutcomeUnknownException());
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Rows} rows was left without an answer.")]
    private partial void LogBroken(Exception error, int rows);
}
