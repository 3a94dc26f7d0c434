using System.Text.Json;
using Sferum.Commands;
using Sferum.TestServers;

namespace Sferum.Load;

/// <summary>From seeding to a judged run, at a small size; and who may not seed.</summary>
public sealed class A_bench_school
{
    [Theory]
    [InlineData("bench-seed --out {0}/accounts")]
    [InlineData("bench-seed --test-database --chats nonsense --out {0}/accounts")]
    [InlineData("bench-seed --test-database --chats 0x30 --out {0}/accounts")]
    [InlineData("bench-seed --test-database --chats 1000x1000 --out {0}/accounts")]
    public async Task Is_refused_and_nothing_is_written(string line)
    {
        using var folder = new TempFolder();
        Assert.Equal(CommandRun.Misconfigured, await Command(line, folder));
        Assert.False(File.Exists(Path.Combine(folder.Path, "accounts")));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.db*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("host.bench_refused")]
    [InlineData("host.bench_people")]
    [InlineData("host.bench_size")]
    [InlineData("host.bench_exists")]
    public void A_refusal_has_words_in_both_languages(string code) =>
        Assert.NotEqual(TextCatalogue.Render(code, null, "ru"), TextCatalogue.Render(code, null, "en"));

    [Fact]
    public async Task Is_refused_where_other_people_are()
    {
        using var folder = new TempFolder();
        await using (await ServedHost.Start(folder, demo: 1))
        {
            // The demonstration's people are there now; without --demo they are taken for real ones.
        }

        Assert.Equal(CommandRun.Misconfigured, await Command("bench-seed --test-database --out {0}/accounts", folder));
        Assert.Equal(CommandRun.Done, await Command("bench-seed --demo --chats 1x2 --out {0}/accounts", folder));
    }

    [Fact]
    public async Task Does_not_overwrite_accounts()
    {
        using var folder = new TempFolder();
        Assert.Equal(CommandRun.Done, await Command("bench-seed --test-database --chats 1x2 --spare 1 --out {0}/accounts", folder));
        var accounts = await File.ReadAllTextAsync(Path.Combine(folder.Path, "accounts"));
        Assert.Equal(3, accounts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(CommandRun.Misconfigured, await Command("bench-seed --test-database --chats 1x2 --out {0}/accounts", folder));
        Assert.Equal(accounts, await File.ReadAllTextAsync(Path.Combine(folder.Path, "accounts")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "accounts")));
        }
    }

    [Theory]
    [InlineData("full", false, 2)]
    [InlineData("full", true, null)]
    [InlineData("count", false, 2)]
    [InlineData("count", true, null)]
    public async Task Is_put_under_load_and_nothing_is_lost(string mode, bool messagePack, int? window)
    {
        using var folder = new TempFolder();
        Assert.Equal(CommandRun.Done, await Command("bench-seed --test-database --chats 2x5 --spare 2 --out {0}/accounts", folder));
        await using var host = await ServedHost.Start(folder);
        var plan = new LoadPlan
        {
            Urls = [host.Url],
            Connections = 12,
            Chats = 2,
            Members = 5,
            Window = window,
            Rate = window is null ? 50 : null,
            Lasts = TimeSpan.FromSeconds(1),
            WarmUp = TimeSpan.FromSeconds(0.5),
            Drain = TimeSpan.FromMinutes(1),
            Mode = Enum.Parse<LoadMode>(mode, ignoreCase: true),
            MessagePack = messagePack,
            Accounts = Path.Combine(folder.Path, "accounts"),
            ServerPids = [Environment.ProcessId],
        };

        // On a machine that is busy with other things nothing may come about within the measured time: then it is measured for longer.
        LoadResult result;
        do
        {
            result = await new LoadRun(plan, TextWriter.Null).Run(TestContext.Current.CancellationToken);
            plan = plan with { Lasts = plan.Lasts * 3 };
        }
        while (result is { AckP50: null } or { DeliveryP50: null } && plan.Lasts < TimeSpan.FromMinutes(1));

        Assert.True(result is { Sent: > 0, Acked: > 0, Delivered: > 0, ServerCpuSeconds: > 0, DeliveriesPerCpuSecond: > 0 }, result.ToJson());
        Assert.True(result is { Lost: 0, Doubled: 0, OutOfOrder: 0, Holes: 0 }, result.ToJson());
    }

    [Fact]
    public async Task Opens_nothing_at_a_server_that_was_not_seeded()
    {
        using var folder = new TempFolder();
        using var stranger = new TempFolder();
        Assert.Equal(CommandRun.Done, await Command("bench-seed --test-database --chats 1x2 --out {0}/accounts", folder));
        await using var host = await ServedHost.Start(stranger);
        foreach (var mode in Enum.GetValues<LoadMode>())
        {
            var plan = new LoadPlan
            {
                Urls = [host.Url], Connections = 2, Chats = 1, Members = 2, Rate = 1, Lasts = TimeSpan.Zero, Mode = mode,
                Accounts = Path.Combine(folder.Path, "accounts"),
            };
            await Assert.ThrowsAsync<LoadException>(() => new LoadRun(plan, TextWriter.Null).Run(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Whose_tokens_are_renewed_keeps_the_new_ones_in_the_file()
    {
        using var folder = new TempFolder();
        Assert.Equal(CommandRun.Done, await Command("bench-seed --test-database --chats 1x3 --out {0}/accounts", folder));
        await using var host = await ServedHost.Start(folder);
        var file = Path.Combine(folder.Path, "accounts");
        var before = Lines(file);
        for (var round = 0; round < 2; round++)
        {
            using var book = Accounts.AccountBook.Open(file);
            await new Accounts.FreshTokens(book, [host.Url], TextWriter.Null)
                .Last([.. book.Accounts], TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
            Assert.Equal(3, book.Accounts.Count);
        }

        var after = Lines(file);
        Assert.Equal(before.Count * 3, after.Count);
        Assert.Equal(after.Count, after.Distinct(StringComparer.Ordinal).Count());
    }

    private static List<string> Lines(string file) =>
        [.. File.ReadLines(file).Select(static l => JsonDocument.Parse(l).RootElement.GetProperty("refreshToken").GetString()!)];

    private static Task<int> Command(string line, TempFolder folder) =>
        SferumCommands.Root().Parse([.. line.Split(' ').Select(w => w.Replace("{0}", folder.Path, StringComparison.Ordinal)), "--data", Path.Combine(folder.Path, "data")]).InvokeAsync();
}
