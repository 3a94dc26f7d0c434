using System.CommandLine;
using System.Globalization;
using Orleans.Runtime;
using Sferum.Gateways;

namespace Sferum.Commands;

/// <summary>
/// <c>even-out</c>: gateways with more clients than the mean ask their surplus to move, for example after another gateway has joined. Only somebody who
/// can reach the database and the silos can say it; there is no address for it that a browser could reach.
/// </summary>
internal static class EvenOutCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Make(CommonOptions common)
    {
        var command = new Command("even-out", "Even the number of clients over the gateways. / Выровнять число клиентов по шлюзам.");
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => Run(common.Choices(parsed) with { Role = HostRole.Gateway }, cancel)));
        return command;
    }

    private static async Task<int> Run(HostChoices choices, CancellationToken cancel)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        var host = HostConfiguration.Read(builder.Configuration, choices);
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

        foreach (var load in await EvenOut(process.Services.GetRequiredService<IClusterClient>()))
        {
            Console.WriteLine(CommandRun.Text("host.gateway_load", string.Create(CultureInfo.InvariantCulture, $"{load.Gateway}: {load.Connections} / {load.Asked}")));
        }

        await process.StopAsync(CancellationToken.None);
        return CommandRun.Done;
    }

    /// <summary>Any silo knows all gateways.</summary>
    private static async Task<IReadOnlyList<GatewayLoad>> EvenOut(IClusterClient cluster)
    {
        var silos = await cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        return await cluster.GetGrain<IFeedGrain>(silos.First(static s => s.Value == SiloStatus.Active).Key.ToParsableString()).EvenOut();
    }
}
