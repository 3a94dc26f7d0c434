namespace Sferum.Edge;

/// <summary>
/// Comes past every connection of a shard once in five seconds, a fiftieth of them at a time: no connection has a timer of its own. The place in
/// the wheel is the descriptor's number, so that nothing is kept for it.
/// </summary>
internal sealed class TurningWheel
{
    public const int TurnMilliseconds = 5000;
    private const int Steps = 50;
    private const int StepMilliseconds = TurnMilliseconds / Steps;

    private long _next = Environment.TickCount64 + StepMilliseconds;
    private int _step;

    /// <summary>How long the shard may wait for news.</summary>
    public int Patience(long now) => (int)Math.Clamp(_next - now, 0, StepMilliseconds);

    /// <summary>Those whose turn it is; none while it is too early.</summary>
    public IEnumerable<EpollTarget> Turn(long now, EpollTarget?[] targets)
    {
        if (now < _next)
        {
            yield break;
        }

        _next = now + StepMilliseconds;
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
