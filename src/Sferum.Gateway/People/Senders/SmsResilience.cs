using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Sferum.People;

/// <summary>How the provider of text messages is called.</summary>
internal static class SmsResilience
{
    public static void AddSmsClient(this IServiceCollection services)
    {
        var client = services.AddHttpClient<HttpSmsSender>(static c => c.Timeout = Timeout.InfiniteTimeSpan);
        client.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect would carry the code elsewhere
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });

        // The factory's own logging writes each address, and a provider may want the phone in it.
        client.RemoveAllLoggers();
        client.AddResilienceHandler("sms", static (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<SmsOptions>>().Value.Http;
            pipeline
                .AddConcurrencyLimiter(permitLimit: 32, queueLimit: 256)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = 2,
                    Delay = TimeSpan.FromMilliseconds(300),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments => ValueTask.FromResult(MayRepeat(arguments.Outcome, options.Idempotent)),
                })
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { MinimumThroughput = 10, BreakDuration = TimeSpan.FromSeconds(10) })
                .AddTimeout(options.Timeout);
        });
    }

    /// <summary>
    /// A code that comes twice confuses, and costs twice. Without the provider's promise to send an id once, only a request that certainly did not
    /// leave is repeated: the connection was never made.
    /// </summary>
    private static bool MayRepeat(Polly.Outcome<HttpResponseMessage> outcome, bool idempotent) => outcome.Exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError, InnerException: SocketException } => true,
        HttpRequestException or TimeoutRejectedException => idempotent,
        null => idempotent && outcome.Result is { } response && (int)response.StatusCode is 408 or 429 or >= 500,
        _ => false,
    };
}
