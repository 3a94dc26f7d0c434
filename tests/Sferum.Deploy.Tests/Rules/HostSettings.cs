using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Sferum.People;
using Sferum.Push;
using Sferum.Rendering;
using Sferum.Schools;
using Sferum.Settings;

namespace Sferum.Rules;

/// <summary>What stands in the environment is bound as the host binds it, by the host's own types: an unknown key, or a value that it does not take, is found.</summary>
internal static class HostSettings
{
    public const string Postgres = "Sferum__Postgres__ConnectionString";

    // Bound for themselves, and not a part of SferumSettings.
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.Ordinal)
    {
        ["Gateway"] = typeof(GatewayOptions), ["SignIn"] = typeof(PeopleOptions), ["Sms"] = typeof(SmsOptions), ["Mail"] = typeof(MailOptions),
        ["Push"] = typeof(PushOptions), ["Applications"] = typeof(ApplicationLimits),
    };

    // Read by the server and by the runtime themselves.
    private static readonly string[] Foreign = ["ASPNETCORE_URLS", "DOTNET_EnableDiagnostics", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"];

    public static IEnumerable<string> Find(Manifests all)
    {
        foreach (var workload in all.Workloads.Where(static w => w.Labels.GetValueOrDefault("app.kubernetes.io/name") == "sferum"))
        {
            foreach (var problem in Problems(all.Environment(workload), [.. workload.Container.List("args").Select(static a => a.ToString())]))
            {
                yield return $"{workload}: {problem}";
            }
        }
    }

    /// <summary>What is wrong with an environment, for a process with these arguments.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        var configuration = Configuration(environment);
        foreach (var key in environment.Keys.Where(static k => !k.StartsWith("Sferum__", StringComparison.Ordinal) && !Foreign.Contains(k)))
        {
            yield return $"{key} is no setting";
        }

        var own = new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable()
            .Where(static p => p.Key.StartsWith("Sferum:", StringComparison.Ordinal) && p.Value is not null && !Sections.ContainsKey(p.Key.Split(':')[1]))).Build();
        foreach (var (section, type) in Sections.Append(KeyValuePair.Create("", typeof(SferumSettings))))
        {
            if (Misfit(section.Length == 0 ? own.GetSection(SferumSettings.Section) : configuration.GetSection($"{SferumSettings.Section}:{section}"), type) is { } misfit)
            {
                yield return misfit;
            }
        }

        foreach (var problem in Refusals(configuration, arguments))
        {
            yield return problem;
        }
    }

    /// <summary>The host's settings in an environment.</summary>
    public static (SferumSettings Settings, GatewayOptions Gateway) Read(IReadOnlyDictionary<string, string> environment)
    {
        var configuration = Configuration(environment);
        var settings = new SferumSettings();
        configuration.GetSection(SferumSettings.Section).Bind(settings);
        var gateway = new GatewayOptions();
        configuration.GetSection($"{SferumSettings.Section}:Gateway").Bind(gateway);
        return (settings, gateway);
    }

    private static string? Misfit(IConfigurationSection section, Type type)
    {
        try
        {
            section.Get(type, static o => o.ErrorOnUnknownConfiguration = true);
            return null;
        }
        catch (InvalidOperationException error)
        {
            return $"{section.Path}: {error.Message} {error.InnerException?.Message}";
        }
    }

    /// <summary>What the host itself would refuse to start with; files of secrets are not here.</summary>
    private static IEnumerable<string> Refusals(ConfigurationManager configuration, IReadOnlyList<string> arguments)
    {
        var role = arguments.SkipWhile(static a => a != "--role").ElementAtOrDefault(1);
        var choices = new HostChoices { Role = Enum.Parse<HostRole>(role ?? "all", ignoreCase: true), Demo = arguments.Count(static a => a == "--demo") };
        try
        {
            HostConfiguration.Read(configuration, choices);
            return [];
        }
        catch (ConfigurationException error)
        {
            return error.Problems.Where(static p => p.Code != "config.file_missing").Select(static p => p.In("en"));
        }
        catch (InvalidOperationException error)
        {
            return [error.Message];
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It holds memory only.")]
    private static ConfigurationManager Configuration(IReadOnlyDictionary<string, string> environment)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(environment.Select(static e => KeyValuePair.Create(
            e.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal) ? e.Key["ASPNETCORE_".Length..] : e.Key.Replace("__", ":", StringComparison.Ordinal), (string?)e.Value)));
        return configuration;
    }
}
