namespace Sferum.Chats;

/// <summary>A row on its way into the log, and its caller who waits.</summary>
internal sealed class PendingRow(ChatTail tail, NewRow row, long queuedAt)
{
    private readonly TaskCompletionSource<Appended> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChatTail Tail => tail;

    public NewRow Row => row;

    public long QueuedAt => queuedAt;

    /// <summary>Where it would land in the round that is being written.</summary>
    public ChatHead Place { get; set; }

    public long At { get; } = row.At.ToUnixTimeMilliseconds();

    public Task<Appended> Answer => _answer.Task;

    public bool IsAnswered => _answer.Task.IsCompleted;

    public bool IsPlaced { get; private set; }

    public (Guid Chat, Guid Author, Guid Request) Request => (tail.Chat.Value, row.Author.Value, row.RequestId);

    /// <summary>Nothing of it is in the log.</summary>
    public void Complete(AppendStatus refused) => Complete(new Appended(refused, default, default));

    public void Complete(Appended answer)
    {
        IsPlaced = answer.Status == AppendStatus.Placed;
        _answer.TrySetResult(answer);
    }

    public void Fail(OutcomeUnknownException error) => _answer.TrySetException(error);
}
