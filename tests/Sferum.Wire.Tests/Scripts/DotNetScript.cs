using Sferum.Chats;

namespace Sferum.Wire;

/// <summary>
/// The script, played by the official .NET client. JavaScript/script.mjs is the same script for the official JavaScript client: same steps, same
/// questions, same lines. A line that says that all is well is always the same; anything else is what went wrong.
/// </summary>
internal sealed partial class DotNetScript(ScriptSetting setting, IStage stage) : IAsyncDisposable
{
    private readonly ScriptClient _mine = new(setting, setting.Mine);
    private readonly ScriptClient _theirs = new(setting, setting.Theirs);

    public async Task Play()
    {
        await Doors();
        await Say("nothing before Resume", await BeforeResume());
        await Say("a thousand posts", await ManyPosts());
        await Say("pages", await Pages());
        await Say("calls of every size", await Sizes());
        await Say("unreadable calls", await Unreadable());
        await Say("over the limit", await OverTheLimit());
        await Say("idle", await Idle());
        await Say("stopped and started", await StopAndStart());
        await Say("server killed", await Interrupted("kill"));
        await Say("server stopped", await Interrupted("stop"));
        await Say("session ended", await SessionEnded());
    }

    public async ValueTask DisposeAsync()
    {
        await _mine.DisposeAsync();
        await _theirs.DisposeAsync();
    }

    private Task Say(string step, string? wrong) => stage.Say($"{step}: {wrong ?? "good"}");

    private async Task Doors()
    {
        foreach (var (name, token) in new[] { ("no token", null), ("no such token", "not.a.token"), ("expired token", setting.Expired) })
        {
            await Say(name, await Refused(token));
        }
    }

    private async Task<string?> Refused(string? token)
    {
        await using var stranger = new ScriptClient(setting, token);
        try
        {
            await stranger.Connect();
            return "let in";
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Who is connected but has not resumed hears nothing; whoever resumes finds the chat and its head.</summary>
    private async Task<string?> BeforeResume()
    {
        await _theirs.Start();
        await _mine.Connect();
        var sent = new Sent();
        await _theirs.Post(sent, setting.Chat, "Раньше всех");
        await _theirs.Until(() => _theirs.Seen.Last >= sent.Highest);
        await _mine.Start(connected: true);
        return _mine.Seen is { Listed: true, BeforeResume: 0 } && _mine.Seen.Last == sent.Highest ? sent.Wrong(_theirs.Seen, sent.Highest - 1) : "heard before Resume, or the chat is not listed";
    }

    /// <summary>Both write at once, with other calls between the posts; each sees everything in one order.</summary>
    private async Task<string?> ManyPosts()
    {
        var (since, sent) = (_mine.Seen.Last, new Sent());
        await Task.WhenAll(Many(_mine, "а", sent), Many(_theirs, "б", sent));
        return await Agree(sent, since) ?? (sent.Count == 1000 ? null : $"{sent.Count} posts");
    }

    private async Task Many(ScriptClient who, string name, Sent sent)
    {
        for (var wave = 0; wave < 20; wave++)
        {
            var posts = Enumerable.Range(wave * 25, 25).Select(i => who.Post(sent, setting.Chat, $"{name}{i} привет 😀 中文 \u2028 \"\\ é"));
            var watch = who.Ask<Done>(HubNames.Methods.Watch, new WatchRequest(setting.Chat, wave % 2 == 0));
            var read = who.Ask<ChatPage>(HubNames.Methods.ReadSince, new ReadSinceRequest(setting.Chat, Math.Max(0, who.Seen.Last - 5), 5));
            await Task.WhenAll([.. posts, watch, read]);
            if ((await watch).Value is null || (await read).Value is null)
            {
                throw new InvalidOperationException("A call between the posts was refused.");
            }
        }
    }

    /// <summary>Both have seen everything up to the last post, each once, in the same order.</summary>
    private async Task<string?> Agree(Sent sent, long since)
    {
        foreach (var who in new[] { _mine, _theirs })
        {
            await who.Until(() => who.Seen.Last >= sent.Highest);
            if (sent.Wrong(who.Seen, since) is { } wrong)
            {
                return $"{(who == _mine ? "mine" : "theirs")}: {wrong}";
            }
        }

        return null;
    }
}
