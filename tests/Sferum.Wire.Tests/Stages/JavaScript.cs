using System.Diagnostics;
using System.Text.Json;
using Sferum.TestServers;

namespace Sferum.Wire;

/// <summary>The script in Node: what it says and what it wants done come as lines of JSON.</summary>
internal static class JavaScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task Play(ScriptSetting setting, IStage stage)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Sferum.Wire.Tests", "JavaScript");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "script.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var errors = node.StandardError.ReadToEndAsync(patience.Token);
            await node.StandardInput.WriteLineAsync(Setting(setting));
            while (await node.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                await Hear(JsonDocument.Parse(line).RootElement, node, stage);
            }

            await node.WaitForExitAsync(patience.Token);
            Assert.True(node.ExitCode == 0, await errors);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill();
            }
        }
    }

    private static string Setting(ScriptSetting setting) => JsonSerializer.Serialize(new
    {
        url = new Uri(setting.Server, HubNames.Path).AbsoluteUri,
        origin = setting.Server.GetLeftPart(UriPartial.Authority),
        messagePack = setting.MessagePack,
        chat = setting.Chat,
        mine = setting.Mine,
        theirs = setting.Theirs,
        expired = setting.Expired,
        patience = ScriptSetting.Patience.TotalMilliseconds,
        idle = ScriptSetting.Idle.TotalMilliseconds,
        pause = ScriptSetting.Pause.TotalMilliseconds,
    });

    private static async Task Hear(JsonElement message, Process node, IStage stage)
    {
        if (message.TryGetProperty("say", out var said))
        {
            await stage.Say(said.GetString()!);
        }
        else
        {
            // The script goes on while the act is played, and is told when it is done.
            await stage.Act(message.GetProperty("act").GetString()!);
            await node.StandardInput.WriteLineAsync("done");
        }
    }
}
