using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sferum.Rules;
using Sferum.Rendering;
using Sferum.TestServers;

namespace Sferum;

/// <summary>deploy/compose.yaml keeps what the overlays keep, as far as there is a word for it.</summary>
public sealed partial class One_server
{
    private static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal)
    {
        ["SFERUM_ADDRESS"] = "203.0.113.5", ["SFERUM_ORIGIN"] = "https://chat.example.ru", ["SFERUM_SMS"] = "https://sms.example.ru/send",
    };

    public static TheoryData<string, string, string?> Faults => new()
    {
        { "names no version", "postgres/image", "\"postgres:latest\"" },
        { "is not asked how it is", "host/healthcheck", null },
        { "has no bound of memory", "turn/mem_limit", null },
        { "may write its root", "host/read_only", "false" },
        { "keeps capabilities", "janus/cap_drop", null },
        { "may gain rights", "host/security_opt", null },
        { "does not come back", "host/restart", null },
        { "has a secret in the open", "postgres/environment/POSTGRES_PASSWORD", "\"abc\"" },
        { "has a secret in the open", "host/environment/Sferum__Postgres__ConnectionString", "\"Host=postgres;Password=abc\"" },
        { "is open to the world", "host/ports", """["8080:8080"]""" },
        { "wants a secret that is in no file", "host/secrets", """["key"]""" },
        { "needs", "host/stop_grace_period", "\"60s\"" },
        { "Nods", "host/environment/Sferum__Calls__Nods__0__Name", "\"janus\"" },
    };

    [Fact]
    public void It_keeps_the_rules() => Assert.Empty(Problems(Compose()));

    [Fact]
    public void It_holds_the_host_its_database_and_both_media_servers() =>
        Assert.Equal(["host", "janus", "postgres", "turn"], Compose()["services"]!.AsObject().Select(static s => s.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_rule_finds_its_fault(string words, string path, string? value)
    {
        var compose = Compose();
        JsonNode node = compose["services"]!;
        foreach (var step in path.Split('/').SkipLast(1))
        {
            node = node[step]!;
        }

        node[path.Split('/')[^1]] = value is null ? null : JsonNode.Parse(value);
        Assert.Contains(Problems(compose), p => p.Contains(words, StringComparison.Ordinal));
    }

    private static JsonObject Compose()
    {
        var text = Variable().Replace(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "compose.yaml")), static m => Given[m.Groups["name"].Value]);
        var compose = Yaml.Documents(text).Single();

        // A merge key is the reader's own affair in YAML: what stands beside it wins.
        foreach (var (_, service) in compose["services"]!.AsObject())
        {
            foreach (var (key, value) in compose["x-quiet"]!.AsObject())
            {
                service![key] ??= value!.DeepClone();
            }

            service!.AsObject().Remove("<<");
        }

        return compose;
    }

    private static IEnumerable<string> Problems(JsonObject compose)
    {
        var files = compose["secrets"]!.AsObject().Where(static s => s.Value.Text("file") is not null).Select(static s => s.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, service) in compose["services"]!.AsObject())
        {
            var environment = service.At("environment").Strings();
            (bool Broken, string What)[] rules =
            [
                (!Versioned().IsMatch(service.Text("image") ?? "") || service.Text("image")!.EndsWith(":latest", StringComparison.Ordinal), "names no version"),
                (!service.List("healthcheck", "test").Any(), "is not asked how it is"),
                (service.Text("mem_limit") is null, "has no bound of memory"),
                (!service.Is(true, "read_only"), "may write its root"),
                (!service.List("cap_drop").Any(static c => c.ToString() == "ALL"), "keeps capabilities"),
                (!service.List("security_opt").Any(static o => o.ToString() == "no-new-privileges:true"), "may gain rights"),
                (service.Text("restart") != "unless-stopped", "does not come back"),
                (environment.Any(static e => SecretName().IsMatch(e.Key) || e.Value.Contains("Password=", StringComparison.OrdinalIgnoreCase)), "has a secret in the open"),
                (service.List("ports").Any(static p => !p.ToString().StartsWith("127.0.0.1:", StringComparison.Ordinal)), "is open to the world"),
                (service.List("secrets").Any(s => !files.Contains(s.ToString())), "wants a secret that is in no file"),
            ];
            foreach (var (_, what) in rules.Where(static r => r.Broken))
            {
                yield return $"{name} {what}";
            }
        }

        var host = compose.At("services", "host")!;
        var settings = host.At("environment").Strings();
        foreach (var problem in HostSettings.Problems(settings, []))
        {
            yield return problem;
        }

        var (read, gateway) = HostSettings.Read(settings);
        var grace = TimeSpan.FromSeconds(int.Parse(host.Text("stop_grace_period")!.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture));
        if (read.Stop.Needed(gateway.Drain) > grace || read.Stop.Grace > grace)
        {
            yield return $"host needs {read.Stop.Needed(gateway.Drain)} to stop and gets {grace}";
        }
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):\?\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Variable();

    [GeneratedRegex(@":[0-9][A-Za-z0-9._-]*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Versioned();

    [GeneratedRegex(@"(Secret|Password|PASSWORD|SecretKey|Token)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();
}
