namespace Sferum.Live;

/// <summary>Where commands wait for a live line.</summary>
internal sealed class LineWait
{
    private readonly Lock _turn = new();
    private TaskCompletionSource<Line?> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;

    /// <summary>The live line, if there is one.</summary>
    public Line? Now { get; private set; }

    /// <summary>The live line, now or when there is one; null when there will be none.</summary>
    public Task<Line?> NextAsync(CancellationToken cancel)
    {
        lock (_turn)
        {
            return _next.Task.WaitAsync(cancel);
        }
    }

    public void Found(Line line)
    {
        lock (_turn)
        {
            if (!_isClosed)
            {
                Now = line;
                if (!_next.TrySetResult(line))
                {
                    // Another line takes the place of a live one.
                    _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    _next.SetResult(line);
                }
            }
        }
    }

    public void Lost()
    {
        lock (_turn)
        {
            Now = null;
            if (_next.Task.IsCompleted && !_isClosed)
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void Close()
    {
        lock (_turn)
        {
            (_isClosed, Now) = (true, null);
            if (!_next.TrySetResult(null))
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _next.SetResult(null);
            }
        }
    }
}
