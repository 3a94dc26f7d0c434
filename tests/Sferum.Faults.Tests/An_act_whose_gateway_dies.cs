using Npgsql;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Faults;

/// <summary>
/// A gateway is killed between the commit of an act and its being told, as real processes: silos stand still, so that the gateway has committed and waits
/// for them, and there it dies.
/// </summary>
public sealed class An_act_whose_gateway_dies
{
    private const int Port = 30080;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task P8_is_told_to_the_chats_by_the_outbox()
    {
        using var folder = new ClusterFolder();
        var cancel = TestContext.Current.CancellationToken;
        await using var cluster = await LocalCluster.Up(new RunPlan { Seed = 0, Folder = folder.Path, Silos = 2, Gateways = 1, Port = Port }, cancel);
        await using var database = NpgsqlDataSource.Create(cluster.Connection);
        using var http = new HttpClient { BaseAddress = cluster.Page };
        var (admin, teacher) = await Staff(cluster, database, http);
        using var _ = admin;
        var @class = Must(await admin.CreateClassAsync(new ClassRequest("7Б", "7", 2026), cancel));
        await Until(database, "SELECT count(*) = 0 FROM outbox");

        await Task.WhenAll(cluster.Silos.Select(silo => cluster.Signal(silo, "STOP")));
        var assigned = admin.AssignClassTeacherAsync(@class.Id, teacher, cancel);
        await Until(database, "SELECT count(*) = 1 FROM outbox");
        await cluster.Signal(cluster.Gateways[0], "KILL");
        await Task.WhenAll(cluster.Silos.Select(silo => cluster.Signal(silo, "CONT")));

        Assert.False((await assigned).IsDone);
        await Until(database, "SELECT count(*) = 0 FROM outbox");
        Assert.Equal(
            2L,
            await One<long>(database, $"SELECT count(*) FROM chat_member m JOIN chat c ON c.id = m.chat_id WHERE c.class_id = '{@class.Id}' AND m.person_id = '{teacher}' AND m.to_number IS NULL"));
    }

    /// <summary>Two of the seeded people become an administrator, with a second factor and a fresh token, and a teacher.</summary>
    private static async Task<(SferumClient Admin, Guid Teacher)> Staff(LocalCluster cluster, NpgsqlDataSource database, HttpClient http)
    {
        var book = Path.Combine(cluster.Folder, "accounts.jsonl");
        await cluster.Command(["bench-seed", "--chats", "1x2", "--spare", "2", "--out", book, "--demo", "--demo"], TestContext.Current.CancellationToken);
        var spare = Account.Read(book).Where(static a => a.Chat is null).ToList();
        await One<int?>(database, $"UPDATE affiliation SET role = 'school_admin', imported = 1 WHERE person_id = '{spare[0].Person}'");
        await One<int?>(database, $"UPDATE session SET factor_at = 1 WHERE person_id = '{spare[0].Person}'");
        await One<int?>(database, $"UPDATE affiliation SET role = 'subject_teacher' WHERE person_id = '{spare[1].Person}'");
        var school = await One<Guid>(database, $"SELECT school_id FROM affiliation WHERE person_id = '{spare[0].Person}'");
        var admin = new SferumClient(http, new ClientOptions { Session = spare[0].Session(TimeProvider.System) });
        Must(await admin.RefreshAsync(school, TestContext.Current.CancellationToken));
        return (admin, spare[1].Person);
    }

    private static T Must<T>(Reply<T> reply)
        where T : class => reply.IsDone ? reply.Value : throw new InvalidOperationException(reply.Refusal?.Code ?? "Nobody knows.");

    private static async Task Until(NpgsqlDataSource database, string isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(Patience);
        while (!await One<bool>(database, isSo))
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<T?> One<T>(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }
}
