using System.ComponentModel.DataAnnotations;
using Sferum.Calls;

namespace Sferum.Settings;

/// <summary>Video sessions: which servers carry their media. None: people meet in a session, but neither hear nor see each other.</summary>
internal sealed class CallSettings
{
    /// <summary>The Janus servers, <c>Nodes:0:Name</c> and so on.</summary>
    public IList<MediaNodeSettings> Nodes { get; } = [];

    /// <summary>Milliseconds of silence after which a media server is taken for gone: a pause of this process as long looks the same.</summary>
    [Range(500, 10_000, ErrorMessage = "config.range|500, 10000")]
    public int SilenceMs { get; set; } = 1500;

    /// <summary>The TURN servers; none by default.</summary>
    public TurnServerSettings Turn { get; } = new();

    /// <summary>As the parts of the system take them; secrets are read now.</summary>
    public MediaSettings Media() => new()
    {
        Nodes = [.. Nodes.Select(static n => new MediaNode { Name = n.Name, Url = new Uri(n.Url), ApiSecret = Secret(n.ApiSecretFile), RoomKey = Secret(n.RoomKeyFile) })],
        Silence = TimeSpan.FromMilliseconds(SilenceMs),
        Turn = Turn.IsSet ? new TurnSettings { Urls = [.. Turn.Urls], Secret = Secret(Turn.SecretFile!), Lifetime = TimeSpan.FromMinutes(Turn.Minutes) } : null,
    };

    private static string Secret(string file) => File.ReadAllText(file).Trim();
}

/// <summary>A Janus server.</summary>
internal sealed class MediaNodeSettings
{
    /// <summary>What it is called; sessions remember it.</summary>
    [Required(ErrorMessage = "config.required"), RegularExpression("[a-z0-9-]{1,40}", ErrorMessage = "config.one_of|a-z, 0-9, -")]
    public string Name { get; set; } = "";

    /// <summary>Where its API answers, reached by the cluster alone: <c>ws://10.0.0.5:8188</c>.</summary>
    [Required(ErrorMessage = "config.required"), RegularExpression("wss?://.+", ErrorMessage = "config.one_of|ws://…, wss://…")]
    public string Url { get; set; } = "";

    /// <summary>The file with its api_secret.</summary>
    [Required(ErrorMessage = "config.required")]
    public string ApiSecretFile { get; set; } = "";

    /// <summary>The file with the admin_key of its VideoRoom plugin.</summary>
    [Required(ErrorMessage = "config.required")]
    public string RoomKeyFile { get; set; } = "";
}

/// <summary>TURN servers; set when there is an address, and then the secret is needed.</summary>
internal sealed class TurnServerSettings
{
    /// <summary>As browsers take them: <c>turn:turn.example.ru:3478?transport=udp</c>.</summary>
    public IList<string> Urls { get; } = [];

    /// <summary>The file with their static-auth-secret.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Minutes for which credentials open connections; open ones go on.</summary>
    [Range(1, 1440, ErrorMessage = "config.range|1, 1440")]
    public int Minutes { get; set; } = 120;

    public bool IsSet => Urls.Count > 0;
}
