using System.Globalization;
using Sferum.TestServers;

namespace Sferum.Calls;

/// <summary>What a host is told of media servers.</summary>
internal static class CallServers
{
    /// <summary>Settings of the host, as environment variables; the secrets stand in files of a folder.</summary>
    public static Dictionary<string, string> Settings(this MediaNetwork network, string secrets, string silenceMs)
    {
        string Secret(string name, string value)
        {
            var path = Path.Combine(secrets, name);
            File.WriteAllText(path, value);
            return path;
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sferum__Calls__SilenceMs"] = silenceMs };
        for (var i = 0; i < network.Nodes.Count; i++)
        {
            var node = string.Create(CultureInfo.InvariantCulture, $"Sferum__Calls__Nodes__{i}");
            settings[$"{node}__Name"] = network.Nodes[i].Name;
            settings[$"{node}__Url"] = network.Nodes[i].Url.ToString();
            settings[$"{node}__ApiSecretFile"] = Secret("api-secret", network.ApiSecret);
            settings[$"{node}__RoomKeyFile"] = Secret("room-key", network.RoomKey);
        }

        if (network.Turn is { } turn)
        {
            settings["Sferum__Calls__Turn__Urls__0"] = turn.Udp;
            settings["Sferum__Calls__Turn__SecretFile"] = Secret("turn-secret", network.TurnSecret);
        }

        return settings;
    }
}
