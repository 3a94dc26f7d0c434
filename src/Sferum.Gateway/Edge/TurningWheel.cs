namespace Sferum.Edge;

/// <summary>
/// Comes past every connection of a shard once in a turn, a fiftieth of them at a time: no connection has a timer of its own. The place in the wheel
/// is the descriptor's number, so that nothing is kept for it.
/// </summary>
internal sealed class TurningWheel
{
    /// <summary>Whoever was silent for so many turns, and a part of one, has been silent for as long as <see cref="GatewayOptions.KeepAlive"/> says, or a third less.</summary>
    public const int QuietTurns = 2;

    private const int Steps = 50;
    private readonly int _stepMilliseconds;
    private long _next;
    private int _step;

    /// <param name="keepAlive">After so long a silence at the latest something is said.</param>
    public TurningWheel(TimeSpan keepAlive)
    {
        _stepMilliseconds = Math.Max(1, (int)(keepAlive.TotalMilliseconds / (QuietTurns + 1) / Steps));
        _next = Environment.TickCount64 + _stepMilliseconds;
    }

    /// <summary>How long the shard may wait for news.</summary>
    public int Patience(long now) => (int)Math.Clamp(_next - now, 0, _stepMilliseconds);

    /// <summary>Those whose turn it is; none while it is too early.</summary>
    public IEnumerable<EpollTarget> Turn(long now, EpollTarget?[] targets)
    {
        if (now < _next)
        {
            yield break;
        }

        _next = now + _stepMilliseconds;
        _step = (_step + 1) % Steps;
        for (var i = _step; i < targets.Length; i += Steps)
        {
            if (targets[i] is { } target)
            {
                yield return target;
            }
        }
    }
}
