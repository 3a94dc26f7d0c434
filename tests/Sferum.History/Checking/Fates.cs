using System.Runtime.InteropServices;

namespace Sferum.History;

/// <summary>What became of each message that was sent to a chat, over all its tries.</summary>
internal sealed class Fates
{
    private static readonly List<Fate> None = [];

    private readonly Dictionary<(int Person, Guid Request), Fate> _fates;
    private readonly Dictionary<(int Person, Guid Request), List<Fate>> _otherBodies = [];

    public Fates(ChatHistory chat, Findings findings)
    {
        var tries = 0;
        for (var i = 0; i < chat.Count; i++) tries += chat[i].Type == HistoryEventType.Invoke ? 1 : 0;
        _fates = new(tries);
        // Invokes first: the tries of one message may stand in several files.
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            if (entry.Type == HistoryEventType.Invoke) Of(entry.Person, entry.Request, entry.Body).Tries++;
        }

        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            if (entry.Type is HistoryEventType.Ok or HistoryEventType.Refused or HistoryEventType.Unknown) Outcome(entry, findings);
        }
    }

    /// <summary>The fate of a message with this body; a new one if nothing is known of it.</summary>
    public ref Fate Of(int person, Guid request, ulong body)
    {
        ref var fate = ref CollectionsMarshal.GetValueRefOrAddDefault(_fates, (person, request), out var known);
        if (!known) fate.Body = body;
        if (!known || fate.Body == body) return ref fate;
        if (!_otherBodies.TryGetValue((person, request), out var others)) _otherBodies.Add((person, request), others = []);
        var place = others.FindIndex(other => other.Body == body);
        if (place < 0)
        {
            place = others.Count;
            others.Add(new Fate { Body = body });
        }

        return ref CollectionsMarshal.AsSpan(others)[place];
    }

    /// <summary>The fate of whatever was first sent under this request id.</summary>
    public ref Fate First(int person, Guid request) => ref CollectionsMarshal.GetValueRefOrNullRef(_fates, (person, request));

    /// <summary>Whether a message that some row or observer shows can have come to be; a body of 0 stands for any.</summary>
    public bool IsPossible(int person, Guid request, ulong body)
    {
        if (!_fates.TryGetValue((person, request), out var first)) return false;
        return CanBe(first) || Others((person, request)).Exists(CanBe);

        bool CanBe(Fate fate) => fate.MayBeThere && (body == 0 || fate.Body == body);
    }

    /// <summary>How many different messages of this author and body can have come to be.</summary>
    public Dictionary<(int Person, ulong Body), int> PossibleByBody()
    {
        var possible = new Dictionary<(int Person, ulong Body), int>();
        foreach (var (key, first) in _fates)
        {
            Count(key.Person, first);
            foreach (var other in Others(key)) Count(key.Person, other);
        }

        return possible;

        void Count(int person, in Fate fate)
        {
            if (fate.MayBeThere) possible[(person, fate.Body)] = possible.GetValueOrDefault((person, fate.Body)) + 1;
        }
    }

    public void Summarise(Summary summary)
    {
        foreach (var (key, first) in _fates)
        {
            summary.Sent++;
            var others = Others(key);
            if (first.Acked || others.Exists(other => other.Acked)) summary.Acked++;
            else if (first.MayBeThere || others.Exists(other => other.MayBeThere)) summary.Unknown++;
            else summary.Refused++;
        }
    }

    private List<Fate> Others((int Person, Guid Request) key) => _otherBodies.Count > 0 && _otherBodies.TryGetValue(key, out var others) ? others : None;

    private void Outcome(in Entry entry, Findings findings)
    {
        ref var fate = ref Of(entry.Person, entry.Request, entry.Body);
        fate.Outcomes++;
        if (fate.Outcomes > fate.Tries) findings.Problem($"request {entry.Request} has more outcomes than tries: a file is missing or was given twice");
        if (entry.Type == HistoryEventType.Refused) fate.Refusals++;
        if (entry.Type == HistoryEventType.Ok) fate.Acked = true;
    }
}

/// <summary>What became of one message with one body.</summary>
internal struct Fate
{
    public ulong Body;
    public int Tries;
    public int Outcomes;
    public int Refusals;


    /// <summary>The number of its first ack; 0 for none.</summary>
    public int AckedAs;

    /// <summary>Of the first body of a request id: the body that was acknowledged first, the first row that shows the request id.</summary>
    public ulong AckedBody;
    public int LoggedAs;
    public bool Acked;

    /// <summary>Not each try was refused.</summary>
    public readonly bool MayBeThere => Tries > Refusals;
}
