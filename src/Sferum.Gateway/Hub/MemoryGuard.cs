using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum;

/// <summary>
/// Whether this process has so little memory left that nobody new is let in: those who are here go on, and nobody is lost to a process that is killed
/// for its memory. Looked at once a second at most.
/// </summary>
internal sealed partial class MemoryGuard(IOptions<GatewayOptions> options, TimeProvider clock, ILogger<MemoryGuard> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Lock _turn = new();
    private bool _isFull;
    private long? _at;

    /// <summary>How much of the memory is used, from 0 to 1. Of a container's limit where there is one.</summary>
    internal Func<double> Used { get; set; } = static () => Environment.WorkingSet / (double)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    public bool IsFull
    {
        get
        {
            lock (_turn)
            {
                if (_at is not { } at || clock.GetElapsedTime(at) >= Fresh)
                {
                    _at = clock.GetTimestamp();
                    Look(Used());
                }

                return _isFull;
            }
        }
    }

    private void Look(double used)
    {
        var isFull = used >= options.Value.MemoryShare;
        if (isFull != _isFull)
        {
            _isFull = isFull;
            Changed(log, isFull ? LogLevel.Warning : LogLevel.Information, used * 100, isFull ? "nobody new is let in" : "everybody is let in again");
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Percent:F0} % of the memory are used: {Consequence}.")]
    private static partial void Changed(ILogger log, LogLevel level, double percent, string consequence);
}
