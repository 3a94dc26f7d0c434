using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.Push;

namespace Sferum.Chats;

/// <summary>
/// Notes which chats have new messages, for all chats of the silo together, so that browsers are told that nobody looks at. What is lost with a silo is told
/// with the next message. Rests where <see cref="PushSwitch"/> is off.
/// </summary>
internal sealed partial class NewsWriter(IPushNews news, PushSwitch push, TimeProvider time, ILogger<NewsWriter> log) : BackgroundService
{
    /// <summary>Chats that are noted at once; beyond it new ones are dropped: the database is away, and the next message notes them.</summary>
    internal const int Limit = 20_000;

    /// <summary>Whoever reads a message within this time is not told.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int PerWrite = 1000;
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private Dictionary<ChatId, long> _pending = [];

    /// <summary>A message was posted.</summary>
    public void Posted(ChatId chat, long number)
    {
        if (!push.IsOn)
        {
            return;
        }

        lock (_lock)
        {
            if (_pending.Count < Limit || _pending.ContainsKey(chat))
            {
                _pending[chat] = number;
                if (_some.CurrentCount == 0)
                {
                    _some.Release();
                }
            }
        }
    }

    public override void Dispose()
    {
        _some.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _some.WaitAsync(stoppingToken);
                await Task.Delay(Behind, time, stoppingToken);
                await Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Write();
        }
    }

    private async Task Write()
    {
        List<ChatNews> some;
        lock (_lock)
        {
            some = [.. _pending.Select(static p => new ChatNews(p.Key, p.Value))];
            _pending = [];
        }

        foreach (var chunk in some.Chunk(PerWrite))
        {
            try
            {
                // Not cancelled at the end of the process: what was taken would be lost.
                await news.Note(chunk, time.GetUtcNow() + Patience, CancellationToken.None);
            }
            catch (Exception e)
            {
                LogLost(e, chunk.Length);
            }
        }
    }

    [LoggerMessage(EventId = 160, Level = LogLevel.Warning, Message = "News of {Count} chats could not be noted: nobody is told of them before the next message.")]
    private partial void LogLost(Exception e, int count);
}
