using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>How many applications one address may hand in: section <c>Sferum:Applications</c>.</summary>
internal sealed class ApplicationLimits
{
    public const string Section = "Sferum:Applications";
    public const string Limiter = "applications";

    /// <summary>At once.</summary>
    [Range(1, 10_000)]
    public int Burst { get; set; } = 20;

    /// <summary>In an hour, in the long run.</summary>
    [Range(1, 10_000)]
    public int PerHour { get; set; } = 30;

    public static void Add(IServiceCollection services)
    {
        services.AddOptions<ApplicationLimits>().BindConfiguration(Section).ValidateDataAnnotations();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApplicationLimits>>(static (limiter, options) =>
            limiter.AddPolicy(Limiter, context => RateLimitPartition.GetTokenBucketLimiter(
                PeopleEndpoints.Address(context),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.Value.Burst,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromHours(1) / options.Value.PerHour,
                    QueueLimit = 0,
                })));
    }
}
