using Microsoft.Extensions.Logging;

namespace Sferum.Operators;

/// <summary>
/// The announcement of maintenance as this gateway knows it: read at most every half minute, however many ask. While the database is away, what was known
/// is told, until its time is over.
/// </summary>
internal sealed class NoticeBoard(IMaintenance maintenance, TimeProvider clock, ILogger<NoticeBoard> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private StandingNotice? _notice;
    private long? _readAt;

    /// <summary>The notice that stands; null when there is none.</summary>
    public async Task<StandingNotice?> Read()
    {
        if (IsMyTurn())
        {
            try
            {
                using var patience = new CancellationTokenSource(Patience, clock);
                Put(await maintenance.Read(patience.Token).AsTask().WaitAsync(Patience, clock));
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                log.NoticeUnknown(error);
            }
        }

        lock (_lock)
        {
            return _notice is { } notice && notice.Notice.Until > clock.GetUtcNow() ? notice : null;
        }
    }

    /// <summary>It was changed here: nobody at this gateway is told the former one any more.</summary>
    public void Put(StandingNotice? notice)
    {
        lock (_lock)
        {
            (_notice, _readAt) = (notice, clock.GetTimestamp());
        }
    }

    /// <summary>One reads, the others are told what is known; who comes before the first answer learns it half a minute later at most.</summary>
    private bool IsMyTurn()
    {
        lock (_lock)
        {
            if (_readAt is { } at && clock.GetElapsedTime(at) < Fresh)
            {
                return false;
            }

            _readAt = clock.GetTimestamp();
            return true;
        }
    }
}
