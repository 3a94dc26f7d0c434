using Sferum.Calls;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>A chat as its rules see it: who is in it, what is pinned, how far the log goes. Changed only by applying what is in the log.</summary>
public sealed class Chat
{
    private readonly Dictionary<PersonId, ChatMember> _members;
    private readonly List<long> _pinned;
    private Dictionary<PersonId, DateTimeOffset>? _lastPosts;

    private Chat(LoadedChat loaded)
    {
        Id = loaded.Id;
        School = loaded.School;
        Kind = loaded.Kind;
        Access = loaded.Access with { Title = loaded.Title, Archived = loaded.Archived };
        Head = loaded.Head;
        Call = loaded.Call;
        Pause = TimeSpan.FromSeconds(Access.SlowSeconds);
        _pinned = [.. loaded.Pinned];
        _members = new Dictionary<PersonId, ChatMember>(loaded.Members.Count);
        foreach (var member in loaded.Members)
        {
            _members[member.Person.Id] = member;
        }

        IsSupervised = !loaded.Supervised || loaded.Members.Any(static m => m.Supervises);
        foreach (var (person, at) in loaded.LastPosts)
        {
            Wrote(person, at);
        }
    }

    public ChatId Id { get; }

    public SchoolId? School { get; }

    public ChatKind Kind { get; }

    public bool Archived => Access.Archived;

    /// <summary>How the chat is set.</summary>
    public ChatAccess Access { get; }

    /// <summary>The pause of slow mode; zero when there is none.</summary>
    public TimeSpan Pause { get; }

    /// <summary>The video session that runs here; null when none does.</summary>
    public CallOfChat? Call { get; }

    /// <summary>Whether everybody who has to be here so that others may write is here.</summary>
    public bool IsSupervised { get; }

    /// <summary>The last applied row.</summary>
    public ChatHead Head { get; private set; }

    public IReadOnlyCollection<ChatMember> Members => _members.Values;

    /// <summary>Pinned messages, newest pin first.</summary>
    public IReadOnlyList<long> Pinned => _pinned;

    /// <summary>The chat as it stands in the store.</summary>
    /// <param name="loaded">What was loaded.</param>
    /// <returns>Its state.</returns>
    public static Chat From(LoadedChat loaded) => new(loaded);

    /// <summary>The caller's membership, if the chat is of the school in which the caller acts.</summary>
    /// <param name="caller">Who asks.</param>
    /// <returns>The membership; null for everybody else, to whom the chat does not exist.</returns>
    public ChatMember? MemberOf(Caller caller) => caller.School == School ? _members.GetValueOrDefault(caller.Person) : null;

    /// <summary>Somebody's place in the chat, whoever asks.</summary>
    /// <param name="person">Who.</param>
    /// <returns>The membership; null when the person is not in it.</returns>
    public ChatMember? Find(PersonId person) => _members.GetValueOrDefault(person);

    /// <summary>When somebody wrote last; only slow mode asks.</summary>
    /// <param name="person">Who.</param>
    /// <returns>The time; null when it is too long ago to matter.</returns>
    public DateTimeOffset? LastPost(PersonId person) => _lastPosts is not null && _lastPosts.TryGetValue(person, out var at) ? at : null;

    /// <summary>Notes that somebody writes now, so that a second message at the same moment waits; with null that it came to nothing.</summary>
    /// <param name="person">Who.</param>
    /// <param name="at">When; null takes the note back.</param>
    public void Wrote(PersonId person, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            (_lastPosts ??= [])[person] = time;
        }
        else
        {
            _lastPosts?.Remove(person);
        }
    }

    /// <summary>Takes over a row that is in the log. Rows come in order; membership rows are taken over by loading the chat again.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="head">Its number, and posts up to it.</param>
    /// <param name="target">The message it is about.</param>
    public void Apply(ChatEventKind kind, ChatHead head, long? target)
    {
        if (head.Number != Head.Number + 1)
        {
            throw new InvalidOperationException($"Row {head.Number} can't follow row {Head.Number}.");
        }

        Head = head;
        if (target is not { } number || kind is not (ChatEventKind.Pinned or ChatEventKind.Unpinned or ChatEventKind.Deleted))
        {
            return;
        }

        _pinned.Remove(number);
        if (kind == ChatEventKind.Pinned)
        {
            _pinned.Insert(0, number);
        }
    }
}
