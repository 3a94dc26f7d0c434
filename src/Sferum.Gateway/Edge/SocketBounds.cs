namespace Sferum.Edge;

/// <summary>How much may wait for one socket, and how long.</summary>
internal sealed record SocketBounds(int Bytes, int Pieces, TimeProvider Clock)
{
    /// <summary>Whoever writes answers waits while more than this is unsent.</summary>
    public const int Congested = 32 * 1024;

    /// <summary>A client that lets more than this pile up of what may not be dropped is cut.</summary>
    public const int Most = 4 * 1024 * 1024;

    /// <summary>So long a socket that nobody uses any more may take for what it still has to send.</summary>
    public const int LingerMilliseconds = 5000;

    /// <summary>The kernel gives a connection up when the other side has acknowledged nothing for so long.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
}
