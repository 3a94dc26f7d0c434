using System.Text.RegularExpressions;
using Sferum.Rendering;
using Sferum.TestServers;

namespace Sferum;

/// <summary>
/// The alerts of deploy/prometheus, as Prometheus' operator wants them. Kustomize reads nothing outside its own folders and makes no object of a plain list, so the
/// component has a file made of the other one: <c>UPDATE_GOLDEN=1</c> writes it anew.
/// </summary>
public sealed partial class Alerts_on_Kubernetes
{
    private static readonly string Source = Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yaml");
    private static readonly string Made = Path.Combine(Repository.Root, "k8s", "components", "monitoring", "alerts.yaml");

    public static TheoryData<string> Monitored => ["district", "region"];

    [Fact]
    public async Task Are_those_of_deploy_prometheus()
    {
        var wanted = Wanted(await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(Made, wanted, TestContext.Current.CancellationToken);
        }

        Assert.Equal(wanted, await File.ReadAllTextAsync(Made, TestContext.Current.CancellationToken));
        var groups = Assert.Single(Yaml.Documents(await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken)))["groups"]!;
        Assert.Equal(groups.ToJsonString(), Assert.Single(Yaml.Documents(wanted)).At("spec", "groups")!.ToJsonString());
        Assert.NotEqual(wanted, Wanted("groups:\n  - name: other\n"));
    }

    [Theory]
    [MemberData(nameof(Monitored))]
    public void Ask_for_the_job_that_the_pods_are_scraped_as(string overlay)
    {
        var all = Manifests.Of(overlay);
        var label = all.One("PodMonitor", "sferum").Text("spec", "jobLabel")!;
        var asked = all.One("PrometheusRule", "sferum").List("spec", "groups").SelectMany(static g => g.List("rules"))
            .SelectMany(static r => Job().Matches(r.Text("expr")!)).Select(static m => m.Groups["job"].Value).Distinct();
        Assert.Equal(all.Hosts.Select(h => h.Labels[label]).Distinct(), asked);
    }

    private static string Wanted(string alerts)
    {
        var lines = alerts.Split('\n').SkipWhile(static l => l.StartsWith('#')).Select(static l => l.Length == 0 ? l : "  " + l);
        return """
            # Made of deploy/prometheus/alerts.yaml, which is the one to be edited: UPDATE_GOLDEN=1 ./test.sh deploy
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: sferum
              namespace: sferum
            spec:

            """.ReplaceLineEndings("\n") + string.Join('\n', lines);
    }

    [GeneratedRegex(@"\bjob=""(?<job>[^""]*)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Job();
}
