using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sferum.Push;

/// <summary>A push service on this machine, with the browsers for which it takes notifications.</summary>
internal sealed class PushService(WebApplication app) : IAsyncDisposable
{
    private readonly ConcurrentQueue<Notification> _taken = new();
    private TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it answers from now on.</summary>
    public int Status { get; set; } = StatusCodes.Status201Created;

    /// <summary>All that came, whatever was answered.</summary>
    public IReadOnlyList<Notification> Taken => [.. _taken];

    public static async Task<PushService> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new PushService(builder.Build());
        service.Serve();
        await service.Run();
        return service;
    }

    /// <summary>A browser of its own.</summary>
    public Browser Browser(string name) => new(new Uri(new Uri(app.Urls.First()), name));

    /// <summary>Waits for so many notifications.</summary>
    public async Task<IReadOnlyList<Notification>> Until(int count)
    {
        while (_taken.Count < count)
        {
            var came = _came.Task;
            if (_taken.Count < count)
            {
                await came.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        return Taken;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task Run() => app.StartAsync();

    private void Serve() => app.MapPost("/{**name}", async (string name, HttpRequest request) =>
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _taken.Enqueue(new Notification(name, request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        var came = _came;
        _came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        came.TrySetResult();
        return Results.StatusCode(Status);
    });
}

/// <summary>What came to a push service.</summary>
internal sealed record Notification(string Name, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>A browser: it alone reads what is sent to it (RFC 8291, from the reader's side).</summary>
internal sealed class Browser(Uri endpoint)
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(PushTarget.SecretBytes);

    private byte[] PublicKey => PushEncryption.Uncompressed(_key.ExportParameters(includePrivateParameters: false));

    public PushSubscribeRequest Subscription => new(endpoint.AbsoluteUri, Base64Url.EncodeToString(PublicKey), Base64Url.EncodeToString(_secret));

    public JsonElement Read(byte[] body)
    {
        var salt = body[..16];
        Assert.Equal((4096u, 65), (BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)), body[20]));
        var sender = body[21..86];
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        byte[] info = [.. "WebPush: info\0"u8, .. PublicKey, .. sender];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.DeriveRawSecretAgreement(theirs.PublicKey), 32, _secret, info);
        using var aes = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0")), 16);
        var plain = new byte[body.Length - 86 - 16];
        aes.Decrypt(HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0")), body.AsSpan(86, plain.Length), body.AsSpan(86 + plain.Length), plain);
        Assert.Equal(2, plain[^1]);
        return JsonSerializer.Deserialize<JsonElement>(plain.AsSpan(0, plain.Length - 1));
    }
}
