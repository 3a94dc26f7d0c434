namespace Sferum.Chats;

/// <summary>
/// The last messages of a chat that somebody posted or asked about: who, when, and how they begin. Replies, edits and reactions mostly concern
/// these, and are decided without a read.
/// </summary>
internal sealed class RecentMessages
{
    internal const int Limit = 64;
    private readonly StoredMessage?[] _ring = new StoredMessage?[Limit];
    private int _next;

    public void Add(StoredMessage message)
    {
        _ring[_next] = message.Text is { Length: > Quote.MaxLength } text ? message with { Text = ChatText.Cut(text, Quote.MaxLength) } : message;
        _next = (_next + 1) % Limit;
    }

    public StoredMessage? Find(long number)
    {
        foreach (var message in _ring)
        {
            if (message is not null && message.Number == number)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Forgets everything: it is read again when it is needed.</summary>
    public void Clear() => Array.Clear(_ring);

    /// <summary>Takes over what has happened to a message.</summary>
    public void Apply(NewRow row)
    {
        for (var i = 0; i < Limit; i++)
        {
            if (_ring[i] is { } message && message.Number == row.Target)
            {
                _ring[i] = row.Kind switch
                {
                    ChatEventKind.Edited => message with { Text = ChatText.Cut(row.Text!, Quote.MaxLength) },
                    ChatEventKind.Deleted => message with { Text = null, Deleted = true },
                    _ => message,
                };
            }
        }
    }
}
