using Sferum.Commands;
using Sferum.TestServers;

namespace Sferum.Hosting;

/// <summary>What an operator says on the command line to a cluster that runs.</summary>
public sealed class Commands_to_the_cluster
{
    [Fact]
    public async Task Tell_what_media_servers_carry_and_empty_one()
    {
        await using var network = await MediaNetwork.StartAsync();
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "api-secret"), network.ApiSecret);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "room-key"), network.RoomKey);
        (string, string)[] settings =
        [
            ("Sferum:Postgres:ConnectionString", database.ConnectionString),
            ("Sferum:Calls:Nodes:0:Name", "janus-1"), ("Sferum:Calls:Nodes:0:Url", network.Nodes[0].Url.ToString()),
            ("Sferum:Calls:Nodes:0:ApiSecretFile", Path.Combine(folder.Path, "api-secret")), ("Sferum:Calls:Nodes:0:RoomKeyFile", Path.Combine(folder.Path, "room-key")),
        ];
        await using var silo = await HostUnderTest.Start(new HostChoices { Role = HostRole.Silo, Data = folder.Path }, settings);
        await silo.Until("ready");
        Task<(int Code, string Said, string Complained)> Say(string command) => HostProcess.Run(folder.Path, command, settings);

        Assert.Equal((0, CommandRun.Text("host.media_node", "janus-1: 0 / 0"), ""), await Say("media-nodes"));
        Assert.Equal((0, CommandRun.Text("host.media_node_draining", "janus-1: 0 / 0"), ""), await Say("media-nodes --drain janus-1"));
        Assert.Equal((0, CommandRun.Text("host.media_node_draining", "janus-1: 0 / 0"), ""), await Say("media-nodes"));
        Assert.Equal((0, CommandRun.Text("host.media_node", "janus-1: 0 / 0"), ""), await Say("media-nodes --admit janus-1"));
        Assert.Equal((1, "", CommandRun.Text("host.no_media_node", "janus-2")), await Say("media-nodes --drain janus-2"));
    }
}
