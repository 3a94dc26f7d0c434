using System.Globalization;

namespace Sferum.Calls;

/// <summary>
/// By what a link learns that another one takes over. Janus tells a session's former owner nothing when it is claimed, and goes on obeying it; but whose
/// handle is detached is told. So each link has a handle in a session of its own, and who takes over detaches that before it claims the other.
/// </summary>
/// <param name="session">The session that is only for this.</param>
/// <param name="handle">The handle.</param>
internal sealed class Doorbell(JanusSession session, long handle)
{
    public long Handle => handle;

    public JanusSession Session => session;

    public static async Task<Doorbell> Hang(JanusSocket socket, CancellationToken cancel)
    {
        var session = await JanusSession.Create(socket, cancel);
        return new Doorbell(session, await session.Attach(cancel));
    }

    /// <summary>The former link, if it lives, hears that it is over.</summary>
    public static async Task Ring(JanusSocket socket, LinkToken former, CancellationToken cancel)
    {
        var session = new JanusSession(socket, former.BellSession);
        await session.Detach(former.BellHandle, cancel);
        await session.Destroy(cancel);
    }
}

/// <summary>What another process needs to take over.</summary>
/// <param name="Session">The session with all handles.</param>
/// <param name="BellSession">The former link's <see cref="Doorbell"/>.</param>
/// <param name="BellHandle">Its handle.</param>
internal sealed record LinkToken(long Session, long BellSession, long BellHandle)
{
    public static LinkToken? Parse(string text) =>
        text.Split('.') is [var session, var bellSession, var bellHandle] && Number(session) is { } s && Number(bellSession) is { } b && Number(bellHandle) is { } h
            ? new LinkToken(s, b, h)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Session}.{BellSession}.{BellHandle}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
