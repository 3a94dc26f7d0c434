namespace Sferum.Edge;

/// <summary>Why a WebSocket is closed (RFC 6455, 7.4).</summary>
internal static class CloseCode
{
    public const ushort Normal = 1000;
    public const ushort GoingAway = 1001;
    public const ushort ProtocolError = 1002;
    public const ushort NotText = 1007;

    /// <summary>Whether the other side may say so.</summary>
    public static bool MayBeSent(int code) => code is (>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999);
}
