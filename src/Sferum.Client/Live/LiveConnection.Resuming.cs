using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>The server does not let this connection follow anything: another token may help.</summary>
internal sealed class ResumeRefusedException(string? code) : Exception(code);

/// <content>Resume, what arrives on the line, and the repair of holes.</content>
public sealed partial class LiveConnection
{
    /// <summary>How long holes of one line rest after the consumer could not take more, or the server could not answer.</summary>
    private static readonly TimeSpan RepairPause = TimeSpan.FromMilliseconds(300);

    private bool _repairing;

    void ILineHandler.ChatCame(Line line, ChatEvents events) => Came(line, () => _chats.TakeLive(events));

    void ILineHandler.StateCame(Line line, ChatState state) => Came(line, () => _chats.TakeState(state));

    void ILineHandler.ListCame(Line line, ChatListChange change) => Came(line, () => _chats.TakeListChange(change));

    void ILineHandler.DeviceCame(Line line, NewDevice device) => Came(line, () => _observer.OnNewDevice(device));

    void ILineHandler.CallCame(Line line, CallNewsDto news) => Came(line, () => _observer.OnCall(news));

    void ILineHandler.SignedOut(Line line, SignedOut signedOut)
    {
        End(new LiveEnd(signedOut.Reason));
        line.Cut();
    }

    void ILineHandler.FellBehind(Line line)
    {
        Leg leg;
        lock (_turn)
        {
            if (LegOf(line) is not { } found)
            {
                return;
            }

            if (found.Early is not null)
            {
                found.ResumeAgain = true;
                return;
            }

            found.Early = [];
            leg = found;
        }

        _ = ResumeOrCutAsync(leg);
    }

    /// <summary>What comes while Resume is under way waits for its answer: the answer is older.</summary>
    private void Came(Line line, Action take)
    {
        lock (_turn)
        {
            if (LegOf(line) is not { } leg)
            {
                return;
            }

            if (leg.Early is { } early)
            {
                early.Add(take);
                return;
            }

            take();
            RepairIfBehind(line);
        }
    }

    private async Task ResumeOrCutAsync(Leg leg)
    {
        try
        {
            using var patience = new CancellationTokenSource(_options.AttemptLasts, _options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopped);
            await ResumeAsync(leg, fellBehind: true, either.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One whose place was taken meanwhile closes by itself, when its answers are in.
            if (!leg.Left.Task.IsCompleted)
            {
                leg.Line.Cut();
            }
        }
    }

    private async Task ResumeAsync(Leg leg, bool fellBehind, CancellationToken cancel)
    {
        for (var again = true; again; fellBehind = true)
        {
            var known = Ask(leg, fellBehind);
            var answer = await AskToResumeAsync(leg.Line, new ResumeRequest(known, _options.Locale), cancel);
            lock (_turn)
            {
                if (leg != _leg && leg != _next)
                {
                    throw new OperationCanceledException("The line is gone.");
                }

                again = leg.ResumeAgain;
                var moves = leg == _next;
                if (moves && again)
                {
                    continue;
                }

                if (moves)
                {
                    TakeThePlace(leg, known);
                }

                _chats.TakeResume(known, answer);
                if (!again)
                {
                    GoLive(leg, moves);
                }
            }
        }
    }

    private IReadOnlyList<KnownChat> Ask(Leg leg, bool fellBehind)
    {
        lock (_turn)
        {
            leg.ResumeAgain = false;
            var known = _chats.Known();
            if (leg == _leg)
            {
                _observer.OnResuming(known, fellBehind);
            }
            else
            {
                // What came before the question is in its answer.
                leg.Early = [];
            }

            return known;
        }
    }

    private async Task<ResumeAnswer> AskToResumeAsync(Line line, ResumeRequest request, CancellationToken cancel)
    {
        for (;;)
        {
            var answer = await line.AskAsync<ResumeAnswer>(HubNames.Methods.Resume, request, cancel);
            if (answer.Value is { } value)
            {
                return value;
            }

            if (answer.Refusal is not { RetryAfterMs: { } wait })
            {
                throw new ResumeRefusedException(answer.Refusal?.Code);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(wait), _options.Clock, cancel);
        }
    }

    private void GoLive(Leg leg, bool moved)
    {
        var line = leg.Line;
        var early = leg.Early ?? [];
        (leg.Early, leg.IsLive) = (null, true);
        foreach (var take in early)
        {
            take();
        }

        RepairIfBehind(line);
        RenewWatches(line);
        _lines.Found(line);
        if (moved)
        {
            _observer.OnMoved();
        }
        else
        {
            _observer.OnLive();
        }
    }

    /// <summary>One hole after another, never two requests at once: a thousand holes after a long absence are not a thousand requests.</summary>
    private void RepairIfBehind(Line line)
    {
        if (!_repairing && _chats.TryNextBehind(out var chat, out var after))
        {
            _repairing = true;
            _ = RepairAsync(line, chat, after);
        }
    }

    private async Task RepairAsync(Line line, Guid chat, long after)
    {
        for (var more = true; more;)
        {
            var isDone = await ReadSinceAsync(line, chat, after);
            lock (_turn)
            {
                if (!isDone)
                {
                    _chats.StillBehind(chat);
                }

                more = line == _leg?.Line && _chats.TryNextBehind(out chat, out after);
                _repairing = more;
                if (!more && _leg is { Early: null } newer && newer.Line != line)
                {
                    RepairIfBehind(newer.Line);
                }
            }

            if (more && !isDone)
            {
                await Task.Delay(RepairPause, _options.Clock, _stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads and takes one page.</summary>
    /// <returns>Whether there is no reason to wait before the next.</returns>
    private async Task<bool> ReadSinceAsync(Line line, Guid chat, long after)
    {
        try
        {
            using var patience = new CancellationTokenSource(_options.AttemptLasts, _options.Clock);
            var answer = await line.AskAsync<ChatPage>(HubNames.Methods.ReadSince, new ReadSinceRequest(chat, after), patience.Token);
            lock (_turn)
            {
                if (line != _leg?.Line)
                {
                    return true;
                }

                if (answer.Value is { } page)
                {
                    return _chats.TakePage(page, after);
                }

                if (answer.Refusal is { RetryAfterMs: null })
                {
                    _chats.NotReadable(chat);
                }

                return answer.Refusal is { RetryAfterMs: null };
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A line that is gone is resumed; on one that is still there the hole gets its turn again.
            return false;
        }
    }
}
