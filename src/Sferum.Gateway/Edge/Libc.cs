using System.Runtime.InteropServices;

namespace Sferum.Edge;

/// <summary>The few system calls of Linux that .NET does not offer by themselves.</summary>
internal static unsafe partial class Libc
{
    public const int EINTR = 4;
    public const int EAGAIN = 11;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int ShutWrite = 1;
    public const int ShutBoth = 2;
    public const uint Readable = 1;
    public const uint Writable = 4;

    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int NonBlockingOnExecClosed = 0x80800;
    private const int CloseOnExec = 0x80000;
    private const int Tcp = 6;
    private const int TcpNoDelay = 1;
    private const int TcpUserTimeout = 18;

    // struct epoll_event is packed on x86-64 only.
    public static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - sizeof(long);

    /// <summary>What an operation on an epoll's set does.</summary>
    public enum Change
    {
        Add = 1,
        Delete = 2,
        Modify = 3,
    }

    public static int OpenEpoll() => epoll_create1(CloseOnExec);

    public static int OpenWake() => eventfd(0, NonBlockingOnExecClosed);

    public static bool Watch(int epoll, Change change, int descriptor, uint events)
    {
        var entry = stackalloc byte[16];
        *(uint*)entry = events;
        *(long*)(entry + DataOffset) = descriptor;
        return epoll_ctl(epoll, (int)change, descriptor, entry) == 0;
    }

    public static int Wait(int epoll, byte* events, int most, int milliseconds) => epoll_wait(epoll, events, most, milliseconds);

    public static (int Descriptor, uint Events) Event(byte* events, int index)
    {
        var entry = events + (index * EventSize);
        return ((int)*(long*)(entry + DataOffset), *(uint*)entry);
    }

    /// <summary>Bytes taken, 0 when the socket is full, negative when it is broken.</summary>
    public static int Send(int descriptor, ReadOnlySpan<byte> data)
    {
        fixed (byte* bytes = data)
        {
            while (true)
            {
                var taken = send(descriptor, bytes, data.Length, DontWait | NoSignal);
                if (taken >= 0)
                {
                    return (int)taken;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case EAGAIN:
                        return 0;
                    case EINTR:
                        continue;
                    default:
                        return -1;
                }
            }
        }
    }

    /// <summary>Bytes received, 0 at the end or when the socket is broken, negative when there is nothing now.</summary>
    public static int Receive(int descriptor, byte* buffer, int size)
    {
        var received = recv(descriptor, buffer, size, DontWait);
        return received >= 0 ? (int)received : Marshal.GetLastPInvokeError() is EAGAIN or EINTR ? -1 : 0;
    }

    /// <summary>The next connection, not blocking; negative: see the last error.</summary>
    public static int Accept(int listener, byte* address, int size) => accept4(listener, address, &size, NonBlockingOnExecClosed);

    /// <summary>Sent at once, and given up when the other side acknowledges nothing for so long.</summary>
    public static void Prepare(int descriptor, TimeSpan silence)
    {
        var on = 1;
        _ = setsockopt(descriptor, Tcp, TcpNoDelay, &on, sizeof(int));
        var milliseconds = (int)silence.TotalMilliseconds;
        _ = setsockopt(descriptor, Tcp, TcpUserTimeout, &milliseconds, sizeof(int));
    }

    public static void Wake(int wake)
    {
        long one = 1;
        _ = write(wake, (byte*)&one, sizeof(long));
    }

    public static void TakeWake(int wake)
    {
        long count;
        _ = read(wake, (byte*)&count, sizeof(long));
    }

    [LibraryImport("libc", EntryPoint = "shutdown")]
    public static partial int Shutdown(int descriptor, int how);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int change, int descriptor, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, byte* events, int most, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(int descriptor, byte* data, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int accept4(int listener, byte* address, int* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(int descriptor, int level, int name, int* value, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, byte* data, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, byte* buffer, nint length);
}
