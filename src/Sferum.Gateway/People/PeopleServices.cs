using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.People;

/// <summary>Sign-in, sessions and who is calling.</summary>
public static class PeopleServices
{
    /// <summary>Registers sign-in and authentication. The ports of People, the key ring and a cluster client come from elsewhere.</summary>
    public static IServiceCollection AddSferumPeople(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccessTokens>().AddSingleton<RefreshTokens>();
        services.AddSingleton<EndedSessions>().AddSingleton<SessionWatch>().AddSingleton<SessionEnds>();
        services.AddSingleton<WhatWaits>().AddSingleton<SessionDesk>().AddSingleton<CodeSignIn>().AddSingleton<DemoSignIn>();
        services.AddSingleton<NewDevices>().AddSingleton<FactorCodes>().AddSingleton<SecondSignIn>().AddSingleton<SecondFactorDesk>();
        services.AddHostedService<SignInSweeper>();
        services.AddAuthentication(BearerHandler.Scheme).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null);
        services.AddAuthorization();
        AddSenders(services);
        AddLimiter(services);

        // ASP.NET writes each request's address with its query before any of our code runs, and a browser opens the hub with its token in the query.
        services.AddLogging(static l => l.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    /// <summary>Finds out who is calling. Before everything that reads the address or asks for the caller.</summary>
    public static IApplicationBuilder UseSferumPeople(this IApplicationBuilder app)
    {
        app.Use(static (context, next) =>
        {
            BearerHandler.MoveTokenOutOfQuery(context);
            return next(context);
        });
        return app.UseAuthentication().UseAuthorization();
    }

    private static void AddSenders(IServiceCollection services)
    {
        services.AddOptions<PeopleOptions>().BindConfiguration(PeopleOptions.Section);
        services.AddOptions<SmsOptions>().BindConfiguration(SmsOptions.Section).ValidateOnStart();
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmsOptions>, SmsOptionsCheck>();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSmsClient();
        services.TryAddSingleton<ISmsSender>(static p => p.GetRequiredService<IOptions<SmsOptions>>().Value.Sender == SmsSenderKind.Http
            ? p.GetRequiredService<HttpSmsSender>()
            : new ConsoleSmsSender(Console.Out));
        services.TryAddSingleton<IMailSender>(static p => p.GetRequiredService<IOptions<MailOptions>>().Value.Host is not null
            ? ActivatorUtilities.CreateInstance<SmtpMailSender>(p)
            : new ConsoleMailSender(Console.Out));
    }

    private static void AddLimiter(IServiceCollection services) =>
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<PeopleOptions>>(static (limiter, options) =>
            limiter.AddPolicy(PeopleEndpoints.Limiter, context => RateLimitPartition.GetTokenBucketLimiter(
                PeopleEndpoints.Address(context),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.Value.RequestBurst,
                    TokensPerPeriod = options.Value.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                })));
}
