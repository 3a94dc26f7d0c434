using Sferum.Chats;

namespace Sferum.Stub;

/// <summary>One chat of the stub server: a log that knows each request id.</summary>
internal sealed class StubChat(Guid id)
{
    private readonly Lock _turn = new();
    private readonly List<ChatEventDto> _log = [];

    public Guid Id => id;

    public long Head
    {
        get
        {
            lock (_turn)
            {
                return _log.Count;
            }
        }
    }

    public static ChatEventDto Row(long number, string text = "", Guid request = default) => new()
    {
        Number = number,
        Kind = ChatEventKinds.Posted,
        At = 1_700_000_000_000 + number,
        Author = new PersonRef(Guid.Empty, "Аня", "student"),
        RequestId = request,
        Posts = number,
        Message = new MessageDto { Text = text },
    };

    /// <summary>Appends, or finds what the request id made before.</summary>
    public (ChatEventDto Row, bool IsNew) Append(string text, Guid request)
    {
        lock (_turn)
        {
            if (_log.Find(r => r.RequestId == request) is { } known)
            {
                return (known, false);
            }

            var row = Row(_log.Count + 1, text, request);
            _log.Add(row);
            return (row, true);
        }
    }

    public IReadOnlyList<ChatEventDto> After(long number, int most = int.MaxValue)
    {
        lock (_turn)
        {
            return [.. _log.Skip((int)number).Take(most)];
        }
    }

    public ChatPage Page(long after, int limit)
    {
        var rows = After(after, limit);
        return new ChatPage(id, rows, Head, 0, after > 0, after + rows.Count < Head);
    }

    public ChatSummary Summary() => Listed(id, Head);

    public static ChatSummary Listed(Guid id, long head, long from = 0) => new()
    {
        Id = id,
        Kind = "class",
        Title = "7Б",
        Role = "student",
        Head = head,
        Posts = head,
        Rev = 0,
        From = from,
        ReadNumber = 0,
        ReadPosts = 0,
        Members = 2,
        May = ["post"],
    };
}
