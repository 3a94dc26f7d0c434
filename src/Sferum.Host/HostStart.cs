using Sferum.Demo;
using Sferum.Keys;
using Sferum.Storage;

namespace Sferum;

/// <summary>What happens before a process serves: schema, keys, then the silo and the sockets.</summary>
internal static partial class HostStart
{
    /// <summary>Prepares and starts.</summary>
    public static async Task Start(this WebApplication app, CancellationToken cancel = default)
    {
        await Prepare(app.Services, cancel);
        await FillDemo(app.Services, cancel);
        await app.StartAsync(cancel);
    }

    /// <summary>Brings the schema up to date, or says that somebody must, and brings key and database together. Orleans reads its queries once, so this is before it.</summary>
    public static async Task Prepare(IServiceProvider services, CancellationToken cancel = default)
    {
        var host = services.GetRequiredService<HostConfiguration>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Sferum.Host");
        var schema = services.GetRequiredService<Schema>();
        if (!host.Settings.IsPostgres)
        {
            Directory.CreateDirectory(host.Settings.Data);
        }

        if (host.Settings.Migrate == "auto" || !host.Settings.IsPostgres)
        {
            foreach (var file in await schema.Migrate(cancel))
            {
                Migrated(log, file);
            }
        }

        var state = await schema.State(cancel);
        if (state != SchemaState.Current)
        {
            throw new SchemaException(state == SchemaState.Newer ? "host.schema_newer" : "host.schema_older");
        }

        await services.GetRequiredService<MasterKey>().Prepare(cancel);
    }

    private static async Task FillDemo(IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetRequiredService<HostConfiguration>().Choices is not { HasGateway: true, Demo: > 0 })
        {
            return;
        }

        if (await DemoDistrict.In(services).Fill(cancel))
        {
            DemoFilled(services.GetRequiredService<ILoggerFactory>().CreateLogger("Sferum.Host"));
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The demonstration's district is filled.")]
    private static partial void DemoFilled(ILogger log);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Applied migration {File}.")]
    private static partial void Migrated(ILogger log, string file);
}

/// <summary>The schema is not the one of this binary.</summary>
/// <param name="code">Code of the sentence that says what to do.</param>
internal sealed class SchemaException(string code) : Exception(TextCatalogue.Render(code, null, "en"))
{
    public string Code { get; } = code;
}
