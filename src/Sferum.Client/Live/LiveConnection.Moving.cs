using Sferum.Chats;

namespace Sferum.Live;

/// <content>
/// A gateway that is being emptied asks its clients to go, and each asks those whose token runs out. A second connection is opened to whatever gateway answers, resumes there while the first goes on
/// bringing events, takes its place in one moment, and only then the first is closed. What was asked on the first is answered on it, or asked again on
/// the second with the same request id.
/// </content>
public sealed partial class LiveConnection
{
    /// <summary>How long a line whose place was taken waits for the answers that are still due on it.</summary>
    private static readonly TimeSpan LeavingLasts = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between tries to move: the gateway does not wait for ever.</summary>
    private static readonly TimeSpan MovingPause = TimeSpan.FromSeconds(2);

    void ILineHandler.AskedToMove(Line line, GoAway ask)
    {
        lock (_turn)
        {
            if (LegOf(line) is { IsMoving: false } leg)
            {
                leg.IsMoving = true;
                _ = MoveAsync(leg, TimeSpan.FromMilliseconds(Math.Clamp(ask.SpreadMs, 0, 600_000)), ask.Renew);
            }
        }
    }

    private Leg? LegOf(Line line) => _leg?.Line == line ? _leg : _next?.Line == line ? _next : null;

    /// <summary>Tries until another line has taken this one's place, or this one is gone.</summary>
    private async Task MoveAsync(Leg leg, TimeSpan spread, bool renew)
    {
        var pause = spread * _options.Random.NextDouble();
        for (var attempt = 1; ; attempt++)
        {
            await Task.Delay(pause, _options.Clock, _stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Leg? next = null;
            lock (_turn)
            {
                if (_end is not null || (leg != _leg && leg != _next))
                {
                    return;
                }
            }

            if (leg.IsLive && leg == _leg)
            {
                next = await NextAsync(leg, renew);
            }

            if (next is { IsLive: true })
            {
                return;
            }

            renew = next is null ? renew : next.Line.TokenRefused;
            pause = Backoff.Pause(attempt, _options.ShortestPause, MovingPause, _options.Random) + Later(next?.Line.RetryAfter ?? default);
        }
    }

    /// <summary>One try: opens the next line and resumes on it, by which it takes the place.</summary>
    private async Task<Leg?> NextAsync(Leg leg, bool renew)
    {
        Leg? next = null;
        try
        {
            using var patience = new CancellationTokenSource(_options.AttemptLasts, _options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopped);
            if (await _options.Tokens.GetAsync(renew, either.Token) is not { } token)
            {
                return null;
            }

            next = new Leg(new Line(_options, token, this));
            lock (_turn)
            {
                if (_leg != leg)
                {
                    return null;
                }

                _next = next;
            }

            await next.Line.OpenAsync(either.Token);
            await ResumeAsync(next, fellBehind: false, either.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The first line goes on; this is tried again.
        }

        if (next is { IsLive: false })
        {
            lock (_turn)
            {
                _next = _next == next ? null : _next;
            }

            await next.Line.DisposeAsync();
        }

        next?.Settled.TrySetResult();
        return next;
    }

    /// <summary>From here on the next line is the one that is heard.</summary>
    private void TakeThePlace(Leg next, IReadOnlyList<KnownChat> known)
    {
        var before = _leg!;
        (_leg, _next) = (next, null);
        _observer.OnResuming(known, fellBehind: false);
        _ = before.Line.LeaveAsync(LeavingLasts, _options.Clock, _stopped);
        before.Left.TrySetResult();
    }

    /// <summary>The line that has taken another's place; null when that one is simply gone.</summary>
    private async Task<Leg?> SuccessorOfAsync(Leg leg)
    {
        Leg? coming;
        lock (_turn)
        {
            coming = _leg == leg ? _next : null;
        }

        if (coming is not null)
        {
            // Lost while it was about to be left: the next one may be live in a moment.
            await coming.Settled.Task.WaitAsync(_stopped);
        }

        lock (_turn)
        {
            return _leg == leg ? null : _leg;
        }
    }

    /// <summary>One line with what belongs to it.</summary>
    private sealed class Leg(Line line)
    {
        public Line Line { get; } = line;

        /// <summary>What came while Resume is under way, and waits for its answer; null when nothing has to wait.</summary>
        public List<Action>? Early { get; set; } = [];

        /// <summary>It fell behind while it was resuming.</summary>
        public bool ResumeAgain { get; set; }

        /// <summary>It has resumed.</summary>
        public bool IsLive { get; set; }

        /// <summary>It was asked to move.</summary>
        public bool IsMoving { get; set; }

        /// <summary>Another has taken its place.</summary>
        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>It is known whether it has taken another's place.</summary>
        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
