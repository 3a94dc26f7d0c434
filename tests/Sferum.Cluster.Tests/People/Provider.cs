using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>A provider of text messages on this machine, and a gateway's services that are configured to use it.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Provider(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Body, string? Secret)> Taken { get; } = new();

    /// <summary>What is answered, by the number of the request.</summary>
    public Func<int, HttpContext, Task> Answers { get; set; } = static (_, _) => Task.CompletedTask;

    public string Url => _app.Urls.Single() + "/send";

    public static async Task<Provider> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new Provider(app);
        app.MapPost("/send", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            provider.Taken.Enqueue((await reader.ReadToEndAsync(), context.Request.Headers["X-Key"]));
            await provider.Answers(provider.Taken.Count, context);
        });
        await app.StartAsync();
        return provider;
    }

    /// <summary>Services of a gateway with these settings.</summary>
    public static ServiceProvider Services(Dictionary<string, string?> settings, ILoggerProvider? logs = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLogging(l =>
        {
            l.SetMinimumLevel(LogLevel.Trace);
            if (logs is not null)
            {
                l.AddProvider(logs);
            }
        });
        services.AddSferumPeople();
        return services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
