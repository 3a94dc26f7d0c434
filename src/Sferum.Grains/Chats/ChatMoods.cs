using Sferum.People;

namespace Sferum.Chats;

/// <summary>What is told once a second and may be lost: who types, and the two highest read marks.</summary>
internal sealed class ChatMoods(TimeProvider time)
{
    internal const int Names = 3;
    internal const int Typists = 16;
    internal static readonly TimeSpan TypingLife = TimeSpan.FromSeconds(6);

    private readonly List<(PersonName Person, long Until)> _typing = [];
    private readonly (PersonId Person, long Number)[] _top = new (PersonId, long)[2];
    private bool _typingChanged;
    private bool _topChanged;

    /// <summary>Whether a tick has anything to do.</summary>
    public bool Any => _typing.Count > 0 || _typingChanged || _topChanged;

    /// <summary>Takes over the marks as they stand in the store.</summary>
    public void Load(IReadOnlyList<(PersonId Person, long Number)> top)
    {
        Array.Clear(_top);
        for (var i = 0; i < Math.Min(2, top.Count); i++)
        {
            _top[i] = top[i];
        }
    }

    /// <summary>Somebody types, or still does.</summary>
    public void Types(PersonName person)
    {
        var until = time.GetTimestamp() + (long)(TypingLife.TotalSeconds * time.TimestampFrequency);
        var index = _typing.FindIndex(t => t.Person.Id == person.Id);
        if (index >= 0)
        {
            _typing[index] = (person, until);
        }
        else if (_typing.Count < Typists)
        {
            _typing.Add((person, until));
        }

        _typingChanged = true;
    }

    /// <summary>Whoever has posted types no more.</summary>
    public void Posted(PersonId person)
    {
        if (_typing.Count > 0 && _typing.RemoveAll(t => t.Person.Id == person) > 0)
        {
            _typingChanged = true;
        }
    }

    /// <summary>Somebody has read up to a number.</summary>
    public void Read(PersonId person, long number)
    {
        var (first, second) = (_top[0], _top[1]);
        if (first.Person == person)
        {
            _top[0].Number = Math.Max(first.Number, number);
        }
        else if (number > first.Number)
        {
            (_top[0], _top[1]) = ((person, number), first);
        }
        else if (number > second.Number)
        {
            _top[1] = (person, number);
        }

        _topChanged |= first.Number != _top[0].Number || second.Number != _top[1].Number;
    }

    /// <summary>What has changed since the last tick; null when nothing has.</summary>
    public ChatStateChange? Tick()
    {
        var now = time.GetTimestamp();
        _typingChanged |= _typing.RemoveAll(t => t.Until < now) > 0;
        if (!_typingChanged && !_topChanged)
        {
            return null;
        }

        var change = new ChatStateChange
        {
            Typing = _typingChanged ? [.. _typing.Take(Names).Select(static t => t.Person)] : null,
            ReadUpTo = _topChanged ? [.. _top.Where(static t => t.Number > 0).Select(static t => t.Number)] : null,
        };
        _typingChanged = _topChanged = false;
        return change;
    }
}
