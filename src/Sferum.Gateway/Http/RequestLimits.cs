using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sferum.People;

namespace Sferum.Http;

/// <summary>HTTP requests per person (without a session per address, where a whole school may be behind one), and all of them at once.</summary>
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
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? RateLimitPartition.GetConcurrencyLimiter("api", _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = options.RequestsAtOnce,
                QueueLimit = 4 * options.RequestsAtOnce,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })
            : RateLimitPartition.GetNoLimiter("");

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
