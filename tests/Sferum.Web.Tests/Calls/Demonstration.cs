using Sferum.Running;

namespace Sferum.Calls;

/// <summary>A practice district as README starts it: in the demonstration, without any media server.</summary>
public sealed class Demonstration : District
{
    protected override IReadOnlyList<string> BrowserArguments =>
        [.. base.BrowserArguments, "--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns", "--autoplay-policy=no-user-gesture-required"];
}
