using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>An import meets an act on the same people. On SQLite one of them is over before the other begins.</summary>
public sealed class Importing_beside_acts : IAsyncLifetime
{
    private ImportWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ImportWorld.In<PostgreSqlStore>();

    public ValueTask DisposeAsync() => _world.Remove();

    [Fact]
    public async Task A_family_is_locked_from_the_child_on_by_an_import_as_by_every_act()
    {
        var set = RosterSet.Small().With("users.csv", GuardianBeforeChild);
        await _world.Import(set);
        var renamed = await _world.Plan(set.With("users.csv", "Алла,Арктикова", "Алла,Полярная").With("users.csv", "Артём,Арктиков", "Артём,Полярный"));
        await using var act = await _world.Begin();
        await Lock(act, "s-01");

        var import = Task.Run(async () => await _world.Imports.Apply(renamed));
        await SomebodyWaits();
        await Lock(act, "g-1");
        await act.Commit();
        await import;

        Assert.Equal(
            ["Полярная Алла Борисовна", "Полярный Артём"],
            await _world.List("SELECT display_name FROM person WHERE sourced_id IN ('s-01', 'g-1') ORDER BY sourced_id"));
    }

    [Fact]
    public async Task Who_was_erased_after_the_import_was_planned_does_not_come_back_by_it()
    {
        var set = RosterSet.Small();
        await _world.Import(set);
        var renamed = await _world.Plan(set.With("users.csv", "Артём,Арктиков", "Артём,Полярный"));
        await _world.Run("UPDATE person SET erased_at = 1, display_name = 'Удалённый участник', given_name = '', family_name = '' WHERE sourced_id = 's-01'");

        Assert.Equal("roster.refused.stale", (await _world.Imports.Apply(renamed))?.Code);
        Assert.Equal(["Удалённый участник"], await _world.List("SELECT display_name FROM person WHERE sourced_id = 's-01'"));
    }

    private static string GuardianBeforeChild(string users)
    {
        var lines = users.Split('\n').ToList();
        var guardian = lines.Single(static l => l.StartsWith("g-1,", StringComparison.Ordinal));
        lines.Remove(guardian);
        lines.Insert(1, guardian);
        return string.Join('\n', lines);
    }

    private static Task<int> Lock(WriteTransaction act, string person) => act.Execute("SELECT id FROM person WHERE sourced_id = @person FOR NO KEY UPDATE", new { person });

    private async Task SomebodyWaits()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await _world.Count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
