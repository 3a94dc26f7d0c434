namespace Sferum.Live;

/// <summary>
/// The one place that writes to sockets. It never blocks and never throws; messages reach each socket in the order of the calls. A socket that is
/// slower than its messages has a bounded queue; when that is full, what waits or what comes is dropped, and the connection is told to resync once it
/// has taken what was under way. One that takes nothing at all is closed.
/// </summary>
internal interface ISocketWriter
{
    /// <summary>One message to many connections.</summary>
    void Write(ReadOnlySpan<LocalConnection> to, LiveMessage message);

    /// <summary>One message to one connection.</summary>
    void Write(LocalConnection to, LiveMessage message) => Write([to], message);

    /// <summary>A last message, after which the connection receives nothing; the socket is closed when it is out.</summary>
    void End(LocalConnection connection, LiveMessage last);

    /// <summary>Closes the socket if it has been stuck for too long.</summary>
    void Check(LocalConnection connection);
}
