namespace Sferum.History;

/// <summary>A client that behaves as it should, and a server that serves it as it should.</summary>
internal sealed class MadeObserver(HistoryRecorder recorder, string name, Guid person, Random random)
{
    private readonly ObserverRecorder _told = recorder.Observer(name, person);
    private readonly Dictionary<MadeChat, Place> _places = [];

    public Guid Person => person;

    public bool IsOpen { get; private set; }

    public long Delivered { get; private set; }

    public void Open(IEnumerable<MadeChat> chats)
    {
        IsOpen = true;
        _told.Opened();
        foreach (var chat in chats)
        {
            if (chat.IsMember(person)) Resume(chat);
        }
    }

    public void Close()
    {
        foreach (var chat in _places.Keys) Repair(chat);
        IsOpen = false;
        _told.Closed();
        foreach (var place in _places.Values) place.Coming.Clear();
    }

    /// <summary>Names its last number and gets what came since; or is told that this is too much, and pages.</summary>
    public void Resume(MadeChat chat)
    {
        var place = PlaceIn(chat);
        place.Coming.Clear();
        if (chat.Head - place.Last > 12 && random.Next(3) == 0)
        {
            _told.TooFar(chat.Id);
            Page(chat, Math.Max(1, chat.Head - 5), 0);
            place.Last = place.Top = chat.Head;
        }

        _told.Resumed(chat.Id, place.Last);
        for (var number = place.Last + 1; number <= chat.Head; number++)
        {
            if (!chat.MaySee(person, number)) continue;
            See(chat, number, Way.Resume);
            Delivered++;
        }

        place.Last = place.Top = chat.Head;
    }

    public void Send(MadeChat chat, long number)
    {
        if (IsOpen && chat.IsMember(person)) PlaceIn(chat).Coming.Enqueue(number);
    }

    /// <summary>Gets what is on its way; now and then something is lost before it.</summary>
    public void Deliver(MadeChat chat, bool mayLose)
    {
        var place = PlaceIn(chat);
        while (IsOpen && place.Coming.TryDequeue(out var number))
        {
            if (mayLose && place.Coming.Count > 0 && random.Next(8) == 0) continue;
            See(chat, number, Way.Live);
            Delivered++;
            place.Top = number;
            if (number == place.Last + 1) place.Last = number;
            else if (random.Next(2) == 0) Repair(chat);
        }
    }

    /// <summary>Fetches what it misses, sometimes with what it has.</summary>
    public void Repair(MadeChat chat)
    {
        var place = PlaceIn(chat);
        if (!IsOpen || place.Last >= place.Top) return;
        var to = random.Next(3) == 0 ? place.Top : place.Top - 1;
        for (var number = place.Last + 1; number <= to; number++)
        {
            if (chat.MaySee(person, number)) See(chat, number, Way.Repair);
        }

        place.Last = place.Top;
    }

    /// <summary>Gets all that is on its way, and fetches what was lost before.</summary>
    public void Settle(MadeChat chat)
    {
        Deliver(chat, mayLose: false);
        Repair(chat);
    }

    public void Fence(MadeChat chat) => _told.Fenced(chat.Id, chat.Head);

    public void Page(MadeChat chat, long from, long to)
    {
        var began = recorder.Now();
        var holds = new List<NumberRange>();
        for (var number = from; number <= (to == 0 ? chat.Head : to); number++)
        {
            if (!chat.MaySee(person, number)) continue;
            See(chat, number, Way.History);
            if (holds.Count > 0 && holds[^1].To == number - 1) holds[^1] = new NumberRange(holds[^1].From, number);
            else holds.Add(new NumberRange(number, number));
        }

        _told.Read(chat.Id, began, from, to, holds);
    }

    public void CountUnread(MadeChat chat, long mark, long head) =>
        _told.Unread(chat.Id, mark, head, chat.Log.Count(row => row.Kind == EventKind.Posted && row.Number > mark && row.Number <= head));

    private void See(MadeChat chat, long number, Way way) => _told.Seen(chat.Id, chat.Log[(int)number - 1], way);

    private Place PlaceIn(MadeChat chat)
    {
        if (!_places.TryGetValue(chat, out var place)) _places.Add(chat, place = new Place { Last = chat.Baseline, Top = chat.Baseline });
        return place;
    }

    private sealed class Place
    {
        /// <summary>It has all up to here.</summary>
        public long Last { get; set; }

        /// <summary>The highest that it was pushed.</summary>
        public long Top { get; set; }

        public Queue<long> Coming { get; } = new();
    }
}
