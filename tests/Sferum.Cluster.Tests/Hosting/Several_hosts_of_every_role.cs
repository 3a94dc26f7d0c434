using Microsoft.Extensions.DependencyInjection;
using Sferum.Commands;
using Sferum.District;
using Sferum.Live;
using Sferum.People;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.Hosting;

/// <summary>Processes that play every role, side by side on one database: the deployments for a school and for a district (k8s/overlays).</summary>
public sealed class Several_hosts_of_every_role
{
    private const int Chats = 12;

    [Fact]
    public async Task Are_one_cluster_whose_clients_see_each_other()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        (string, string) settings = ("Sferum:Postgres:ConnectionString", database.ConnectionString);
        await using var first = await HostUnderTest.Start(new HostChoices { Data = folder.Path, Demo = 2 }, settings);
        await using var second = await HostUnderTest.Start(new HostChoices { Data = folder.Path, Demo = 2 }, settings);
        await first.Until("ready");
        await second.Until("ready");
        var town = new DistrictTown(first.Services.GetRequiredService<OrleansDatabase>());
        var school = await town.School();
        PersonId[] people = [await town.Person(school, Role.ClassTeacher), await town.Person(school, Role.ClassTeacher)];
        var chats = new List<Guid>();
        for (var i = 0; i < Chats; i++)
        {
            chats.Add((await town.Chat(school, [.. people])).Value);
        }

        using var one = first.Visitor();
        using var other = second.Visitor();
        (await one.SignInAsDemoAsync(people[0].Value)).Must();
        (await other.SignInAsDemoAsync(people[1].Value)).Must();
        await using var here = await Witness.Join(one);
        await using var there = await Witness.Join(other);

        // The actors of these chats lie on both; whoever posts, both see it.
        foreach (var chat in chats)
        {
            (await here.Line.PostAsync(chat, "Здравствуйте!")).Must();
            (await there.Line.PostAsync(chat, "И вам здравствуйте!")).Must();
            await here.Until(w => w.Numbers(chat).Count == 2);
            await there.Until(w => w.Numbers(chat).Count == 2);
        }
    }

    [Fact]
    public async Task Tell_by_a_command_whether_they_are_ready()
    {
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(folder.Path, "--demo");
        var ready = await HostProcess.Run(folder.Path, "health", ("urls", host.Address.ToString()));
        Assert.Equal(0, ready.Code);
        Assert.Contains("\"ready\"", ready.Said, StringComparison.Ordinal);

        await host.Signal("KILL");
        await host.Ended();
        Assert.Equal((1, "", CommandRun.Text("host.no_answer", host.Address.ToString().TrimEnd('/'))), await HostProcess.Run(folder.Path, "health", ("urls", host.Address.ToString())));
    }

    [Theory]
    [InlineData("http://+:8080", "http://127.0.0.1:8080")]
    [InlineData("http://0.0.0.0:8080/", "http://127.0.0.1:8080")]
    [InlineData("http://[::]:80", "http://127.0.0.1:80")]
    [InlineData("http://10.0.0.7:8080", "http://10.0.0.7:8080")]
    public void Are_asked_on_this_machine_wherever_they_listen(string listens, string asked) => Assert.Equal(asked, HealthCommand.Here(listens));
}
