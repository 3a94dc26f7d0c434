using Sferum.People;

namespace Sferum.Chats;

/// <summary>Who of a small chat is online, asked anew every few seconds while somebody looks.</summary>
internal sealed class ChatPresence(IGrainFactory grains, TimeProvider time)
{
    internal static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);
    private HashSet<PersonId>? _online;
    private long _until;
    private bool _newcomer;

    /// <summary>Whether anybody looks.</summary>
    public bool Any => time.GetTimestamp() <= _until;

    /// <summary>Somebody looks, or still does: the next tick tells everything.</summary>
    public void Watch()
    {
        _until = time.GetTimestamp() + (long)(Watched.TotalSeconds * time.TimestampFrequency);
        _newcomer = true;
    }

    /// <summary>Asks everybody.</summary>
    /// <returns>Who is online; null when that has not changed.</returns>
    public async Task<ChatStateChange?> Tick(IReadOnlyCollection<ChatMember> members)
    {
        var tells = _newcomer;
        _newcomer = false;
        var people = members.Select(static m => m.Person.Id).ToArray();
        var answers = await Task.WhenAll(people.Select(IsOnline));
        var online = people.Where((_, i) => answers[i]).ToHashSet();
        if (!tells && _online is not null && _online.SetEquals(online))
        {
            return null;
        }

        _online = online;
        return new ChatStateChange { Online = [.. online] };
    }

    /// <summary>Nobody looks any more: the next one to look is told everything.</summary>
    public void Stop() => _online = null;

    private async Task<bool> IsOnline(PersonId person)
    {
        try
        {
            return await grains.GetGrain<IUserGrain>(person.Value).IsOnline();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
