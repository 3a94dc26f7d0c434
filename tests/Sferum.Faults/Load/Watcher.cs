using System.Diagnostics;
using Sferum.Chats;
using Sferum.History;
using Sferum.Live;
using Seen = Sferum.History.ChatEvent;

namespace Sferum.Faults;

/// <summary>What a device sees of its chat, recorded as it arrives.</summary>
internal sealed class Watcher(ObserverRecorder device, Guid chat, long head) : ILiveObserver
{
    private bool _isOpen;
    private bool _sameLine;
    private long _resumedTo;
    private long _downSince;
    private long _last = head;

    /// <summary>The last number that its person was shown.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>How often the line broke.</summary>
    public int Breaks { get; private set; }

    /// <summary>It has no line now.</summary>
    public bool IsDown => Volatile.Read(ref _downSince) != 0;

    /// <summary>How long it was without a line since <see cref="Forget"/>, at the longest.</summary>
    public TimeSpan LongestBreak { get; private set; }

    /// <summary>The server said that numbers which its person was shown are in no log: from which one, to which one it was taken back.</summary>
    public (long Had, long Head)? TakenBack { get; private set; }

    /// <summary>Why it is over, if it is.</summary>
    public LiveEnd? End { get; private set; }

    public void Forget() => LongestBreak = TimeSpan.Zero;

    public void Fence(long head) => device.Fenced(chat, head);

    void ILiveObserver.OnResuming(IReadOnlyList<KnownChat> known, bool fellBehind)
    {
        if (fellBehind)
        {
            device.TooFar(chat);
        }
        else
        {
            Closed();
            device.Opened();
        }

        (_isOpen, _sameLine, _resumedTo) = (true, fellBehind, 0);
        foreach (var one in known.Where(k => k.ChatId == chat))
        {
            device.Resumed(chat, one.Number);
        }
    }

    void ILiveObserver.OnArrived(Guid from, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        foreach (var one in events.Where(e => from == chat && !IsOfBefore(e.Number, source)))
        {
            device.Seen(chat, Row(one), source switch { EventSource.Live => Way.Live, EventSource.Resume => Way.Resume, _ => Way.Repair });
        }
    }

    void ILiveObserver.OnTooFar(ChatSummary from, long had)
    {
        if (from.Id != chat)
        {
            return;
        }

        // It begins anew at the head: to the recorder, another connection that has everything up to there.
        TakenBack = (had, from.Head);
        Volatile.Write(ref _last, from.Head);
        Closed();
        device.Opened();
        device.Resumed(chat, from.Head);
        _isOpen = true;
    }

    bool ILiveObserver.OnEvents(Guid from, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        if (from == chat)
        {
            Volatile.Write(ref _last, events[^1].Number);
        }

        return true;
    }

    void ILiveObserver.OnLive()
    {
        if (_downSince != 0)
        {
            var away = Stopwatch.GetElapsedTime(_downSince);
            LongestBreak = away > LongestBreak ? away : LongestBreak;
            _downSince = 0;
        }
    }

    void ILiveObserver.OnDown(Exception? cause)
    {
        if (_downSince == 0)
        {
            (Breaks, _downSince) = (Breaks + 1, Stopwatch.GetTimestamp());
        }

        Closed();
    }

    void ILiveObserver.OnClosed(LiveEnd reason)
    {
        End = reason;
        Closed();
    }

    /// <summary>
    /// On a line that resumes again, live events that were on their way before the server took the request come beside its answer: they belong to what was
    /// before, and the recorder cannot tell them from doubles.
    /// </summary>
    private bool IsOfBefore(long number, EventSource source)
    {
        if (source == EventSource.Resume)
        {
            _resumedTo = Math.Max(_resumedTo, number);
        }

        return _sameLine && source == EventSource.Live && number <= _resumedTo;
    }

    private void Closed()
    {
        if (_isOpen)
        {
            _isOpen = false;
            device.Closed();
        }
    }

    private static Seen Row(ChatEventDto dto)
    {
        var text = dto is { Kind: ChatEventKinds.Posted, Message: { EditedAt: null, Text: { } posted } } ? posted : null;
        var kind = dto.Kind switch
        {
            ChatEventKinds.Posted => EventKind.Posted,
            ChatEventKinds.Members => EventKind.Membership,
            ChatEventKinds.Access => EventKind.Access,
            _ => EventKind.Other,
        };
        return new Seen(dto.Number, kind, dto.Author?.Id ?? Guid.Empty, dto.RequestId, text is null ? 0 : BodyHash.Of(text), dto.Target ?? 0, dto.Posts);
    }
}
