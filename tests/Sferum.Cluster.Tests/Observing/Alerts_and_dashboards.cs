using System.Diagnostics;
using System.Text.Json;
using Sferum.Hosting;
using Sferum.Hosting.Tls;
using Sferum.TestServers;
using YamlDotNet.RepresentationModel;

namespace Sferum.Observing;

/// <summary>What an operator looks at and is woken by: deploy/prometheus and deploy/grafana.</summary>
public sealed class Alerts_and_dashboards
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");

    /// <summary>Made by Prometheus itself for what it scrapes.</summary>
    private static readonly string[] OfPrometheus = ["up"];

    [Fact]
    public async Task Name_only_measures_that_a_running_cluster_tells()
    {
        var told = await Scrape();
        var boards = Directory.GetFiles(Path.Combine(Deploy, "grafana"), "*.json").SelectMany(static file =>
            JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(t => (Where: $"{Path.GetFileName(file)}: {panel.GetProperty("title")}", Query: t.GetProperty("expr").GetString()!))));
        var alerts = Rules().Select(static r => (Where: r.Name, Query: Text(r.Rule, "expr")));
        (string Where, string Query)[] all = [.. boards, .. alerts];
        Assert.True(all.Length > 40);

        Assert.Empty(all.SelectMany(q => PromQuery.Measures(q.Query).Where(m => !told.Contains(m) && !OfPrometheus.Contains(m)).Select(m => $"{q.Where}: {m}")));
    }

    /// <summary>A first event that is not an increase would wake nobody.</summary>
    [Fact]
    public async Task Begin_at_zero_before_anybody_has_come()
    {
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.Start(new HostChoices { Data = folder.Path });
        var told = PromQuery.Told((await host.Get("/metrics")).Body).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "sferum_chat_append_queue", "sferum_chat_append_rows_total", "sferum_chat_activation_ended_total", "sferum_call_moved_total", "sferum_outbox_failed_total",
                "sferum_gateway_repairs_total", "sferum_gateway_resyncs_total", "sferum_gateway_drain_closed_total", "sferum_gateway_connections",
            },
            told);
    }

    [Theory]
    [InlineData("sum by (instance) (rate(sferum_chat_refuzed_total{code=\"busy\"}[5m])) > 0", "sferum_chat_refuzed_total")]
    [InlineData("summ(up)", "summ,up")]
    [InlineData("a_total / on (instance) clamp_min(b, 1)", "a_total,b")]
    public void Are_read_down_to_what_is_misspelt(string query, string measures) => Assert.Equal(measures, string.Join(',', PromQuery.Measures(query)));

    [Theory]
    [InlineData("check", "config", "prometheus.yaml")]
    [InlineData("check", "rules", "alerts.yaml")]
    [InlineData("test", "rules", "alerts.test.yaml")]
    public async Task Pass_the_tool_of_Prometheus(params string[] line)
    {
        using var tool = Process.Start(new ProcessStartInfo("promtool", line)
        {
            UseShellExecute = false, WorkingDirectory = Path.Combine(Deploy, "prometheus"), RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, complained) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, await said + await complained);
    }

    [Fact]
    public void Have_for_each_alert_a_time_when_it_fires_and_one_when_it_is_quiet_and_a_page_that_says_what_to_do()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md")).Where(static l => l.StartsWith("### ", StringComparison.Ordinal)).Select(static l => l[4..].Trim()).ToHashSet();
        var tried = Items(Load("alerts.test.yaml"), "tests").SelectMany(static t => Items(t, "alert_rule_test"))
            .Select(static t => (Name: Text(t, "alertname"), Fires: Items(t, "exp_alerts").Any())).ToHashSet();
        foreach (var (name, rule) in Rules())
        {
            Assert.Contains((name, true), tried);
            Assert.Contains((name, false), tried);
            Assert.Contains(name, page);
            Assert.Equal($"docs/operations.md#{name.ToLowerInvariant()}", Text((YamlMappingNode)rule["annotations"], "runbook"));
        }
    }

    /// <summary>The names of everything that a silo and a gateway tell, after somebody has talked, and come into a call.</summary>
    private static async Task<HashSet<string>> Scrape()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        using var authority = new TestAuthority();
        var files = new CertificateFiles(Path.Combine(folder.Path, "tls")).Write(authority.Issue(), authority.Pem);
        (string, string)[] settings = [("Sferum:Postgres:ConnectionString", database.ConnectionString), .. files.AsSettings];
        await using var silo = await HostUnderTest.Start(new HostChoices { Role = HostRole.Silo, Data = folder.Path }, settings);
        await using var gateway = await HostUnderTest.Start(new HostChoices { Role = HostRole.Gateway, Data = folder.Path, Demo = 2 }, settings);
        await silo.Until("ready");
        await gateway.Until("ready");
        await using var teacher = await SomebodyAtAHost.Join(silo, gateway);
        await teacher.Talk();
        await teacher.Meet();
        Assert.False((await teacher.Line.Line.PostAsync(teacher.Chats[0].Value, "")).IsDone);
        return [.. PromQuery.Told((await silo.Get("/metrics")).Body), .. PromQuery.Told((await gateway.Get("/metrics")).Body)];
    }

    private static IEnumerable<(string Name, YamlMappingNode Rule)> Rules() =>
        Items(Load("alerts.yaml"), "groups").SelectMany(static g => Items(g, "rules")).Select(static r => (Text(r, "alert"), r));

    private static YamlMappingNode Load(string file)
    {
        using var reader = File.OpenText(Path.Combine(Deploy, "prometheus", file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode node, string key) => ((YamlSequenceNode)node[key]).Children.Cast<YamlMappingNode>();

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
