using System.CommandLine;
using System.Globalization;
using Orleans.Runtime;
using Sferum.Gateways;

namespace Sferum.Commands;

/// <summary><c>even-out</c>: gateways with more clients than the mean ask their surplus to move, for example after another gateway has joined.</summary>
internal static class EvenOutCommand
{
    public static Command Make(CommonOptions common)
    {
        var command = new Command("even-out", "Even the number of clients over the gateways. / Выровнять число клиентов по шлюзам.");
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => ClusterCommand.Run(common.Choices(parsed), static (cluster, _) => Run(cluster), cancel)));
        return command;
    }

    private static async Task<int> Run(IClusterClient cluster)
    {
        foreach (var load in await EvenOut(cluster))
        {
            Console.WriteLine(CommandRun.Text("host.gateway_load", string.Create(CultureInfo.InvariantCulture, $"{load.Gateway}: {load.Connections} / {load.Asked}")));
        }

        return CommandRun.Done;
    }

    /// <summary>Any silo knows all gateways.</summary>
    private static async Task<IReadOnlyList<GatewayLoad>> EvenOut(IClusterClient cluster)
    {
        var silos = await cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        return await cluster.GetGrain<IFeedGrain>(silos.First(static s => s.Value == SiloStatus.Active).Key.ToParsableString()).EvenOut();
    }
}
