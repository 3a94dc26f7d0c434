using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Sferum.Keys;

namespace Sferum.Push;

/// <summary>By what push services know this deployment: a token signed for each of them (RFC 8292).</summary>
internal sealed class Vapid(IKeyRing keys, IOptions<PushOptions> options, TimeProvider time)
{
    /// <summary>Half of what is allowed at most.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly Lazy<(ECDsa Key, string Public)> _key = new(() =>
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(keys.PushKey.Span, out _);
        return (key, Base64Url.EncodeToString(PushEncryption.Uncompressed(key.ExportParameters(includePrivateParameters: false))));
    });

    private readonly Lock _turn = new();

    /// <summary>What browsers subscribe with: an uncompressed point, base64url.</summary>
    public string PublicKey => _key.Value.Public;

    /// <summary>The header <c>Authorization</c> of a request to an endpoint.</summary>
    public string Authorization(Uri endpoint)
    {
        var header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            aud = endpoint.GetLeftPart(UriPartial.Authority), exp = (time.GetUtcNow() + Lasts).ToUnixTimeSeconds(), sub = options.Value.Contact,
        });
        var signed = $"{header}.{Base64Url.EncodeToString(claims)}";
        lock (_turn)
        {
            var signature = _key.Value.Key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
        }
    }
}
