using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sferum.Gateways;

namespace Sferum.Chats;

/// <summary>
/// What a chat tells its gateways. Each gateway has a cursor and at most one batch in flight: what happens meanwhile collects into the next
/// batch, so a slow gateway delays only itself. Only the last <see cref="Kept"/> rows are kept for those behind; a gateway further back gets the
/// head alone and reads the log. Used from one activation only.
/// </summary>
internal sealed partial class ChatFeed(ChatId chat, FeedTable table, TimeProvider time, ILogger log)
{
    internal const int Kept = 2048;
    internal const int PerBatch = 256;

    /// <summary>Characters of text in one batch: far below the limit of a message between processes (1 MB), whatever the script.</summary>
    internal const int TextPerBatch = 150_000;

    /// <summary>Messages whose reactions one batch tells; of more, the latest. Who misses some resumes by revision.</summary>
    internal const int ReactionsPerBatch = 256;
    private const int Patience = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<FeedReader, Cursor> _cursors = [];
    private readonly List<Cursor> _gone = [];
    private ChatEvent[] _rows = [];
    private long _first = 1;
    private long _head;
    private int _busy;
    private bool _closed;
    private ChatBatch? _last;

    /// <summary>Where the feed begins: rows up to the head are not told.</summary>
    public void Begin(long head)
    {
        _head = head;
        _first = head + 1;
        if (_rows.Length > 0)
        {
            _rows = [];
        }
    }

    /// <summary>Tells one more row, right after the last one.</summary>
    public void Tell(ChatEvent row, IReadOnlyList<MemberLeft>? left = null)
    {
        var readers = table.ReadersOf(chat);
        if (readers.Length > 0 || _busy > 0)
        {
            Keep(row);
        }
        else
        {
            Begin(row.Number);
        }

        foreach (var reader in readers)
        {
            var cursor = CursorOf(reader, row.Number);
            if (left is { Count: > 0 })
            {
                (cursor.Left ??= []).AddRange(left);
            }

            Send(cursor);
        }

        Prune(readers);
    }

    /// <summary>Tells how far the log goes, without its rows: gateways that are behind read it.</summary>
    public void TellHead(long head, IReadOnlyList<MemberLeft>? left = null)
    {
        Begin(head);
        var readers = table.ReadersOf(chat);
        foreach (var reader in readers)
        {
            var cursor = CursorOf(reader, head + 1);
            cursor.TellsHead = true;
            if (left is { Count: > 0 })
            {
                (cursor.Left ??= []).AddRange(left);
            }

            Send(cursor);
        }

        Prune(readers);
    }

    /// <summary>Tells what changed beside the log.</summary>
    public void Tell(ChatStateChange state)
    {
        foreach (var reader in table.ReadersOf(chat))
        {
            var cursor = CursorOf(reader, _head + 1);
            cursor.State = cursor.State is { } earlier ? Merge(earlier, state) : state;
            Send(cursor);
        }
    }

    /// <summary>Lets what is on its way arrive, for a while: the next activation starts from the head.</summary>
    public async Task Close(TimeSpan patience)
    {
        var all = Task.WhenAll(_cursors.Values.Select(static c => c.Pump));
        await Task.WhenAny(all, Task.Delay(patience, time));
        _closed = true;
    }

    private Cursor CursorOf(FeedReader reader, long next)
    {
        if (!_cursors.TryGetValue(reader, out var cursor))
        {
            _cursors[reader] = cursor = new Cursor(reader, next);
        }

        return cursor;
    }

    private void Send(Cursor cursor)
    {
        if (!cursor.Busy)
        {
            cursor.Busy = true;
            _busy++;
            cursor.Pump = Pump(cursor);
        }
    }

    private async Task Pump(Cursor cursor)
    {
        var failures = 0;
        while (!_closed && Take(cursor) is { } batch)
        {
            try
            {
                await cursor.Reader.PortFor(chat).Deliver(batch);
                failures = 0;
                LeaveTrace();
            }
            catch (Exception e)
            {
                failures++;
                if (failures >= Patience || !table.IsBelieved(cursor.Reader))
                {
                    LogDropped(log, e, cursor.Reader.Name);
                    table.Drop(cursor.Reader);
                    _cursors.Remove(cursor.Reader);
                    break;
                }

                cursor.Return(batch);
                await Task.Delay(FirstPause * (1 << (failures - 1)), time);
            }
        }

        cursor.Busy = false;
        if (--_busy == 0)
        {
            Forget();
        }
    }

    /// <summary>The first batch is told in the trace of the message that began it; what collected meanwhile belongs to others.</summary>
    private static void LeaveTrace()
    {
        if (Activity.Current is not null)
        {
            Activity.Current = null;
        }
    }

    private ChatBatch? Take(Cursor cursor)
    {
        var from = cursor.Next;
        if (from > _head && cursor is { TellsHead: false, State: null, Left: null })
        {
            return null;
        }

        // Further back than what is kept: the head alone, and the gateway reads the log.
        var to = from < _first ? from - 1 : LastOfBatch(from);
        cursor.Next = from < _first ? _head + 1 : to + 1;
        cursor.TellsHead = false;
        var left = cursor.TakeLeft(_head);
        var state = cursor.State;
        cursor.State = null;
        if (left is null && state is null && _last is { } last && last.Head == _head && last.Events.Count > 0 && last.Events[0].Number == from && last.Events[^1].Number == to)
        {
            return last;
        }

        var batch = new ChatBatch { Chat = chat, Events = Slice(from, to), Head = _head, Left = left ?? [], State = state };
        _last = left is null && state is null ? batch : _last;
        return batch;
    }

    private long LastOfBatch(long from)
    {
        var text = 0;
        var last = Math.Min(_head, from + PerBatch - 1);
        for (var n = from; n <= last; n++)
        {
            text += _rows[n % _rows.Length].Message?.Text?.Length ?? 0;
            if (text > TextPerBatch && n > from)
            {
                return n - 1;
            }
        }

        return last;
    }

    private ChatEvent[] Slice(long from, long to)
    {
        if (to < from)
        {
            return [];
        }

        var rows = new ChatEvent[to - from + 1];
        for (var n = from; n <= to; n++)
        {
            rows[n - from] = _rows[n % _rows.Length];
        }

        return rows;
    }

    private void Keep(ChatEvent row)
    {
        var count = row.Number - _first;
        if (count >= _rows.Length)
        {
            if (_rows.Length < Kept)
            {
                Grow(row.Number);
            }
            else
            {
                _first = row.Number - Kept + 1;
            }
        }

        _rows[row.Number % _rows.Length] = row;
        _head = row.Number;
    }

    private void Grow(long next)
    {
        var larger = new ChatEvent[_rows.Length == 0 ? 8 : Math.Min(Kept, _rows.Length * 4)];
        for (var n = _first; n < next; n++)
        {
            larger[n % larger.Length] = _rows[n % _rows.Length];
        }

        _rows = larger;
    }

    /// <summary>Nobody is behind: rows need not be kept. A quiet chat holds no texts here.</summary>
    private void Forget()
    {
        for (var n = _first; n <= _head; n++)
        {
            _rows[n % _rows.Length] = null!;
        }

        _first = _head + 1;
        _last = null;
        if (_rows.Length > 32)
        {
            _rows = [];
        }
    }

    private void Prune(FeedReader[] readers)
    {
        if (_cursors.Count <= readers.Length)
        {
            return;
        }

        foreach (var cursor in _cursors.Values)
        {
            if (!cursor.Busy && Array.IndexOf(readers, cursor.Reader) < 0)
            {
                _gone.Add(cursor);
            }
        }

        _gone.ForEach(c => _cursors.Remove(c.Reader));
        _gone.Clear();
    }

    private static ChatStateChange Merge(ChatStateChange earlier, ChatStateChange later)
    {
        var reactions = later.Reactions;
        if (earlier.Reactions is { Count: > 0 } old)
        {
            var numbers = (later.Reactions ?? []).Select(static r => r.Number).ToHashSet();
            reactions = [.. old.Where(r => !numbers.Contains(r.Number)).Concat(later.Reactions ?? []).TakeLast(ReactionsPerBatch)];
        }

        return new ChatStateChange
        {
            Rev = Math.Max(earlier.Rev, later.Rev),
            Reactions = reactions,
            ReadUpTo = later.ReadUpTo ?? earlier.ReadUpTo,
            Typing = later.Typing ?? earlier.Typing,
            Online = later.Online ?? earlier.Online,
            Polls = earlier.Polls is { } before && later.Polls is { } after ? [.. before.ExceptBy(after.Select(static p => p.Number), static p => p.Number), .. after] : later.Polls ?? earlier.Polls,
        };
    }

    /// <summary>How far one gateway is.</summary>
    private sealed class Cursor(FeedReader reader, long next)
    {
        public FeedReader Reader { get; } = reader;

        public long Next { get; set; } = next;

        public bool Busy { get; set; }

        public bool TellsHead { get; set; }

        public ChatStateChange? State { get; set; }

        public List<MemberLeft>? Left { get; set; }

        public Task Pump { get; set; } = Task.CompletedTask;

        /// <summary>Those whose last row has been sent by the batch that is being made: told with it, not before.</summary>
        public List<MemberLeft>? TakeLeft(long head)
        {
            if (Left is not { } all)
            {
                return null;
            }

            if (Next > head)
            {
                Left = null;
                return all;
            }

            var due = all.FindAll(l => l.Number < Next);
            all.RemoveAll(l => l.Number < Next);
            return due.Count > 0 ? due : null;
        }

        /// <summary>The batch did not arrive, or nobody knows: it is sent again, and the gateway ignores the numbers that it has.</summary>
        public void Return(ChatBatch batch)
        {
            TellsHead = true;
            if (batch.Events.Count > 0)
            {
                Next = batch.Events[0].Number;
            }

            if (batch.Left.Count > 0)
            {
                (Left ??= []).InsertRange(0, batch.Left);
            }

            if (batch.State is { } state)
            {
                State = State is { } later ? Merge(state, later) : state;
            }
        }
    }
}
