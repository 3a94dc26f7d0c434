using Orleans.Runtime;

namespace Sferum.Commands;

/// <summary>
/// A command that asks the running cluster. Only somebody who can reach the database and the silos can say it; there is no address for it that a browser
/// could reach.
/// </summary>
internal static class ClusterCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks as a client of the cluster, and leaves it.</summary>
    public static async Task<int> Run(HostChoices choices, Func<IClusterClient, HostConfiguration, Task<int>> ask, CancellationToken cancel)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        var host = HostConfiguration.Read(builder.Configuration, choices with { Role = HostRole.Gateway });
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System).AddHostStorage(host.Settings);
        builder.AddOrleansClient(host.Settings);
        using var process = builder.Build();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await process.StartAsync(patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or OrleansException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(CommandRun.Text("host.no_silo"));
            return CommandRun.Failed;
        }

        var code = await ask(process.Services.GetRequiredService<IClusterClient>(), host);
        await process.StopAsync(CancellationToken.None);
        return code;
    }
}
