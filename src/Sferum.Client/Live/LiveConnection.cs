using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// Follows a person's chats: connects, resumes by number, fills holes, reconnects by itself until it is stopped or the session ends. Commands are retried
/// with the same request id. Thousands of them fit in a process; everything waits on the pool, nothing holds a thread.
/// </summary>
public sealed partial class LiveConnection : ILineHandler, IAsyncDisposable
{
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly LiveOptions _options;
    private readonly ILiveObserver _observer;
    private readonly ChatsInOrder _chats;
    private readonly LineWait _lines = new();
    private Leg? _leg;
    private Leg? _next;
    private Task? _running;
    private LiveEnd? _end;

    /// <summary>Makes one; it does nothing until <see cref="Start"/>.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="observer">Who is told.</param>
    public LiveConnection(LiveOptions options, ILiveObserver observer)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _observer, _stopped) = (options, observer, _stop.Token);
        _chats = new ChatsInOrder(observer, options.WhenTooFar);
        foreach (var known in options.Known)
        {
            _chats.Begin(known);
        }
    }

    /// <summary>Whether it is connected and has resumed.</summary>
    public bool IsLive => _lines.Now is not null;

    /// <summary>Begins to connect.</summary>
    public void Start() => _running ??= Task.Run(RunAsync);

    /// <summary>Waits until it is live.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>True when it is; false when it is over.</returns>
    public async Task<bool> WhenLiveAsync(CancellationToken cancel = default) => await _lines.NextAsync(cancel) is not null;

    /// <summary>Cuts the socket at once and without a goodbye, as a lost network does: for tests. It comes again by itself.</summary>
    /// <returns>When the loss has been noticed.</returns>
    public async Task CutAsync()
    {
        var live = _lines.Now;
        _leg?.Line.Cut();
        _next?.Line.Cut();
        if (live is not null)
        {
            await live.Ended;
        }
    }

    /// <summary>Ends it: no reconnect, commands under way become unknown.</summary>
    /// <returns>When nothing is told any more.</returns>
    public async Task StopAsync()
    {
        lock (_turn)
        {
            _end ??= LiveEnd.Stopped;
        }

        await _stop.CancelAsync();
        if (_running is { } running)
        {
            await running;
        }
        else
        {
            _lines.Close();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var (attempt, renew) = (0, false);
        while (_end is null)
        {
            Tell(() => _observer.OnConnecting(attempt));
            var line = await OneLineAsync(renew);
            if (_end is not null)
            {
                break;
            }

            Tell(() => _observer.OnDown(line.Cause));
            (attempt, renew) = (line.WasLive ? 0 : attempt + 1, line.TokenRefused);
            var pause = Backoff.Pause(attempt, _options.ShortestPause, _options.LongestPause, _options.Random) + Later(line.RetryAfter);
            await Task.Delay(pause, _options.Clock, _stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _lines.Close();
        Tell(() => _observer.OnClosed(_end ?? LiveEnd.Stopped));
    }

    /// <summary>Connected from an attempt to the loss, over all moves in between.</summary>
    private async Task<Outcome> OneLineAsync(bool renew)
    {
        Leg? leg = null;
        var wasLive = false;
        try
        {
            using var patience = new CancellationTokenSource(_options.AttemptLasts, _options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopped);
            if (await _options.Tokens.GetAsync(renew, either.Token) is not { } token)
            {
                End(LiveEnd.SignInNeeded);
                return default;
            }

            leg = new Leg(new Line(_options, token, this));
            lock (_turn)
            {
                _leg = leg;
            }

            await leg.Line.OpenAsync(either.Token);
            await ResumeAsync(leg, fellBehind: false, either.Token);
            wasLive = true;
            for (var left = leg; left is not null; left = await SuccessorOfAsync(left))
            {
                leg = left;
                await Task.WhenAny(leg.Line.Ended, leg.Left.Task).WaitAsync(_stopped);
            }

            return new Outcome(WasLive: true, TokenRefused: false, TimeSpan.Zero, await leg.Line.Ended);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever broke here, the next attempt begins from nothing but the numbers.
            return new Outcome(wasLive, leg is { Line.TokenRefused: true } || e is ResumeRefusedException, leg?.Line.RetryAfter ?? default, e);
        }
        finally
        {
            _lines.Lost();
            HashSet<Leg?> open;
            lock (_turn)
            {
                open = [leg, _leg, _next];
                (_leg, _next) = (null, null);
            }

            foreach (var one in open.OfType<Leg>())
            {
                await one.Line.DisposeAsync();
            }
        }
    }

    private void End(LiveEnd end)
    {
        lock (_turn)
        {
            _end ??= end;
        }
    }

    /// <summary>What a server asked for, and a little more: those whom it sent away together do not come back together.</summary>
    private TimeSpan Later(TimeSpan hint) => hint * (1 + (_options.Random.NextDouble() / 4));

    private void Tell(Action tell)
    {
        lock (_turn)
        {
            tell();
        }
    }

    /// <summary>What became of one connection.</summary>
    private readonly record struct Outcome(bool WasLive, bool TokenRefused, TimeSpan RetryAfter, Exception? Cause);
}
