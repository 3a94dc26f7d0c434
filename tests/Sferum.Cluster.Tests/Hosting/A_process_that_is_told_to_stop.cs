using System.Text.Json;
using Sferum.District;
using Sferum.Live;
using Sferum.Settings;
using Sferum.TestServers;

namespace Sferum.Hosting;

public sealed class A_process_that_is_told_to_stop
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Alone_closes_its_clients_for_now_and_ends_well(string signal)
    {
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(folder.Path, "--demo");
        using var wire = await Connect(host);
        await host.Signal(signal);
        var closed = await wire.ReceiveUntil(static m => Type(m) == 7);
        Assert.True(closed!.Value.GetProperty("allowReconnect").GetBoolean());
        Assert.Equal(0, await host.Ended());
    }

    [Fact]
    public async Task Asks_its_clients_to_move_and_goes_at_once_when_told_again()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(
            folder.Path,
            "--demo --demo",
            ("Sferum:Postgres:ConnectionString", database.ConnectionString),
            ("Sferum:Gateway:Drain:Spread", "00:00:10"),
            ("Sferum:Gateway:Drain:Slack", "00:00:40"));
        using var wire = await Connect(host);
        await host.Signal("TERM");
        Assert.NotNull(await wire.ReceiveUntil(static m => m.TryGetProperty("target", out var target) && target.GetString() == HubNames.Events.GoAway));
        await host.Until("draining");
        await host.Signal("TERM");
        Assert.Equal(128 + 15, await host.Ended());
    }

    [Fact]
    public void Has_as_much_time_as_its_parts_may_take()
    {
        var stop = new StopSettings();
        var drain = new GatewayOptions().Drain;
        Assert.Equal(TimeSpan.FromSeconds(60), drain.Most);
        Assert.True(drain.Slack > new LiveOptions { Server = static () => new Uri("http://127.0.0.1"), Tokens = null! }.AttemptLasts);
        Assert.True(stop.PreStop + drain.Spread + drain.Slack + drain.Closing + stop.Silo + stop.Reserve <= stop.Grace);
        Assert.Equal(TimeSpan.FromSeconds(150), stop.Grace);
    }

    private static async Task<HubWire> Connect(HostProcess host)
    {
        using var client = host.Visitor();
        var somebody = (await client.DemoPeopleAsync()).Must().People[0];
        (await client.SignInAsDemoAsync(somebody.PersonId)).Must();
        var wire = await HubWire.Shake(host.Address, client.Session!.AccessToken);
        await wire.Call("1", HubNames.Methods.Resume, """{"known":[],"locale":"ru"}""");
        await wire.Answer("1");
        return wire;
    }

    private static int Type(JsonElement message) => message.TryGetProperty("type", out var type) ? type.GetInt32() : 0;
}
