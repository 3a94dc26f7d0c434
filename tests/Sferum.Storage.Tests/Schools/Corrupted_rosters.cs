using System.Globalization;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Corrupted_rosters_on_PostgreSQL() : Corrupted_rosters<PostgreSqlStore>(rounds: 15);

public sealed class Corrupted_rosters_on_SQLite() : Corrupted_rosters<SqliteStore>(rounds: 120);

public abstract class Corrupted_rosters<TStore>(int rounds) : IAsyncLifetime
    where TStore : Store, new()
{
    private static readonly string[] Fragments = ["\"", ",", ";", "\n", "\r\n", "\0", "\uFEFF", "\u202E", "7Б", "s-01", "org-school-2", "teacher", "true", "2026-13-01", "tobedeleted", "'--"];

    private readonly int _rounds = int.TryParse(Environment.GetEnvironmentVariable("SFERUM_TEST_ROUNDS"), CultureInfo.InvariantCulture, out var more) ? more : rounds;
    private ImportWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ImportWorld.In<TStore>();

    public async ValueTask DisposeAsync()
    {
        await _world.Remove();
        GC.SuppressFinalize(this);
    }

    /// <summary>The seed of a round is its number: a failure names it. More rounds by hand: SFERUM_TEST_ROUNDS.</summary>
    [Fact]
    public async Task Whatever_a_file_says_is_refused_whole_or_taken_soundly()
    {
        int unusable = 0, refused = 0, taken = 0;
        await _world.Import(RosterSet.Small());
        for (var seed = 0; seed < _rounds; seed++)
        {
            var random = new Random(seed);
            var set = RosterSet.Small(random.Next(2) == 0 ? "1.1" : "1.2");
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                set = Corrupt(set, random);
            }

            var before = await _world.State() + await _world.Rows();
            var read = RosterSet.Reader().Read(_world.Zip(set));
            if (read.IsRefused(out var refusal))
            {
                unusable++;
                Assert.StartsWith("roster.unusable.", refusal.Code, StringComparison.Ordinal);
            }
            else
            {
                var plan = await _world.Imports.Plan(read.Value, ChatTitles.In("ru"));
                var leave = new RosterLeave(SkipBadRows: random.Next(4) > 0, AllowLargeRemoval: random.Next(4) > 0);
                if (plan.Refusal(leave) is null)
                {
                    taken++;
                    await _world.Imports.Apply(plan);
                    var again = await _world.Imports.Plan(RosterSet.Reader().Read(_world.Zip(set)).Value, ChatTitles.In("ru"));
                    Assert.True(again.Schools.All(static s => s.IsNothing), $"seed {seed}: {Told(again)}");
                    continue;
                }

                refused++;
            }

            Assert.Equal(before, await _world.State() + await _world.Rows());
        }

        // The rounds are of all kinds, or they prove nothing.
        Assert.True(unusable > 0 && refused > 0 && taken > _rounds / 8, string.Create(CultureInfo.InvariantCulture, $"{unusable} {refused} {taken}"));
    }

    private static string Told(RosterPlan plan) => string.Join(' ', plan.Schools.SelectMany(static s => s.Counts.Where(static c => !c.Value.IsNothing)));

    private static RosterSet Corrupt(RosterSet set, Random random)
    {
        var file = set.Files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(set.Files.Count));
        var text = set.Files[file];
        var lines = text.Split('\n');
        var line = random.Next(lines.Length);
        var other = random.Next(lines.Length);
        var changed = random.Next(7) switch
        {
            0 => string.Join('\n', lines.Where((_, i) => i != line)),
            1 => string.Join('\n', lines.Append(lines[line])),
            2 => text.Insert(random.Next(text.Length + 1), Fragments[random.Next(Fragments.Length)]),
            3 => text[..random.Next(text.Length + 1)],
            4 => string.Join('\n', lines.Select((l, i) => i == line ? lines[other] : i == other ? lines[line] : l)),
            5 => string.Join('\n', lines.Select((l, i) => i == line ? string.Join(',', l.Split(',').OrderBy(_ => random.Next())) : l)),
            _ => Swap(lines, line, other, random),
        };
        var files = new Dictionary<string, string>(set.Files, StringComparer.Ordinal) { [file] = changed };
        return RosterSet.Of(files);
    }

    /// <summary>Two values change places: mostly still a good file, with another meaning.</summary>
    private static string Swap(string[] lines, int line, int other, Random random)
    {
        var a = lines[line].Split(',');
        var b = lines[other].Split(',');
        var column = random.Next(Math.Min(a.Length, b.Length));
        (a[column], b[column]) = (b[column], a[column]);
        return string.Join('\n', lines.Select((l, i) => i == line ? string.Join(',', a) : i == other ? string.Join(',', b) : l));
    }
}
