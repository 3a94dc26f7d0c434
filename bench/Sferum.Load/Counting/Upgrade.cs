using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Load.Counting;

/// <summary>Opens a raw socket and makes a WebSocket of it.</summary>
internal static class Upgrade
{
    private const int LongestAnswer = 8 * 1024;

    public static async Task<Socket> Open(Uri url, string path, string? token, CancellationToken cancel)
    {
        if (url.Scheme != Uri.UriSchemeHttp)
        {
            throw new LoadException($"{url}: raw sockets speak plain HTTP only. Take --mode full.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(url.Host, url.Port, cancel);
            var bearer = token is null ? "" : $"Authorization: Bearer {token}\r\n";
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"GET {path} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{bearer}\r\n"),
                cancel);
            var answer = await Answer(socket, cancel);
            return answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)
                ? socket
                : throw new LoadException($"{url}{path.TrimStart('/')}: {answer.Split("\r\n")[0]} {answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The head of the answer; a server says nothing more before the client has.</summary>
    private static async Task<string> Answer(Socket socket, CancellationToken cancel)
    {
        var bytes = new byte[LongestAnswer];
        var have = 0;
        while (have < bytes.Length)
        {
            var came = await socket.ReceiveAsync(bytes.AsMemory(have), cancel);
            have += came;
            var text = Encoding.UTF8.GetString(bytes, 0, have);
            if (came == 0 || text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return text;
            }
        }

        throw new LoadException("The answer to the upgrade does not end.");
    }
}
