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

    void ILineHandler.SignedOut(Line line, SignedOut signedOut)
    {
        End(new LiveEnd(signedOut.Reason));
        line.Cut();
    }

    void ILineHandler.FellBehind(Line line)
    {
        lock (_turn)
        {
            if (line != _line)
            {
                return;
            }

            if (_early is not null)
            {
                _resumeAgain = true;
                return;
            }

            _early = [];
        }

        _ = ResumeOrCutAsync(line);
    }

    /// <summary>What comes while Resume is under way waits for its answer: the answer is older.</summary>
    private void Came(Line line, Action take)
    {
        lock (_turn)
        {
            if (line != _line)
            {
                return;
            }

            if (_early is { } early)
            {
                early.Add(take);
                return;
            }

            take();
            RepairIfBehind(line);
        }
    }

    private async Task ResumeOrCutAsync(Line line)
    {
        try
        {
            using var patience = new CancellationTokenSource(_options.AttemptLasts, _options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopped);
            await ResumeAsync(line, fellBehind: true, either.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            line.Cut();
        }
    }

    private async Task ResumeAsync(Line line, bool fellBehind, CancellationToken cancel)
    {
        for (var again = true; again; fellBehind = true)
        {
            IReadOnlyList<KnownChat> known;
            lock (_turn)
            {
                _resumeAgain = false;
                known = _chats.Known();
                _observer.OnResuming(known, fellBehind);
            }

            var answer = await AskToResumeAsync(line, new ResumeRequest(known, _options.Locale), cancel);
            lock (_turn)
            {
                if (line != _line)
                {
                    throw new OperationCanceledException("The line is gone.");
                }

                _chats.TakeResume(known, answer);
                again = _resumeAgain;
                if (!again)
                {
                    GoLive(line);
                }
            }
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

    private void GoLive(Line line)
    {
        var early = _early ?? [];
        _early = null;
        foreach (var take in early)
        {
            take();
        }

        RepairIfBehind(line);
        RenewWatches(line);
        _lines.Found(line);
        _observer.OnLive();
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

                more = line == _line && _chats.TryNextBehind(out chat, out after);
                _repairing = more;
                if (!more && _line is { } newer && newer != line && _early is null)
                {
                    RepairIfBehind(newer);
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
                if (line != _line)
                {
                    return true;
                }

                if (answer.Value is { } page)
                {
                    return _chats.TakePage(page);
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
