namespace Sferum.Wire;

/// <summary>The official .NET and JavaScript clients play the same script on each path, in each protocol, and say the same lines.</summary>
public sealed class The_official_clients
{
    private static readonly string[] Transcript =
    [
        "no token: good", "no such token: good", "expired token: good", "nothing before Resume: good", "a thousand posts: good", "pages: good",
        "calls of every size: good", "unreadable calls: good", "over the limit: good", "idle: good", "stopped and started: good", "server killed: good",
        "server stopped: good", "session ended: good",
    ];

    public static TheoryData<string, bool> Cases => new(from path in LivePath.All from messagePack in new[] { false, true } select (path, messagePack));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_one_for_NET_plays_the_script(string path, bool messagePack)
    {
        await using var stage = await Stage.Open(new LivePath(path));
        await using var script = new DotNetScript(stage.Setting(messagePack), stage);
        await Play(stage, script.Play());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_one_for_JavaScript_plays_the_script(string path, bool messagePack)
    {
        await using var stage = await Stage.Open(new LivePath(path));
        await Play(stage, JavaScript.Play(stage.Setting(messagePack), stage));
    }

    /// <summary>A script that breaks off has said how far it came.</summary>
    private static async Task Play(Stage stage, Task script)
    {
        var error = await Record.ExceptionAsync(() => script);
        Assert.True(error is null && stage.Lines.SequenceEqual(Transcript), $"{string.Join('\n', stage.Lines)}\n{error}\nThe host:\n{stage.Host.Said()}");
    }
}
