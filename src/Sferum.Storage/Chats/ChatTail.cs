namespace Sferum.Chats;

/// <summary>One activation's end of a log. Its head is moved by its lane only, so no lock is needed.</summary>
internal sealed class ChatTail(ChatId chat, ChatHead head, AppendLane lane) : IChatTail
{
    // Boxed: the pair must be read whole by the actor while the lane replaces it.
    private volatile HeadBox _head = new(head);
    private volatile bool _broken;

    public ChatId Chat => chat;

    public ChatHead Head => _head.Value;

    /// <summary>A rival has written, or nobody knows what was written: nothing goes through this tail any more.</summary>
    public bool IsBroken => _broken;

    public ValueTask<Appended> Append(NewRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _broken ? new ValueTask<Appended>(new Appended(AppendStatus.Rival, default, default)) : lane.Append(this, row);
    }

    public void Advance(ChatHead committed) => _head = new HeadBox(committed);

    public void Break() => _broken = true;

    private sealed record HeadBox(ChatHead Value);
}
