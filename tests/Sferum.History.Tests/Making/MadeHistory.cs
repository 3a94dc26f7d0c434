namespace Sferum.History;

/// <summary>
/// Makes a correct history from a seed: retries, lost answers, refusals, cuts, lost live events that are repaired, people who leave and come back,
/// edits, deletions, pages. The first acts are the same for each seed, so that each kind of thing is there at least once.
/// </summary>
internal sealed class MadeHistory
{
    private readonly Random _random;
    private readonly EventList _list = new();
    private readonly HistoryRecorder _recorder;
    private readonly List<MadeChat> _chats = [];
    private readonly List<Guid> _persons = [];
    private readonly List<MadeObserver> _observers = [];
    private readonly List<Action> _later = [];

    private MadeHistory(int seed)
    {
        _random = new Random(seed);
        _recorder = new HistoryRecorder(_list, new Clock(_random));
        _chats.AddRange([new MadeChat(NewId()), new MadeChat(NewId())]);
        for (var i = 0; i < 5; i++) _persons.Add(NewId());
    }

    public List<HistoryEvent> Events => _list.Events;

    /// <summary>The one who lets others in and out, and never leaves.</summary>
    public Guid Principal => _persons[0];

    public int Sent { get; private set; }

    public int Acked { get; private set; }

    public int Refused { get; private set; }

    public long Delivered => _observers.Sum(observer => observer.Delivered);

    public static MadeHistory From(int seed, int acts = 250)
    {
        var made = new MadeHistory(seed);
        made.Begin();
        foreach (var chat in made._chats) made.Rehearse(chat);
        for (var i = 0; i < acts; i++) made.Act(made._chats[made._random.Next(made._chats.Count)]);
        made.End();
        return made;
    }

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private ulong NewBody() => (ulong)_random.NextInt64(1, long.MaxValue);

    private void Begin()
    {
        for (var i = 0; i < 4; i++) _chats[1].Append(EventKind.Posted, NewId(), NewId(), NewBody());
        _chats[1].Baseline = _chats[1].Head;
        _recorder.Baseline(_chats[1].Id, _chats[1].Baseline);
        _chats[0].Without(_persons[4]);
        for (var i = 0; i < _persons.Count * 2; i++) _observers.Add(new MadeObserver(_recorder, $"client-{i}", _persons[i / 2], _random));
        foreach (var observer in _observers) observer.Open(_chats);
    }

    /// <summary>One of each, in an order in which each leaves something to see.</summary>
    private void Rehearse(MadeChat chat)
    {
        for (var i = 0; i < 4; i++) Post(chat, _persons[i], Roll.Acked);
        Post(chat, _persons[1], Roll.Refused);
        Post(chat, _persons[2], Roll.LostAnswer);
        Post(chat, _persons[3], Roll.LostRequest);
        DeliverAll(chat, mayLose: false);
        _observers[0].Close();
        for (var i = 0; i < 5; i++) Post(chat, _persons[1 + (i % 3)], Roll.Acked);
        DeliverAll(chat, mayLose: true);
        _observers[0].Open(_chats);
        _observers[0].Page(chat, 1, 0);
        _observers[1].CountUnread(chat, chat.Baseline, chat.Head);
        Revoke(chat, _persons[3]);
        Post(chat, _persons[1], Roll.Acked);
        Post(chat, _persons[2], Roll.Acked);
        if (!chat.IsMember(_persons[4])) Admit(chat, _persons[4]);
        Change(chat, EventKind.Edited);
        LoseSome(chat);
    }

    /// <summary>So many live events that some are lost on the way, and fetched.</summary>
    private void LoseSome(MadeChat chat)
    {
        DeliverAll(chat, mayLose: false);
        for (var i = 0; i < 30; i++) Post(chat, Principal, Roll.Acked);
        DeliverAll(chat, mayLose: true);
        foreach (var observer in _observers) observer.Repair(chat);
    }

    private void Act(MadeChat chat)
    {
        var person = _persons[_random.Next(_persons.Count)];
        var observer = _observers[_random.Next(_observers.Count)];
        switch (_random.Next(100))
        {
            case < 40: Post(chat, person, (Roll)_random.Next(6)); break;
            case < 65: observer.Deliver(chat, mayLose: true); break;
            case < 70: observer.Repair(chat); break;
            case < 78: Toggle(observer); break;
            case < 80 when chat.IsMember(person): Revoke(chat, person); break;
            case < 83 when !chat.IsMember(person): Admit(chat, person); break;
            case < 88: Change(chat, _random.Next(3) == 0 ? EventKind.Deleted : EventKind.Edited); break;
            case < 91 when observer.IsOpen && chat.IsMember(observer.Person): Browse(chat, observer); break;
            case < 94 when observer.IsOpen: observer.CountUnread(chat, _random.NextInt64(chat.Baseline, chat.Head), chat.Head); break;
            default: RunLater(); break;
        }
    }

    private void Browse(MadeChat chat, MadeObserver observer)
    {
        var from = _random.NextInt64(1, chat.Head);
        observer.Page(chat, from, _random.Next(2) == 0 ? 0 : _random.NextInt64(from, chat.Head + 1));
    }

    private void Toggle(MadeObserver observer)
    {
        if (observer.IsOpen) observer.Close();
        else observer.Open(_chats);
    }

    private void Post(MadeChat chat, Guid person, Roll roll)
    {
        var (request, body) = (NewId(), NewBody());
        Sent++;
        var attempt = _recorder.Invoke(person, chat.Id, request, body);
        if (roll == Roll.Refused || !chat.IsMember(person))
        {
            attempt.Refused("chat.muted");
            Refused++;
            return;
        }

        if (roll == Roll.LostRequest)
        {
            attempt.Unknown(UnknownReason.Cut);
            _later.Add(() => Retry(chat, person, request, body, isCertain: false));
            return;
        }

        var number = Append(chat, EventKind.Posted, person, request, body);
        if (roll == Roll.LostAnswer)
        {
            attempt.Unknown(UnknownReason.Timeout);
            if (_random.Next(3) > 0) _later.Add(() => Retry(chat, person, request, body, isCertain: true));
        }
        else
        {
            attempt.Ok(number);
            Acked++;
            if (_random.Next(6) == 0) _later.Add(() => RetryAcked(chat, person, request, body, number));
        }
    }

    private void Retry(MadeChat chat, Guid person, Guid request, ulong body, bool isCertain)
    {
        var attempt = _recorder.Invoke(person, chat.Id, request, body);
        if (!isCertain && !chat.IsMember(person))
        {
            attempt.Refused("chat.not-a-member");
            return;
        }

        var number = isCertain ? chat.Answers[request] : Append(chat, EventKind.Posted, person, request, body);
        attempt.Ok(number);
        Acked++;
    }

    private void RetryAcked(MadeChat chat, Guid person, Guid request, ulong body, long number)
    {
        _recorder.Invoke(person, chat.Id, request, body).Ok(number);
        _recorder.Invoke(person, chat.Id, request, NewBody()).Refused("request.reused");
    }

    private long Append(MadeChat chat, EventKind kind, Guid author, Guid request, ulong body, long target = 0)
    {
        var number = chat.Append(kind, author, request, body, target);
        chat.Answers[request] = number;
        foreach (var observer in _observers) observer.Send(chat, number);
        return number;
    }

    private void Revoke(MadeChat chat, Guid person)
    {
        if (person == Principal) return;
        // What was on its way to the leaver arrives before the end is acknowledged.
        foreach (var observer in Of(person)) observer.Settle(chat);
        var number = chat.Leave(person, Principal, NewId());
        foreach (var observer in _observers) observer.Send(chat, number);
        _recorder.Revoked(chat.Id, person, number);
    }

    private void Admit(MadeChat chat, Guid person)
    {
        var readsAll = _random.Next(2) == 0;
        var number = chat.Join(person, Principal, NewId(), readsAll);
        foreach (var observer in _observers.Where(observer => observer.Person != person)) observer.Send(chat, number);
        _recorder.Admitted(chat.Id, person, number, readsAll ? 1 : number);
        foreach (var observer in Of(person).Where(observer => observer.IsOpen)) observer.Resume(chat);
    }

    private void Change(MadeChat chat, EventKind kind)
    {
        var target = chat.Log.FindLastIndex(row => row.Kind == EventKind.Posted && row.Number > chat.Baseline);
        if (target < 0) return;
        chat.Log[target] = chat.Log[target] with { Body = NewBody() };
        Append(chat, kind, chat.Log[target].Author, NewId(), 0, target + 1);
    }

    private void RunLater()
    {
        if (_later.Count == 0) return;
        var place = _random.Next(_later.Count);
        var later = _later[place];
        _later.RemoveAt(place);
        later();
    }

    private void DeliverAll(MadeChat chat, bool mayLose)
    {
        foreach (var observer in _observers) observer.Deliver(chat, mayLose);
    }

    private IEnumerable<MadeObserver> Of(Guid person) => _observers.Where(observer => observer.Person == person);

    private void End()
    {
        while (_later.Count > 0) RunLater();
        foreach (var chat in _chats)
        {
            if (chat.IsMember(_persons[2])) Revoke(chat, _persons[2]);
            for (var i = 0; i < 3; i++) Post(chat, Principal, Roll.Acked);
        }

        while (_later.Count > 0) RunLater();
        foreach (var chat in _chats) Post(chat, Principal, Roll.Acked);
        foreach (var observer in _observers.Take(3).Where(observer => !observer.IsOpen)) observer.Open(_chats);
        foreach (var chat in _chats) Settle(chat);
    }

    private void Settle(MadeChat chat)
    {
        foreach (var observer in _observers) observer.Settle(chat);
        foreach (var observer in _observers.Where(observer => observer.IsOpen && chat.IsMember(observer.Person))) observer.Fence(chat);
        foreach (var row in chat.Log) _recorder.LogRow(chat.Id, row);
        _recorder.LogHead(chat.Id, chat.Head);
    }

    private enum Roll
    {
        Acked,
        AckedToo,
        AckedAgain,
        Refused,
        LostAnswer,
        LostRequest,
    }
}
