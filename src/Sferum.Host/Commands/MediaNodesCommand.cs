using System.CommandLine;
using System.Globalization;
using Sferum.Calls;

namespace Sferum.Commands;

/// <summary><c>media-nodes</c>: what each media server carries. One can be emptied: it takes no new sessions, and those that are there go on until they end.</summary>
internal static class MediaNodesCommand
{
    public static Command Make(CommonOptions common)
    {
        var drain = new Option<string?>("--drain") { Description = "This server takes no new sessions. / Этот сервер не берёт новых сессий." };
        var admit = new Option<string?>("--admit") { Description = "This server takes sessions again. / Этот сервер снова берёт сессии." };
        var command = new Command("media-nodes", "What the media servers carry. / Что несут медиасерверы.") { drain, admit };
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => ClusterCommand.Run(
            common.Choices(parsed), (cluster, host) => Run(cluster, [.. host.Settings.Calls.Nodes.Select(static n => n.Name)], parsed.GetValue(drain), parsed.GetValue(admit)), cancel)));
        return command;
    }

    private static async Task<int> Run(IClusterClient cluster, IReadOnlyList<string> nodes, string? drain, string? admit)
    {
        foreach (var name in new[] { drain, admit })
        {
            if (name is not null && !nodes.Contains(name))
            {
                await Console.Error.WriteLineAsync(CommandRun.Text("host.no_media_node", name));
                return CommandRun.Failed;
            }
        }

        foreach (var node in nodes)
        {
            var server = cluster.GetGrain<IMediaNodeGrain>(node);
            if (node == drain || node == admit)
            {
                await server.Drain(on: node == drain);
            }

            Console.WriteLine(Line(node, await server.Load()));
        }

        return CommandRun.Done;
    }

    private static string Line(string node, MediaLoad? load) =>
        load is null ? CommandRun.Text("host.media_node_away", node)
        : CommandRun.Text(
            load.Draining ? "host.media_node_draining" : "host.media_node", string.Create(CultureInfo.InvariantCulture, $"{node}: {load.Sessions} / {load.Legs}"));
}
