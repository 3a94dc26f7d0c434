using System.Collections.Concurrent;
using System.Diagnostics;
using Sferum.Load.Accounts;
using Sferum.Load.Posting;
using Sferum.Load.Wire;

namespace Sferum.Load.Counting;

/// <summary>Raw sockets that count: one buffer for all, one thread for all that comes, and now and then a sign of life.</summary>
internal sealed class CountingFleet : IFleet
{
    private static readonly TimeSpan PingRound = TimeSpan.FromSeconds(15);
    private const int PingSlices = 15;

    private readonly LoadPlan _plan;
    private readonly byte[] _buffers;
    private readonly int _bufferSize;
    private readonly CountingLine?[] _lines;
    private readonly ConcurrentDictionary<long, Asked> _asked = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pinging;
    private long _calls;

    public CountingFleet(LoadPlan plan)
    {
        _plan = plan;
        _bufferSize = plan.Connections <= 1000 ? 64 * 1024 : 16 * 1024;
        _buffers = GC.AllocateUninitializedArray<byte>(_bufferSize * plan.Connections, pinned: true);
        _lines = new CountingLine?[plan.Connections];
        Writer = new HubWriter(plan.MessagePack);
        _pinging = Task.Run(Ping);
    }

    public HubWriter Writer { get; }

    public bool MessagePack => _plan.MessagePack;

    public Tally Tally { get; } = new();

    public IEnumerable<string> Remarks => Tally.Lines;

    public async Task<ILine> Open(int index, Place place, LoadChat? chat, CancellationToken cancel)
    {
        var path = HubNames.Path + (place.Account is null ? $"?room={chat?.Id ?? Guid.Empty}" : "");
        var socket = await Upgrade.Open(_plan.Urls[index % _plan.Urls.Count], path, place.Account?.AccessToken, cancel);
        var line = new CountingLine(this, index, socket, chat, _buffers.AsMemory(index * _bufferSize, _bufferSize));
        _lines[index] = line;
        await line.Start().WaitAsync(TimeSpan.FromSeconds(30), cancel);
        return line;
    }

    /// <summary>The id of a call, whose answer will be told to the chat.</summary>
    public long Ask(LoadChat chat)
    {
        var id = Interlocked.Increment(ref _calls);
        _asked[id] = new Asked(chat, Stopwatch.GetTimestamp());
        return id;
    }

    /// <summary>A call was answered; without a number it was refused.</summary>
    public void Answer(long id, long? number)
    {
        if (!_asked.TryRemove(id, out var asked))
        {
            return;
        }

        if (number is { } placed)
        {
            asked.Chat.Answered(placed, asked.At);
        }
        else
        {
            asked.Chat.WasRefused();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pinging;
        foreach (var line in _lines)
        {
            line?.Dispose();
        }

        _stop.Dispose();
    }

    private async Task Ping()
    {
        for (var round = 0; !_stop.IsCancellationRequested; round++)
        {
            await Task.Delay(PingRound / PingSlices, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var i = round % PingSlices; i < _lines.Length && !_stop.IsCancellationRequested; i += PingSlices)
            {
                _lines[i]?.Send(Writer.Ping);
            }
        }
    }

    private readonly record struct Asked(LoadChat Chat, long At);
}
