using Microsoft.Extensions.Options;
using Sferum.Gateways;
using Sferum.Operators;

namespace Sferum.Live;

/// <summary>How this gateway is, for the operator.</summary>
internal sealed class OwnState(LocalPeople people, Draining draining, IOptions<GatewayOptions> options, IOwnCertificates certificates, TimeProvider clock)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    public GatewayState Now() => new()
    {
        Version = ProductVersion.Current,
        StartedAt = _started,
        Connections = people.Count,
        Limit = options.Value.Connections,
        Draining = draining.IsOn,
        Certificates = certificates.Ends(),
    };
}
