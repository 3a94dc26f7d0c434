using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Sferum;

/// <summary>Whose word on a client's address and scheme is taken: that of the configured proxies. Limits count by that address.</summary>
internal static class KnownProxies
{
    public static IServiceCollection AddKnownProxies(this IServiceCollection services, IList<string> proxies) => services.Configure<ForwardedHeadersOptions>(o =>
    {
        // The middleware's own list begins with this machine, where more than a proxy may run.
        o.KnownProxies.Clear();
        o.KnownIPNetworks.Clear();
        if (proxies.Count == 0)
        {
            return;
        }

        o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // From proxy to proxy, up to the first address that is none.
        o.ForwardLimit = null;
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                o.KnownProxies.Add(address);
            }
            else
            {
                o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    });

    /// <summary>Whether it is an address or a network, as it is written in the settings.</summary>
    public static bool IsOne(string proxy) => IPAddress.TryParse(proxy, out _) || System.Net.IPNetwork.TryParse(proxy, out _);
}
