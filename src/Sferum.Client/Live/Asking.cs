namespace Sferum.Live;

/// <summary>
/// Sends one request until it has an answer: again after a broken line, a time-out and a refusal that says "later", always with the same body and so the
/// same request id.
/// </summary>
internal sealed class Asking(LineWait lines, LiveOptions options)
{
    /// <summary>The one refusal after which the command may still have taken effect.</summary>
    private const string OutcomeUnknown = "server.outcome_unknown";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(5);

    private int _tries;
    private bool _isUnsure;
    private RefusalDto? _later;
    private Exception? _cause;

    public async Task<Reply<T>> AskAsync<T>(string method, object request, TimeSpan patience, CancellationToken cancel)
        where T : class
    {
        using var over = new CancellationTokenSource(patience, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancel);
        try
        {
            while (await lines.NextAsync(either.Token) is { } line)
            {
                _tries++;
                var answer = await TryAsync<T>(line, method, request, either.Token);
                if (answer is { Value: { } value })
                {
                    return new Reply<T> { Value = value, Tries = _tries };
                }

                if (answer is { Refusal: { RetryAfterMs: null } no })
                {
                    return new Reply<T> { Refusal = no, Tries = _tries, WasUnsure = _isUnsure };
                }

                await Task.Delay(Pause(line, answer?.Refusal), options.Clock, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The patience is over; what is known by now is the answer.
        }

        return _isUnsure || _later is null
            ? new Reply<T> { Tries = _tries, Cause = _cause }
            : new Reply<T> { Refusal = _later, Tries = _tries };
    }

    private async Task<Answer<T>?> TryAsync<T>(Line line, string method, object request, CancellationToken cancel)
        where T : class
    {
        using var tooLong = new CancellationTokenSource(options.AttemptLasts, options.Clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLong.Token);
        var wasUnsure = _isUnsure;
        _isUnsure = true;
        try
        {
            var answer = await line.AskAsync<T>(method, request, attempt.Token);
            _isUnsure = wasUnsure || answer.Refusal?.Code == OutcomeUnknown;
            _later = answer.Refusal;
            return answer;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            _cause = e;
            return null;
        }
    }

    /// <summary>A line that is gone is its own pause; a server in trouble gets one that grows.</summary>
    private TimeSpan Pause(Line line, RefusalDto? later)
    {
        if (later is { RetryAfterMs: { } wait })
        {
            return TimeSpan.FromMilliseconds(wait * (1 + (options.Random.NextDouble() / 4)));
        }

        return lines.Now == line ? Backoff.Pause(_tries, FirstPause, MostPause, options.Random) : TimeSpan.Zero;
    }
}
