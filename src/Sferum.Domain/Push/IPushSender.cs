namespace Sferum.Push;

/// <summary>Hands a notification to the push service of a browser.</summary>
public interface IPushSender
{
    /// <summary>Sends.</summary>
    /// <param name="target">To which browser.</param>
    /// <param name="payload">What the browser gets, encrypted on the way; nothing of a message stands in it.</param>
    /// <param name="topic">A later notification of the same topic replaces one that has not been delivered; at most 32 letters of base64url.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What became of it.</returns>
    ValueTask<PushOutcome> Send(PushTarget target, ReadOnlyMemory<byte> payload, string topic, CancellationToken cancel);
}

/// <summary>What became of a notification.</summary>
public enum PushOutcome
{
    /// <summary>The push service has it.</summary>
    Sent,

    /// <summary>The browser does not want any more: the subscription is dead.</summary>
    Gone,

    /// <summary>Not now: it may be tried again later.</summary>
    Later,
}

/// <summary>A browser that wants notifications, as it says itself (RFC 8030, RFC 8291).</summary>
/// <param name="Endpoint">Where to send, at its push service.</param>
/// <param name="PublicKey">Its P-256 public key, uncompressed: 65 bytes.</param>
/// <param name="Secret">Its authentication secret: 16 bytes.</param>
public sealed record PushTarget(Uri Endpoint, byte[] PublicKey, byte[] Secret)
{
    /// <summary>Most letters of an endpoint.</summary>
    public const int MaxEndpoint = 1000;

    /// <summary>Bytes of the key.</summary>
    public const int KeyBytes = 65;

    /// <summary>Bytes of the secret.</summary>
    public const int SecretBytes = 16;
}
