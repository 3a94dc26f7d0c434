using System.Collections.Concurrent;

namespace Sferum.People;

/// <summary>
/// Sessions that this gateway was told have ended, for as long as an access token of theirs could still be valid. What it was not told (it was
/// away, or the person had no connection here) the table answers: see <see cref="SessionWatch"/>.
/// </summary>
internal sealed class EndedSessions(TimeProvider time)
{
    private static readonly TimeSpan Kept = SessionLife.AccessToken + (2 * SessionLife.ClockSkew);

    private readonly ConcurrentDictionary<SessionId, DateTimeOffset> _ended = new();
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Whether this session is known to have ended.</summary>
    public bool Contains(SessionId session) => _ended.ContainsKey(session);

    /// <summary>These sessions have ended.</summary>
    public void Add(IEnumerable<SessionId> sessions)
    {
        var now = time.GetUtcNow();
        foreach (var session in sessions)
        {
            _ended[session] = now;
        }

        var swept = Volatile.Read(ref _sweptAt);
        if (time.GetElapsedTime(swept) >= Kept && Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), swept) == swept)
        {
            foreach (var (session, at) in _ended)
            {
                if (now - at > Kept)
                {
                    _ended.TryRemove(session, out _);
                }
            }
        }
    }
}
