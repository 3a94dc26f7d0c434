using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sferum.Load.Counting;

namespace Sferum.Load;

/// <summary><c>chat</c>: people of many chats write and are told.</summary>
internal static class ChatCommand
{
    public static Command Make()
    {
        var url = new Option<string>("--url") { Required = true, Description = "Gateway, or several: http://a,http://b" };
        var connections = new Option<int?>("--connections") { Description = "How many; all members when not given. More than members: others of the file, who only sit there." };
        var chats = new Option<int>("--chats") { DefaultValueFactory = static _ => 1 };
        var members = new Option<int>("--members") { DefaultValueFactory = static _ => 30, Description = "Members of each chat." };
        var rate = new Option<double?>("--rate") { Description = "Posts per second over all chats." };
        var window = new Option<int?>("--window") { Description = "Posts of each chat under way at once: 1 is one by one." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = static _ => 10 };
        var warmUp = new Option<double>("--warm-up") { DefaultValueFactory = static _ => 3, Description = "Seconds that are not measured." };
        var pids = new Option<string?>("--server-pid") { Description = "Processes of the server on this machine: 1234 or 1234,1235" };
        var children = new Option<bool>("--with-children") { Description = "Count the processes below those too." };
        var accounts = new Option<string?>("--accounts") { Description = "File of bench-seed; without it the server must ask nobody who he is." };
        var mode = new Option<LoadMode>("--mode") { DefaultValueFactory = static _ => LoadMode.Full, Description = "full: the client library; count: raw sockets." };
        var protocol = new Option<string>("--protocol") { DefaultValueFactory = static _ => "json", Description = "json or messagepack" };
        protocol.AcceptOnlyFromAmong("json", "messagepack");
        var seed = new Option<int>("--seed") { DefaultValueFactory = static _ => 1 };
        var command = new Command("chat", "Prints one line of JSON.")
        {
            url, connections, chats, members, rate, window, seconds, warmUp, pids, children, accounts, mode, protocol, seed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(rate) is null == result.GetValue(window) is null)
            {
                result.AddError("Say either --rate or --window.");
            }
        });
        command.SetAction(async (parsed, cancel) => await Run(
            new LoadPlan
            {
                Urls = [.. parsed.GetValue(url)!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static u => new Uri(u))],
                Chats = parsed.GetValue(chats),
                Members = parsed.GetValue(members),
                Connections = parsed.GetValue(connections) ?? parsed.GetValue(chats) * parsed.GetValue(members),
                Rate = parsed.GetValue(rate),
                Window = parsed.GetValue(window),
                Lasts = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                WarmUp = TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
                ServerPids = [.. (parsed.GetValue(pids) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static p => int.Parse(p, CultureInfo.InvariantCulture))],
                WithChildren = parsed.GetValue(children),
                Accounts = parsed.GetValue(accounts),
                Mode = parsed.GetValue(mode),
                MessagePack = parsed.GetValue(protocol) == "messagepack",
                Seed = parsed.GetValue(seed),
            },
            cancel));
        return command;
    }

    private static async Task<int> Run(LoadPlan plan, CancellationToken cancel)
    {
        if (plan.Mode == LoadMode.Count)
        {
            InlineSockets.Choose();
        }

        try
        {
            var result = await new LoadRun(plan, Console.Error).Run(cancel);
            Console.WriteLine(result.ToJson());
            return 0;
        }
        catch (LoadException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}

/// <summary>A run cannot be made: what to do about it is in the message.</summary>
internal sealed class LoadException(string message, Exception? inner = null) : Exception(message, inner);
