using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Sferum.Commands;
using Sferum.Live;
using Sferum.People;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.Hosting;

public sealed class A_host
{
    [Fact]
    public async Task Of_one_process_serves_everything_from_an_empty_folder()
    {
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.Start(new HostChoices { Data = folder.Path, Demo = 1 });
        await host.Until("ready");
        Assert.Equal(200, (await host.Get("/health/live")).Status);
        Assert.Contains("/api/chats/{id}/messages", (await host.Get("/openapi/v1.json")).Body, StringComparison.Ordinal);
        var config = JsonDocument.Parse((await host.Get("/api/config")).Body).RootElement;
        Assert.True(config.GetProperty("demo").GetBoolean());
        Assert.Equal((20 * 1024 * 1024, 600), (config.GetProperty("pictureBytes").GetInt32(), config.GetProperty("voiceSeconds").GetInt32()));
        await Talk(host, host);
        Assert.Contains("sferum_gateway_deliveries", (await host.Get("/metrics")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_everything_again_after_a_restart()
    {
        using var folder = new TempFolder();
        var choices = new HostChoices { Data = folder.Path, Demo = 1 };
        PersonId teacher;
        Guid chat;
        await using (var host = await HostUnderTest.Start(choices))
        {
            (teacher, chat) = await Talk(host, host);
        }

        await using var again = await HostUnderTest.Start(choices);
        using var client = again.Visitor();
        (await client.SignInAsDemoAsync(teacher.Value)).Must();
        var page = (await client.HistoryAsync(chat)).Must();
        Assert.Equal("Здравствуйте!", Assert.Single(page.Events).Message!.Text);
    }

    [Fact]
    public async Task In_two_processes_talks_over_PostgreSQL()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        (string, string) settings = ("Sferum:Postgres:ConnectionString", database.ConnectionString);
        await using var silo = await HostUnderTest.Start(new HostChoices { Role = HostRole.Silo, Data = folder.Path }, settings);
        await using var gateway = await HostUnderTest.Start(new HostChoices { Role = HostRole.Gateway, Data = folder.Path, Demo = 2 }, settings);
        await silo.Until("ready");
        await gateway.Until("ready");
        Assert.Equal(404, (await silo.Get("/api/config")).Status);
        await Talk(silo, gateway);
    }

    [Fact]
    public async Task Calls_a_database_error_below_an_actor_of_another_process_by_its_name()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        (string, string) settings = ("Sferum:Postgres:ConnectionString", database.ConnectionString);
        await using var silo = await HostUnderTest.Start(new HostChoices { Role = HostRole.Silo, Data = folder.Path }, settings);
        await using var gateway = await HostUnderTest.Start(new HostChoices { Role = HostRole.Gateway, Data = folder.Path, Demo = 2 }, settings);
        await silo.Until("ready");
        await gateway.Until("ready");
        var silos = gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        Assert.Single(await silos.GetHosts(onlyActive: true));

        await database.GoAway();
        await Assert.ThrowsAnyAsync<DbException>(() => silos.GetHosts(onlyActive: true));
        await database.ComeBack();
    }

    [Fact]
    public async Task Stays_ready_but_degraded_while_the_database_is_away_and_recovers_by_itself()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.Start(
            new HostChoices { Data = folder.Path, Demo = 2 }, ("Sferum:Postgres:ConnectionString", database.ConnectionString));
        await host.Until("ready");
        var (teacher, chat) = await Talk(host, host);
        using var client = host.Visitor();
        (await client.SignInAsDemoAsync(teacher.Value)).Must();
        await using var line = await Witness.Join(client);

        await database.GoAway();
        await host.Until("degraded");
        Assert.Equal(200, (await host.Get("/health/live")).Status);
        Assert.Equal(200, (await host.Get("/health/ready")).Status);
        var refused = await line.Line.PostAsync(chat, "Кто-нибудь?", patience: TimeSpan.FromSeconds(3));
        Assert.False(refused.IsDone);
        Assert.Null(line.End);

        await database.ComeBack();
        var placed = (await line.Line.PostAsync(chat, "Снова здесь", patience: TimeSpan.FromSeconds(60))).Must();
        await line.Until(w => w.Numbers(chat).Contains(placed.Number));
        await host.Until("ready");
        Assert.Equal(line.Numbers(chat).Count, line.Numbers(chat).Distinct().Count());
    }

    [Fact]
    public async Task Does_not_start_on_a_schema_that_nobody_has_brought_up_to_date()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        await using var app = HostUnderTest.Build(
            new HostChoices { Data = folder.Path }, ("Sferum:Postgres:ConnectionString", database.ConnectionString), ("Sferum:Migrate", "manual"));
        var refused = await Assert.ThrowsAsync<SchemaException>(() => app.Start());
        Assert.Equal("host.schema_older", refused.Code);
    }

    [Theory]
    [InlineData("check-config", CommandRun.Done)]
    [InlineData("migrate", CommandRun.Done)]
    [InlineData("--role silo check-config", CommandRun.Misconfigured)]
    [InlineData("no-such-command", 1)]
    public async Task Answers_commands_with_an_exit_code(string line, int code)
    {
        using var folder = new TempFolder();
        Assert.Equal(code, await SferumCommands.Root().Parse([.. line.Split(' '), "--data", folder.Path]).InvokeAsync());
    }

    [Fact]
    public void Counts_how_often_the_demonstration_was_asked_for()
    {
        var common = new CommonOptions();
        var root = new System.CommandLine.RootCommand { common.Data, common.Role, common.Demo };
        Assert.Equal([0, 1, 2], new[] { "", "--demo", "--demo --demo" }.Select(l => common.Choices(root.Parse(l)).Demo));
    }

    /// <summary>A teacher says something at one process and sees it.</summary>
    private static async Task<(PersonId Teacher, Guid Chat)> Talk(HostUnderTest store, HostUnderTest gateway)
    {
        await using var teacher = await SomebodyAtAHost.Join(store, gateway);
        await teacher.Talk();
        return (teacher.Person, teacher.Chats[0].Value);
    }
}
