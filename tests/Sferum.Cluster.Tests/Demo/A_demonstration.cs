using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.Commands;
using Sferum.Hosting;
using Sferum.People;
using Sferum.TestServers;

namespace Sferum.Demo;

public sealed class A_demonstration : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shows_a_district_that_lives_and_is_filled_once()
    {
        await Start();
        Assert.Equal(2, Count("school"));
        Assert.Equal(6, Count("school_class"));
        Assert.InRange(Count("person"), 55, 65);
        Assert.Equal(2, Count("affiliation WHERE role = 'director' AND order_id IS NOT NULL"));
        Assert.Equal(2, Count("affiliation WHERE role = 'school_admin' AND order_id IS NOT NULL"));
        Assert.Equal((2, 1, 1), (Count("school_application WHERE status = 'approved'"), Count("school_application WHERE status = 'submitted'"), Count("school_application WHERE status = 'returned'")));
        Assert.Equal((4, 2), (Count("join_request WHERE status = 'pending'"), Count("invitation")));
        Assert.Equal(1, Count("movement WHERE status = 'planned'"));
        Assert.InRange(Count("chat_log WHERE kind = 1"), 190, 250);
        Assert.InRange(Count("message WHERE reply_to IS NOT NULL"), 40, 120);
        Assert.InRange(Count("message WHERE edited_at IS NOT NULL"), 1, 20);
        Assert.InRange(Count("pin"), 10, 40);
        Assert.InRange(Count("reaction"), 100, 400);
        Assert.Equal(0, Count("outbox"));
        Assert.Equal(0, Count(string.Create(CultureInfo.InvariantCulture, $"chat_log WHERE at > {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}")));

        var rows = Count("chat_log");
        await Start();
        Assert.Equal(rows, Count("chat_log"));
    }

    [Fact]
    public async Task That_was_cut_short_is_finished_by_the_next_start()
    {
        await Start();
        var posts = Count("chat_log WHERE kind = 1");
        using (var connection = Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                DELETE FROM message WHERE chat_id = (SELECT c.id FROM chat c JOIN school s ON s.id = c.school_id WHERE c.kind = 'school' AND s.sourced_id = 'demo-school-2');
                DELETE FROM pin WHERE chat_id = (SELECT c.id FROM chat c JOIN school s ON s.id = c.school_id WHERE c.kind = 'school' AND s.sourced_id = 'demo-school-2');
                DELETE FROM chat_log WHERE kind <> 6 AND chat_id = (SELECT c.id FROM chat c JOIN school s ON s.id = c.school_id WHERE c.kind = 'school' AND s.sourced_id = 'demo-school-2');
                """;
            command.ExecuteNonQuery();
        }

        Assert.True(Count("chat_log WHERE kind = 1") < posts);
        await Start();
        Assert.Equal(posts, Count("chat_log WHERE kind = 1"));
        Assert.Equal(2, Count("affiliation WHERE role = 'director' AND ended_at IS NULL"));
    }

    [Fact]
    public async Task Is_filled_while_silos_write_into_its_chats()
    {
        await using var tools = CommandServices.Make(new HostChoices { Data = _folder.Path, Demo = 1 });
        await HostStart.Prepare(tools);
        var log = new RivalledLog(tools.GetRequiredService<IChatLog>());
        Assert.True(await DemoDistrict.In(tools, log).Fill());
        Assert.Equal(10, log.Rivals);
        Assert.InRange(Count("chat_log WHERE kind = 1"), 190, 250);
    }

    [Fact]
    public async Task Goes_on_where_it_stopped_between_its_schools_and_their_people()
    {
        await using (var tools = CommandServices.Make(new HostChoices { Data = _folder.Path, Demo = 1 }))
        {
            await HostStart.Prepare(tools);
            await ActivatorUtilities.CreateInstance<DemoOffice>(tools, new DemoContent(), ActivatorUtilities.CreateInstance<DemoMembers>(tools)).Open(CancellationToken.None);
        }

        Assert.Equal((2, 0), (Count("school"), Count("school_class")));
        await Start();
        Assert.Equal((2, 6, 4), (Count("school"), Count("school_class"), Count("school_application")));
        Assert.Equal(4, Count("join_request WHERE status = 'pending'"));
    }

    [Fact]
    public async Task Leaves_a_database_alone_in_which_somebody_else_is()
    {
        await using var tools = CommandServices.Make(new HostChoices { Data = _folder.Path, Demo = 1 });
        await HostStart.Prepare(tools);
        await tools.GetRequiredService<IClaims>().FirstOperator("Оператор", TimeSpan.FromHours(1), CancellationToken.None);
        Assert.False(await DemoDistrict.In(tools).Fill());
        Assert.Equal(0, Count("school"));
    }

    private async Task Start()
    {
        await using var host = await HostUnderTest.Start(new HostChoices { Data = _folder.Path, Demo = 1 });
        await host.Until("ready");
    }

    private long Count(string from)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM " + from;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.Path, "sferum.db"), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
