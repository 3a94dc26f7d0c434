using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Sferum;

/// <summary>
/// The exact list of origins whose pages may open the hub: the configured ones, and none else. Without configuration those of this machine: the
/// addresses the server listens on, as a browser on the same machine names them.
/// </summary>
internal sealed class AllowedOrigins(IOptions<GatewayOptions> options, IServer server)
{
    private readonly Lazy<HashSet<string>> _origins = new(() => Find(options.Value, server));

    public bool Has(string origin) => _origins.Value.Contains(origin);

    private static HashSet<string> Find(GatewayOptions options, IServer server)
    {
        if (options.Origins.Count > 0)
        {
            return options.Origins.Select(static o => o.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        }

        var origins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback)
            {
                origins.Add(Origin(uri.Scheme, uri.Host, uri.Port));
                origins.Add(Origin(uri.Scheme, "localhost", uri.Port));
                origins.Add(Origin(uri.Scheme, "127.0.0.1", uri.Port));
            }
        }

        return origins;
    }

    /// <summary>As browsers write it: without the scheme's own port.</summary>
    private static string Origin(string scheme, string host, int port) => new UriBuilder(scheme, host, port).Uri.GetLeftPart(UriPartial.Authority);
}
