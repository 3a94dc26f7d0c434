using Sferum.People;

namespace Sferum.Calls;

/// <summary>What follows from one change of a session: to be done after the session is stored.</summary>
public sealed class CallTurn
{
    private readonly List<(PersonId Person, CallNote Note)> _notes = [];
    private readonly HashSet<PersonId> _media = [];
    private readonly List<Leg> _closed = [];
    private readonly List<PersonId> _came = [];
    private readonly List<(PersonId Person, long At)> _went = [];

    /// <summary>What single people are told.</summary>
    public IReadOnlyList<(PersonId Person, CallNote Note)> Notes => _notes;

    /// <summary>Whose microphone or camera the media server is to let through, or not, as the seat says.</summary>
    public IReadOnlyCollection<PersonId> Media => _media;

    /// <summary>Legs that have no place any more.</summary>
    public IReadOnlyList<Leg> Closed => _closed;

    /// <summary>Who has come in.</summary>
    public IReadOnlyList<PersonId> Came => _came;

    /// <summary>Who is in no more, and since when (Unix ms): whose line was lost, since then.</summary>
    public IReadOnlyList<(PersonId Person, long At)> Went => _went;

    /// <summary>Whether the session is over with this.</summary>
    public bool Ends { get; internal set; }

    /// <summary>Whether the lock of the chat has changed.</summary>
    public bool ChatChanged { get; internal set; }

    /// <summary>Whether anything follows at all.</summary>
    public bool IsAny => Ends || ChatChanged || _notes.Count + _media.Count + _closed.Count + _came.Count + _went.Count > 0;

    internal void Tell(PersonId person, CallNote note) => _notes.Add((person, note));

    internal void Apply(PersonId person) => _media.Add(person);

    internal void Come(PersonId person) => _came.Add(person);

    internal void Go(PersonId person, long at) => _went.Add((person, at));

    internal void Close(Leg? leg)
    {
        if (leg is not null)
        {
            _closed.Add(leg);
        }
    }
}
