using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using Npgsql;
using Sferum.Tls;

namespace Sferum.Settings;

/// <summary>Finds everything that is wrong with the settings at once, before anything is opened.</summary>
internal static class SettingsCheck
{
    public static IReadOnlyList<ConfigurationProblem> Find(SferumSettings settings, GatewayOptions gateway, HostChoices choices, IReadOnlyList<string> urls)
    {
        var problems = new List<ConfigurationProblem>();
        Annotations(settings, SferumSettings.Section, problems);
        Annotations(settings.Cluster, $"{SferumSettings.Section}:Cluster", problems);
        Tls(settings.Cluster.Tls, problems);
        Annotations(settings.Files, $"{SferumSettings.Section}:Files", problems);
        Bucket(settings.Files.S3, problems);
        Calls(settings.Calls, problems);
        Postgres(settings, choices, problems);
        if (!IPAddress.TryParse(settings.Cluster.Address, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            problems.Add(new("Sferum:Cluster:Address", "config.address", settings.Cluster.Address));
        }

        problems.AddRange(settings.Proxies.Where(static p => !KnownProxies.IsOne(p)).Select(static p => new ConfigurationProblem("Sferum:Proxies", "config.proxy", p)));
        if (choices.HasGateway)
        {
            Annotations(gateway, $"{SferumSettings.Section}:Gateway", problems);
            Origins(gateway, urls, problems);
            Silence(gateway, problems);
        }

        Bounds(gateway, problems);
        Stopping(settings.Stop, gateway.Drain, problems);

        if (choices.Demo == 1 && settings.IsPostgres)
        {
            problems.Add(new("--demo", "config.demo_postgres"));
        }
        else if (choices.Demo == 1 && urls.FirstOrDefault(static u => !IsLocal(u)) is { } open)
        {
            problems.Add(new("--demo", "config.demo_public", open));
        }

        return problems;
    }

    private static void Annotations(object settings, string section, List<ConfigurationProblem> problems)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), found, validateAllProperties: true);
        foreach (var result in found)
        {
            var member = result.MemberNames.First();
            var parts = (result.ErrorMessage ?? "").Split('|', 2);
            var value = settings.GetType().GetProperty(member)?.GetValue(settings)?.ToString() ?? "";
            problems.Add(new($"{section}:{member}", parts[0], value, parts.Length > 1 ? parts[1] : ""));
        }
    }

    private static void Postgres(SferumSettings settings, HostChoices choices, List<ConfigurationProblem> problems)
    {
        const string key = "Sferum:Postgres:ConnectionString";
        if (!settings.IsPostgres)
        {
            if (choices.Role != HostRole.All)
            {
                problems.Add(new(key, "config.role_needs_postgres", choices.Role.ToString().ToLowerInvariant()));
            }

            return;
        }

        try
        {
            if (string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(settings.Postgres.ConnectionString).Host))
            {
                problems.Add(new(key, "config.connection_host"));
            }
        }
        catch (ArgumentException)
        {
            // The value holds a password: it is not repeated.
            problems.Add(new(key, "config.connection_string"));
        }
    }

    private static void Bucket(FileBucketSettings bucket, List<ConfigurationProblem> problems)
    {
        const string section = "Sferum:Files:S3";
        if (!bucket.IsSet)
        {
            return;
        }

        if (!Uri.TryCreate(bucket.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            problems.Add(new($"{section}:Url", "config.one_of", bucket.Url!, "https://…, http://…"));
        }

        (string Key, string? Value)[] needed = [(nameof(bucket.Bucket), bucket.Bucket), (nameof(bucket.AccessKey), bucket.AccessKey), (nameof(bucket.SecretKey), bucket.SecretKey)];
        problems.AddRange(needed.Where(static n => string.IsNullOrWhiteSpace(n.Value)).Select(static n => new ConfigurationProblem($"{section}:{n.Key}", "config.required")));
    }

    private static void Calls(CallSettings calls, List<ConfigurationProblem> problems)
    {
        const string section = $"{SferumSettings.Section}:Calls";
        for (var i = 0; i < calls.Nodes.Count; i++)
        {
            Annotations(calls.Nodes[i], $"{section}:Nodes:{i}", problems);
            Secret($"{section}:Nodes:{i}:ApiSecretFile", calls.Nodes[i].ApiSecretFile, problems);
            Secret($"{section}:Nodes:{i}:RoomKeyFile", calls.Nodes[i].RoomKeyFile, problems);
        }

        Annotations(calls, section, problems);
        Annotations(calls.Turn, $"{section}:Turn", problems);
        if (calls.Turn.IsSet)
        {
            Secret($"{section}:Turn:SecretFile", calls.Turn.SecretFile, problems);
        }
    }

    private static void Tls(ClusterTlsSettings tls, List<ConfigurationProblem> problems)
    {
        const string section = $"{SferumSettings.Section}:Cluster:Tls";
        Annotations(tls, section, problems);
        if (!tls.IsSet)
        {
            return;
        }

        var before = problems.Count;
        Secret($"{section}:CertificateFile", tls.CertificateFile, problems);
        Secret($"{section}:KeyFile", tls.KeyFile, problems);
        Secret($"{section}:AuthorityFile", tls.AuthorityFile, problems);
        if (problems.Count > before)
        {
            return;
        }

        try
        {
            ClusterCertificates.Load(tls);
        }
        catch (Exception error) when (ClusterCertificates.IsUnusable(error))
        {
            problems.Add(new($"{section}:CertificateFile", "config.certificate", tls.CertificateFile!));
        }
    }

    private static void Secret(string key, string? file, List<ConfigurationProblem> problems)
    {
        if (!File.Exists(file))
        {
            problems.Add(new(key, "config.file_missing", file ?? ""));
        }
    }

    private static void Bounds(GatewayOptions gateway, List<ConfigurationProblem> problems)
    {
        (string Key, double Value, double Least, double Most)[] all =
        [
            (nameof(gateway.Connections), gateway.Connections, 1, 1_000_000),
            (nameof(gateway.MemoryShare), gateway.MemoryShare, 0.1, 1),
            (nameof(gateway.RequestsAtOnce), gateway.RequestsAtOnce, 1, 100_000),
            (nameof(gateway.PersonShare), gateway.PersonShare, 0.1, 1000),
            (nameof(gateway.PermitSlice), gateway.PermitSlice, 1, 1000),
        ];
        foreach (var (key, value, least, most) in all.Where(static a => a.Value < a.Least || a.Value > a.Most))
        {
            problems.Add(new(
                $"Sferum:Gateway:{key}", "config.range", value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{least}, {most}")));
        }
    }

    private static void Stopping(StopSettings stop, DrainOptions drain, List<ConfigurationProblem> problems)
    {
        (string Key, TimeSpan Value)[] all =
        [
            ("Stop:PreStop", stop.PreStop), ("Stop:Silo", stop.Silo), ("Stop:Reserve", stop.Reserve),
            ("Gateway:Drain:Spread", drain.Spread), ("Gateway:Drain:Slack", drain.Slack), ("Gateway:Drain:Closing", drain.Closing),
        ];
        foreach (var (key, value) in all.Where(static a => a.Value < TimeSpan.Zero))
        {
            problems.Add(new($"{SferumSettings.Section}:{key}", "config.range", value.ToString(), $"0, {stop.Grace}"));
        }

        if (drain.MovesPerSecond < 1)
        {
            problems.Add(new("Sferum:Gateway:Drain:MovesPerSecond", "config.range", $"{drain.MovesPerSecond}", $"1, {int.MaxValue}"));
        }

        if (stop.Needed(drain) is var needed && needed > stop.Grace)
        {
            problems.Add(new("Sferum:Stop:Grace", "config.stop_budget", stop.Grace.ToString(), needed.ToString()));
        }
    }

    private static void Origins(GatewayOptions gateway, IReadOnlyList<string> urls, List<ConfigurationProblem> problems)
    {
        const string key = "Sferum:Gateway:Origins";
        foreach (var origin in gateway.Origins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/" || origin.Contains('*', StringComparison.Ordinal))
            {
                problems.Add(new(key, "config.origin", origin));
            }
        }

        if (gateway.Origins.Count == 0 && urls.FirstOrDefault(static u => !IsLocal(u)) is { } open)
        {
            problems.Add(new($"{key}:0", "config.origins_needed", open));
        }
    }

    /// <summary>A line must be pinged at least twice before it is taken for dead; clients' own patience is 30 s.</summary>
    private static void Silence(GatewayOptions gateway, List<ConfigurationProblem> problems)
    {
        Within("Sferum:Gateway:KeepAlive", gateway.KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), problems);
        Within("Sferum:Gateway:ClientTimeout", gateway.ClientTimeout, gateway.KeepAlive * 2, TimeSpan.FromMinutes(5), problems);
    }

    private static void Within(string key, TimeSpan value, TimeSpan least, TimeSpan most, List<ConfigurationProblem> problems)
    {
        if (value < least || value > most)
        {
            problems.Add(new(key, "config.range", value.ToString(), $"{least}, {most}"));
        }
    }

    /// <summary>Whether only this machine can reach an address.</summary>
    public static bool IsLocal(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
