using Microsoft.Extensions.Configuration.Memory;
using Sferum.Settings;

namespace Sferum;

/// <summary>What a process runs with: settings read once, checked before anything is opened.</summary>
/// <param name="Choices">From the command line.</param>
/// <param name="Settings">From the configuration.</param>
/// <param name="Urls">Where it listens.</param>
/// <param name="Origin">The page's configured address, if there is one.</param>
internal sealed record HostConfiguration(HostChoices Choices, SferumSettings Settings, IReadOnlyList<string> Urls, string? Origin)
{
    /// <summary>Whether other machines can reach it.</summary>
    public bool IsPublic => Urls.Any(static u => !SettingsCheck.IsLocal(u));

    /// <summary>Where a browser opens the page.</summary>
    public string PageAddress => (Origin ?? Urls[0]).TrimEnd('/');

    private const string UsualUrl = "http://127.0.0.1:8080";

    private static readonly Dictionary<string, string?> Usual = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Sferum.People.BearerHandler"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    /// <summary>Reads and checks; throws <see cref="ConfigurationException"/> with everything that is wrong.</summary>
    public static HostConfiguration Read(ConfigurationManager configuration, HostChoices choices)
    {
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Usual });
        var settings = new SferumSettings();
        configuration.GetSection(SferumSettings.Section).Bind(settings);
        settings.Data = Path.GetFullPath(choices.Data ?? settings.Data);
        var gateway = new GatewayOptions();
        configuration.GetSection($"{SferumSettings.Section}:Gateway").Bind(gateway);
        IReadOnlyList<string> urls = configuration["urls"] is { Length: > 0 } given
            ? given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [UsualUrl];
        var problems = SettingsCheck.Find(settings, gateway, choices, urls);
        return problems.Count == 0 ? new HostConfiguration(choices, settings, urls, gateway.Origins.FirstOrDefault()) : throw new ConfigurationException(problems);
    }
}
