using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sferum.Bench;
using Sferum.People;

namespace Sferum.Commands;

/// <summary><c>bench-seed</c>: a school for load tests. Never in a database where real people are.</summary>
internal static class BenchSeedCommand
{
    public static Command Make(CommonOptions common)
    {
        var chats = new Option<string[]>("--chats")
        {
            Description = "So many chats of so many members each, COUNTxMEMBERS; may be said again. / Сколько чатов и по сколько человек.",
            DefaultValueFactory = static _ => ["1x30"],
        };
        var spare = new Option<int>("--spare") { Description = "People who are in no chat. / Люди без чатов." };
        var file = new Option<string>("--out") { Description = "New file for the accounts; keep it as you keep keys. / Новый файл для учётных записей.", Required = true };
        var test = new Option<bool>("--test-database") { Description = "This database is for tests only. / База только для испытаний." };
        var command = new Command("bench-seed", "Make a school for load tests and sign its people in. / Школа для нагрузочных испытаний.") { chats, spare, file, test };
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => Run(
            common.Choices(parsed), parsed.GetValue(chats)!, Math.Max(0, parsed.GetValue(spare)), parsed.GetValue(file)!, parsed.GetValue(test), cancel)));
        return command;
    }

    private static async Task<int> Run(HostChoices choices, string[] chats, int spare, string path, bool test, CancellationToken cancel)
    {
        var sizes = chats.Select(BenchSize.Read).ToList();
        if (sizes.IndexOf(null) is >= 0 and var wrong)
        {
            return Refuse("host.bench_size", chats[wrong]);
        }

        if (!test && choices.Demo == 0)
        {
            return Refuse("host.bench_refused");
        }

        await using var tools = CommandServices.Make(choices);
        await HostStart.Prepare(tools, cancel);
        if (choices.Demo == 0 && await HasRealPeople(tools.GetRequiredService<IPeople>(), cancel))
        {
            return Refuse("host.bench_people");
        }

        if (File.Exists(path))
        {
            return Refuse("host.bench_exists", path);
        }

        var began = Stopwatch.GetTimestamp();
        await using var file = BenchAccounts.Create(path);
        var (school, people) = await ActivatorUtilities.CreateInstance<BenchSchool>(tools).Fill([.. sizes.Select(static s => s!.Value)], spare, cancel);
        using var tokens = ActivatorUtilities.CreateInstance<AccessTokens>(tools);
        var accounts = ActivatorUtilities.CreateInstance<BenchAccounts>(tools, tokens, ActivatorUtilities.CreateInstance<RefreshTokens>(tools));
        await BenchAccounts.Write(file, await accounts.Begin(school, people, cancel), cancel);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine(CommandRun.Text("host.bench_done", string.Create(CultureInfo.InvariantCulture, $"{people.Count} / {sizes.Sum(static s => s!.Value.Chats)} / {seconds}")));
        return CommandRun.Done;
    }

    /// <summary>Whether anybody is there who is not of a bench school.</summary>
    private static async Task<bool> HasRealPeople(IPeople people, CancellationToken cancel) =>
        (await people.Examples(1, cancel)).Any(static e => e.SchoolName?.StartsWith(BenchSchool.Name, StringComparison.Ordinal) != true);

    private static int Refuse(string code, string value = "")
    {
        Console.Error.WriteLine(CommandRun.Text(code, value));
        return CommandRun.Misconfigured;
    }
}
