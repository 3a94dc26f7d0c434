using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sferum.People;

namespace Sferum.Http;

/// <summary>
/// HTTP requests per person (without a session per address, where a whole school may be behind one), and all of them at once. Requests through which
/// files pass last long and are counted by themselves: slow lines keep nobody from asking.
/// </summary>
internal static class RequestLimits
{
    private const int PerAddress = 5;

    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<GatewayOptions>>(static (limiter, options) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options.Value)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => TransfersOf(context, options.Value)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => AtOnce(context, options.Value)));
            limiter.OnRejected = static async (rejected, _) =>
            {
                // Only a share says when there will be some of it again; without that it is the whole gateway that has too much to do.
                var refusal = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                    ? Refusals.TooMany with { RetryAfterMs = (int)after.TotalMilliseconds }
                    : Refusals.Overloaded;
                await rejected.HttpContext.Refuse(refusal).ExecuteAsync(rejected.HttpContext);
            };
        });
        return services;
    }

    /// <summary>Work that waits for the database is bounded, whoever asks for it. Sockets of the hub are no such work.</summary>
    private static RateLimitPartition<string> AtOnce(HttpContext context, GatewayOptions options) =>
        IsTransfer(context) ? Bounded("transfers", options.TransfersAtOnce, 4 * options.TransfersAtOnce)
        : context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? Bounded("api", options.RequestsAtOnce, 4 * options.RequestsAtOnce)
        : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> TransfersOf(HttpContext context, GatewayOptions options) =>
        IsTransfer(context) && CallerClaims.Read(context.User) is { } caller
            ? Bounded("t:" + caller.Person, options.TransfersPerPerson, 10 * options.TransfersPerPerson)
            : RateLimitPartition.GetNoLimiter("");

    private static bool IsTransfer(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<TransferAttribute>() is not null;

    private static RateLimitPartition<string> Bounded(string key, int permits, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    private static RateLimitPartition<string> Partition(HttpContext context, GatewayOptions options)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.StartsWithSegments(HubNames.Path, StringComparison.OrdinalIgnoreCase))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var caller = CallerClaims.Read(context.User);
        var (key, share) = caller is null ? ("a:" + context.Connection.RemoteIpAddress, PerAddress) : ("p:" + caller.Person, 1);
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RequestBurst * share,
            TokensPerPeriod = options.RequestsPerSecond * share,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
    }
}
