using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Sferum.Files;

/// <summary>ClamAV's daemon by its INSTREAM command. Whatever is not the answer "OK" is not clean.</summary>
/// <param name="address"><c>host:port</c>, or the path of its socket.</param>
/// <param name="log">Where trouble is told.</param>
internal sealed partial class ClamdScanner(string address, ILogger<ClamdScanner> log) : IVirusScanner
{
    private const int Chunk = 64 * 1024;
    private const int LongestAnswer = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async ValueTask<ScanVerdict> Scan(Stream content, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = await Connect(patience.Token);
            await using var line = new NetworkStream(socket, ownsSocket: false);
            await Send(line, content, patience.Token);
            return Verdict(await Answer(line, patience.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            LogAway(e);
            return ScanVerdict.NotScanned;
        }
    }

    private async Task<Socket> Connect(CancellationToken cancel)
    {
        var isPath = address.StartsWith('/');
        var socket = isPath ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var colon = address.LastIndexOf(':');
            await (isPath
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(address), cancel)
                : socket.ConnectAsync(address[..colon], int.Parse(address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), cancel));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task Send(NetworkStream line, Stream content, CancellationToken cancel)
    {
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk + sizeof(int));
        try
        {
            int read;
            do
            {
                // An empty part says that there are no more.
                read = await content.ReadAsync(buffer.AsMemory(sizeof(int), Chunk), cancel);
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                await line.WriteAsync(buffer.AsMemory(0, sizeof(int) + read), cancel);
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> Answer(NetworkStream line, CancellationToken cancel)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        while (length < answer.Length && (read = await line.ReadAsync(answer.AsMemory(length), cancel)) > 0)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private ScanVerdict Verdict(string answer)
    {
        if (answer == "stream: OK")
        {
            return ScanVerdict.Clean;
        }

        if (answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal))
        {
            LogFound(answer["stream: ".Length..^" FOUND".Length]);
            return ScanVerdict.Infected;
        }

        LogStrange(answer);
        return ScanVerdict.NotScanned;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The virus scanner could not be asked; files wait for it.")]
    private partial void LogAway(Exception error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The virus scanner found {Signature} in a file that was sent.")]
    private partial void LogFound(string signature);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "The virus scanner answered {Answer}; the file is not scanned.")]
    private partial void LogStrange(string answer);
}

/// <summary>No scanner is configured: nothing is known against any file.</summary>
internal sealed class NoScanner : IVirusScanner
{
    public ValueTask<ScanVerdict> Scan(Stream content, CancellationToken cancel) => new(ScanVerdict.Clean);
}
