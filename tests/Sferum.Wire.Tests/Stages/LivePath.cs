namespace Sferum.Wire;

/// <summary>How the host carries live connections.</summary>
/// <param name="Name">As in the setting.</param>
public sealed record LivePath(string Name)
{
    /// <summary>Both: sockets written past Kestrel, and SignalR on Kestrel as it comes.</summary>
    public static IReadOnlyList<string> All { get; } = ["direct", "stock"];

    /// <summary>Settings of a host for tests: little patience with silence, much with the number of calls.</summary>
    public IReadOnlyDictionary<string, string> Settings() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Sferum__Gateway__Path"] = Name,
        ["Sferum__Gateway__KeepAlive"] = "00:00:01",
        ["Sferum__Gateway__ClientTimeout"] = ScriptSetting.Patience.ToString(),
        ["Sferum__Gateway__CommandsPerSecond"] = "100000",
        ["Sferum__Gateway__CommandBurst"] = "100000",
        ["Sferum__Gateway__RequestsPerSecond"] = "100000",
        ["Sferum__Gateway__RequestBurst"] = "100000",
        ["Sferum__Gateway__ConnectionsPerPerson"] = "50",
    };

    public override string ToString() => Name;
}
