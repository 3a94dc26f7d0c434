using Sferum.People;

namespace Sferum.Calls;

/// <summary>What rooms and feeds are called on a media server. The names say who and what, and nothing else.</summary>
public static class Feeds
{
    private const char Camera = 'c';
    private const char Screen = 's';

    /// <summary>The room of a session in one of its epochs.</summary>
    /// <param name="session">The session.</param>
    /// <param name="epoch">The epoch.</param>
    /// <returns>Its name.</returns>
    public static string Room(VideoSessionId session, int epoch) => $"{session.Value:N}-{epoch}";

    /// <summary>A person's feed.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="screen">The screen instead of camera and microphone.</param>
    /// <returns>Its name.</returns>
    public static string Of(PersonId person, bool screen) => $"{(screen ? Screen : Camera)}{person.Value:N}";

    /// <summary>Whose feed it is.</summary>
    /// <param name="feed">A feed's name.</param>
    /// <param name="person">Whose.</param>
    /// <param name="screen">The screen instead of camera and microphone.</param>
    /// <returns>False for what is no feed of ours.</returns>
    public static bool TryParse(string feed, out PersonId person, out bool screen)
    {
        ArgumentNullException.ThrowIfNull(feed);
        (person, screen) = (default, feed.StartsWith(Screen));
        if (feed.Length == 33 && (screen || feed[0] == Camera) && Guid.TryParseExact(feed.AsSpan(1), "N", out var id))
        {
            person = new PersonId(id);
            return true;
        }

        return false;
    }
}
