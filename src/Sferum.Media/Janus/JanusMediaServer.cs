using Microsoft.Extensions.Logging;

namespace Sferum.Calls;

/// <summary>The Janus servers of the configuration.</summary>
/// <param name="settings">Which there are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where trouble is told.</param>
internal sealed class JanusMediaServer(MediaSettings settings, TimeProvider time, ILogger<JanusMediaServer> log) : IMediaServer
{
    public IReadOnlyList<string> Nodes { get; } = [.. settings.Nodes.Select(n => n.Name)];

    public async Task<IMediaLink> Connect(string node, string? former, IMediaEvents events, CancellationToken cancel) =>
        await JanusLink.Connect(
            settings.Nodes.FirstOrDefault(n => n.Name == node) ?? throw new MediaException($"There is no media server {node}."), settings.Silence, former, events, time, log, cancel);
}
