namespace Sferum.Load.Counting;

/// <summary>
/// What comes on a socket is handled by the one thread that waits for all sockets, without a hand-over to the thread pool: a hand-over costs more than
/// the counting. .NET reads this before the first socket is opened.
/// </summary>
internal static class InlineSockets
{
    public static void Choose()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }
}
