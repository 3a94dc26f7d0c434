using Orleans.Runtime;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Operators;

/// <summary>One look at the deployment: everything is asked at the same time, and put together from what was answered.</summary>
internal sealed class ClusterLook(ClusterParts parts, IDeploymentState state, TimeProvider clock)
{
    private const int MostSlowChats = 20;

    /// <summary>Looks.</summary>
    /// <param name="language">In which finished works are named.</param>
    /// <param name="cancel">Nobody waits any more.</param>
    public async Task<ClusterDto> Look(string language, CancellationToken cancel)
    {
        var queues = parts.Try("queues", state.Queues, cancel);
        var database = parts.Try("the database", state.Database, cancel);
        var works = parts.Try("finished works", state.Works, cancel);

        var silos = await Silos();
        var answering = silos?.Where(static s => s.State is not null).ToList() ?? [];
        var gateways = parts.Gateways(answering.Select(static s => s.Silo.Key));
        var media = silos is null || answering.Count == 0 ? Task.FromResult<MediaNodeDto[]?>(null) : Media(answering);
        var slow = answering.Count == 0 ? Task.FromResult<IReadOnlyList<SlowChatDto>?>(null) : SlowChats(answering, cancel);
        return new ClusterDto
        {
            At = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Version = ProductVersion.Current,
            Silos = silos?.Select(Dto).ToList(),
            Gateways = (await gateways)?.Select(Dto).ToList(),
            MediaNodes = await media,
            SlowChats = await slow,
            Queues = (await queues)?.Select(static q => new QueueDto(Code(q.Kind), q.Waiting, q.Since?.ToUnixTimeMilliseconds())).ToList(),
            Database = await database is { } d
                ? new DatabaseDto(Math.Round(d.RoundTrip.TotalMilliseconds, 1), d.Server, d.Bytes, d.Connections, d.MostConnections, d.Migration)
                : null,
            Works = (await works)?.Select(w => new FinishedWorkDto(w.Act, TextCatalogue.Render("audit." + w.Act, null, language), w.School, w.At.ToUnixTimeMilliseconds())).ToList(),
            Certificates = answering.Count == 0 ? null : Certificates(answering, await gateways),
        };
    }

    /// <summary>Names of the media servers that any silo knows; null when no silo answers.</summary>
    public async Task<IReadOnlyList<string>?> MediaNodes() =>
        await Silos() is { } silos && silos.Any(static s => s.State is not null) ? Names(silos.Where(static s => s.State is not null)) : null;

    private async Task<IReadOnlyList<AskedSilo>?> Silos() => await parts.Silos() is { } listed
        ? await Task.WhenAll(listed.Select(async s => new AskedSilo(s, s.Status == SiloStatus.Active ? await parts.Silo(s.Key) : null)))
        : null;

    private async Task<MediaNodeDto[]?> Media(IEnumerable<AskedSilo> silos) => await Task.WhenAll(Names(silos).Select(parts.MediaNode));

    private async Task<IReadOnlyList<SlowChatDto>?> SlowChats(IEnumerable<AskedSilo> silos, CancellationToken cancel)
    {
        // A chat that has moved is slow on two silos: once is enough.
        var slow = silos.SelectMany(static s => s.State!.SlowChats).GroupBy(static c => c.Chat).Select(static g => g.MaxBy(static c => c.Took)!)
            .OrderByDescending(static c => c.Took).Take(MostSlowChats).ToList();
        var homes = await parts.Try("slow chats", stop => state.Homes([.. slow.Select(static c => c.Chat)], stop), cancel);
        return [.. slow.Select(c =>
        {
            var home = homes?.GetValueOrDefault(c.Chat);
            return new SlowChatDto(c.Chat.Value, home?.Kind.Code(), home?.School, (long)c.Took.TotalMilliseconds, c.At.ToUnixTimeMilliseconds());
        })];
    }

    private static IReadOnlyList<string> Names(IEnumerable<AskedSilo> silos) =>
        [.. silos.SelectMany(static s => s.State!.MediaNodes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<CertificateDto> Certificates(IEnumerable<AskedSilo> silos, IReadOnlyList<SeenGateway>? gateways)
    {
        var ends = silos.Select(static s => (s.Silo.Name, s.State!.Certificates))
            .Concat((gateways ?? []).Select(static g => (Name: g.Gateway, g.State?.Certificates)));
        return [.. ends.Where(static e => e.Certificates is not null)
            .SelectMany(static e => new[]
            {
                new CertificateDto(e.Name, "own", e.Certificates!.Own.ToUnixTimeMilliseconds()),
                new CertificateDto(e.Name, "authority", e.Certificates.Authority.ToUnixTimeMilliseconds()),
            })
            .OrderBy(static c => c.EndsAt).ThenBy(static c => c.Process, StringComparer.Ordinal)];
    }

    private static SiloDto Dto(AskedSilo asked) => new()
    {
        Name = asked.Silo.Name,
        Address = asked.Silo.Address.Endpoint.ToString(),
        Status = asked.Silo.Status switch
        {
            SiloStatus.Active => asked.State is null ? "silent" : "active",
            SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
            SiloStatus.Dead => "gone",
            _ => "joining",
        },
        StartedAt = asked.Silo.StartedAt?.ToUnixTimeMilliseconds(),
        SeenAt = asked.Silo.SeenAt?.ToUnixTimeMilliseconds(),
        Version = asked.State?.Version,
        Activations = asked.State?.Activations,
        Cpu = asked.State is { } state ? Math.Round(state.Cpu, 1) : null,
        Memory = asked.State?.Memory,
        MemoryLimit = asked.State?.MemoryLimit,
    };

    private static GatewayDto Dto(SeenGateway seen) => new()
    {
        Name = seen.Gateway,
        Status = seen.State is not { } state ? "silent" : state.Draining ? "draining" : "serving",
        Version = seen.State?.Version,
        StartedAt = seen.State?.StartedAt.ToUnixTimeMilliseconds(),
        Connections = seen.State?.Connections,
        Limit = seen.State?.Limit,
    };

    private static string Code(QueueKind kind) => kind switch
    {
        QueueKind.RosterActs => "roster_acts",
        QueueKind.Letters => "letters",
        QueueKind.ScheduledMessages => "scheduled_messages",
        QueueKind.Notifications => "notifications",
        QueueKind.Files => "files",
        QueueKind.Movements => "movements",
        QueueKind.Erasures => "erasures",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private sealed record AskedSilo(ListedSilo Silo, SiloState? State);
}
