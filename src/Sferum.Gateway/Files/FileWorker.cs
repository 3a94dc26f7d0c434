using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.Files;

/// <summary>
/// Does what is due with the bytes of files, few at a time: looks into those that have come, removes those that nobody may have. Woken by what happens
/// here, and by the clock for what happened elsewhere or was left behind by a crash. Any number of gateways may do it.
/// </summary>
internal sealed partial class FileWorker(IFileWork work, FileCheck check, IFileStore store, TimeProvider time, ILogger<FileWorker> log) : BackgroundService
{
    private const int AtOnce = 2;
    private const int MostTries = 5;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ScannerAway = TimeSpan.FromSeconds(30);

    /// <summary>Longer than scan and writing anew may take together.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(AtOnce) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is something to do.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var clock = time.CreateTimer(_ => Wake(), null, TimeSpan.Zero, Period);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Run(stoppingToken)));
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; somebody else goes on.
        }
    }

    private async Task Run(CancellationToken stop)
    {
        while (await _wake.Reader.WaitToReadAsync(stop))
        {
            _wake.Reader.TryRead(out _);
            try
            {
                while (await work.Take(Lease, stop) is { } task)
                {
                    await Do(task, stop);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotTaken(e); // the next round takes it all
            }
        }
    }

    private async Task Do(FileTask task, CancellationToken stop)
    {
        try
        {
            await (task switch
            {
                CheckFile file => Check(file, stop),
                RemoveFile file => Remove(file, stop),
                _ => throw new InvalidOperationException($"Nothing is known of {task.GetType()}."),
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another gateway need not wait until the lease has run out.
            await work.Postpone(task, TimeSpan.Zero, counts: false, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is IOException or DbException or TimeoutException or UnauthorizedAccessException)
        {
            LogFailed(e, task.Tries);
            await work.Postpone(task, Pause(task.Tries), counts: true, stop);
        }
    }

    private async Task Check(CheckFile task, CancellationToken stop)
    {
        var found = task.Tries > MostTries ? Refusals.FileUnreadable : await check.Run(task, stop);
        if (found is not { } decided)
        {
            await work.Postpone(task, ScannerAway, counts: false, stop);
            return;
        }

        if (decided.IsRefused(out var refusal))
        {
            LogRefused(refusal.Code);
            await work.Refuse(task, refusal, stop);
            await store.Remove(task.Id, "", stop);
            return;
        }

        await store.Remove(task.Id, await work.Complete(task, decided.Value, stop) ? FileKey.Pieces : "", stop);
    }

    private async Task Remove(RemoveFile task, CancellationToken stop)
    {
        await store.Remove(task.Id, "", stop);
        await work.Removed(task, stop);
    }

    private static TimeSpan Pause(int tries) => TimeSpan.FromSeconds(Math.Min(300, 5 * Math.Pow(2, Math.Max(0, tries - 1))));

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "What is due with files could not be read.")]
    private partial void LogNotTaken(Exception error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A file could not be worked on, try {Tries}; it comes again.")]
    private partial void LogFailed(Exception error, int tries);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "A file was looked into and is not taken: {Code}.")]
    private partial void LogRefused(string code);
}
