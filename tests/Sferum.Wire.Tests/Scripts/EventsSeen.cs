using Sferum.Chats;

namespace Sferum.Wire;

/// <summary>What a client has seen of one chat, put in order by the three lines of docs/protocol.md; and how often the server made them necessary.</summary>
internal sealed class EventsSeen(Guid chat)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lock _lock = new();
    private readonly List<ChatEventDto> _events = [];
    private readonly List<ChatEventDto> _early = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _last;
    private bool _resumed;

    /// <summary>What came before Resume was asked, over a line: must be nothing.</summary>
    public int BeforeResume { get; private set; }

    /// <summary>Events that came a second time over the same line.</summary>
    public int Doubled { get; private set; }

    /// <summary>Events that did not follow the one before.</summary>
    public int Holes { get; private set; }

    public long Last => Read(() => _last ?? 0);

    public IReadOnlyList<KnownChat> Known => Read<IReadOnlyList<KnownChat>>(() => _last is { } last ? [new KnownChat(chat, last)] : []);

    /// <summary>Whether the chat was in the last list.</summary>
    public bool Listed { get; private set; }

    public IReadOnlyList<ChatEventDto> After(long number) => Read(() => _events.Where(e => e.Number > number).ToList());

    /// <summary>A new line: what it brings is kept until the answer to Resume is there.</summary>
    public void Waits() => Note(() => _resumed = false);

    public void Resumed(ResumeAnswer answer) => Note(() =>
    {
        var mine = answer.Chats.FirstOrDefault(c => c.Id == chat);
        Listed = mine is not null;
        _last ??= mine?.Head;
        foreach (var e in answer.Missed.Where(m => m.ChatId == chat).SelectMany(static m => m.Events).Concat(_early))
        {
            Apply(e);
        }

        _early.Clear();
        _resumed = true;
    });

    public void Came(ChatEvents came) => Note(() =>
    {
        if (came.ChatId != chat)
        {
            return;
        }

        if (_last is null && !_resumed)
        {
            BeforeResume += came.Events.Count;
        }

        foreach (var e in came.Events)
        {
            if (_resumed)
            {
                Apply(e);
            }
            else
            {
                _early.Add(e);
            }
        }
    });

    /// <summary>Waits until something has become true.</summary>
    public async Task Until(Func<bool> condition)
    {
        while (true)
        {
            var (done, changed) = Read(() => (condition(), _changed.Task));
            if (done)
            {
                return;
            }

            await changed.WaitAsync(Patience);
        }
    }

    public void Note(Action note)
    {
        lock (_lock)
        {
            note();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Apply(ChatEventDto e)
    {
        if (e.Number == _last + 1)
        {
            _events.Add(e);
            _last = e.Number;
        }
        else if (e.Number <= _last)
        {
            Doubled++;
        }
        else
        {
            Holes++;
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
