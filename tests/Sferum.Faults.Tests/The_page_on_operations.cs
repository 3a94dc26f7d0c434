using System.Text;
using System.Text.RegularExpressions;
using Sferum.Chats;
using Sferum.Live;

namespace Sferum.Faults;

/// <summary>docs/operations.md, followed word by word: from nothing to three silos, new certificates, an upgrade, copies, and a cluster made of the copies.</summary>
public sealed partial class The_page_on_operations
{
    private const int Port = 29180;

    [Fact]
    public async Task Leads_from_nothing_to_a_cluster_an_upgrade_and_a_restored_cluster()
    {
        using var folder = new ClusterFolder();
        var first = Path.Combine(folder.Path, "district");
        var restored = first + "-restored";
        Directory.CreateDirectory(first);
        var page = await File.ReadAllTextAsync(Path.Combine(LocalCluster.Root, "docs", "operations.md"));
        string[] blocks = [.. Block().Matches(page).Select(static m => m.Groups["lines"].Value)];
        Assert.True(blocks.Length >= 7);

        // What somebody says before the copies are made must be there in the end; said by the page's own proxy, as a client does.
        var copies = Array.FindIndex(blocks, static b => b.Contains("sferum backup ", StringComparison.Ordinal));
        var script = new StringBuilder($"set -euo pipefail\ncd '{LocalCluster.Root}'\n");
        for (var i = 0; i < blocks.Length; i++)
        {
            script.Append(i == copies ? "touch \"$DIR/said\"; until [ -f \"$DIR/heard\" ]; do sleep 0.2; done\n" : "").Append(blocks[i]).Append('\n');
        }

        try
        {
            var running = Script.Run(
                "bash", ["-c", script.ToString()], new Dictionary<string, string>(StringComparer.Ordinal) { ["DIR"] = first, ["PORT"] = $"{Port}", ["UP_OPTIONS"] = "--no-build" });
            var (teacher, chat, number) = await Say(first, running);
            await running;

            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
            using var client = new SferumClient(http);
            Assert.True((await client.SignInAsDemoAsync(teacher)).IsDone);
            var history = await client.HistoryAsync(chat);
            Assert.Contains(history.Value!.Events, e => e.Number == number && e.Message?.Text == Words);
            using var refused = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        }
        finally
        {
            foreach (var cluster in new[] { first, restored }.Where(Directory.Exists))
            {
                await LocalCluster.Down(cluster);
            }
        }
    }

    private const string Words = "До копии";

    /// <summary>When the page comes to its copies: somebody of the demonstration says something, and it is acknowledged.</summary>
    private static async Task<(Guid Teacher, Guid Chat, long Number)> Say(string folder, Task running)
    {
        while (!File.Exists(Path.Combine(folder, "said")))
        {
            if (running.IsCompleted)
            {
                await running;
                Assert.Fail("The page ended before its copies.");
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        using var client = new SferumClient(http);
        var teacher = (await client.DemoPeopleAsync()).Value!.People.First(static p => p.Role == "class_teacher").PersonId;
        Assert.True((await client.SignInAsDemoAsync(teacher)).IsDone);
        var listener = new Listener();
        await using var line = client.Connect(listener);
        var chats = await listener.Chats.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var chat in chats)
        {
            if (await line.PostAsync(chat.Id, Words) is { IsDone: true } placed)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "heard"), "");
                return (teacher, chat.Id, placed.Value!.Number);
            }
        }

        throw new InvalidOperationException("The demonstration's class teacher may write nowhere.");
    }

    /// <summary>Waits for the list of chats.</summary>
    private sealed class Listener : ILiveObserver
    {
        private readonly TaskCompletionSource<IReadOnlyList<ChatSummary>> _chats = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<ChatSummary>> Chats => _chats.Task;

        public void OnChats(IReadOnlyList<ChatSummary> chats, long serverTime) => _chats.TrySetResult(chats);

        public bool OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source) => true;
    }

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Block();
}
