using System.Text.Json.Nodes;
using Sferum.Rules;
using Sferum.Rendering;

namespace Sferum;

/// <summary>Each rule, and each reader of types, finds a fault that was put into a good overlay.</summary>
public sealed class Planted_faults
{
    private const string Pod = "spec/template/spec";
    private const string Host = Pod + "/containers/0";

    /// <summary>Rule, overlay, kind and name, where, what is put there (nothing: taken away).</summary>
    public static TheoryData<string, string, string, string, string?> Faults => new()
    {
        { "images have a version", "region", "Deployment sferum-silo", Host + "/image", "\"registry.example.ru/sferum/host:latest\"" },
        { "images have a version", "region", "StatefulSet janus", Host + "/image", "\"registry.example.ru/sferum/janus\"" },
        { "memory is reserved whole and the processor is shared", "school", "Deployment sferum", Host + "/resources/limits/memory", "\"2Gi\"" },
        { "memory is reserved whole and the processor is shared", "school", "Deployment sferum", Host + "/resources/limits/cpu", "\"1\"" },
        { "memory is reserved whole and the processor is shared", "region", "Cluster postgres", "spec/resources/requests/cpu", null },
        { "pods are asked how they are", "region", "Deployment sferum-gateway", Host + "/readinessProbe", null },
        { "pods are asked how they are", "school", "Deployment sferum", Host + "/livenessProbe/httpGet/path", "\"/health/ready\"" },
        { "pods are restricted", "district", "Deployment sferum", Host + "/securityContext/readOnlyRootFilesystem", "false" },
        { "pods are restricted", "district", "DaemonSet turn", Host + "/securityContext/capabilities/add", """["NET_ADMIN"]""" },
        { "pods are restricted", "school", "Deployment sferum", Pod + "/hostNetwork", "true" },
        { "pods are restricted", "school", "Deployment sferum", Pod + "/securityContext/runAsNonRoot", null },
        { "pods are restricted", "school", "Namespace sferum", "metadata/labels/pod-security.kubernetes.io~enforce", "\"privileged\"" },
        { "pods of one kind are spread over machines", "region", "Deployment sferum-gateway", Pod + "/topologySpreadConstraints", null },
        { "pods of one kind are spread over machines", "region", "StatefulSet janus", Pod + "/affinity", null },
        { "selectors take something", "school", "Service sferum", "spec/selector/app.kubernetes.io~name", "\"sfera\"" },
        { "selectors take something", "region", "Deployment sferum-silo", "spec/selector/matchLabels/app.kubernetes.io~component", "\"all\"" },
        { "selectors take something", "region", "NetworkPolicy host-out", "spec/egress/1/to/0/podSelector/matchLabels/cnpg.io~cluster", "\"postgresql\"" },
        { "what is named is there", "region", "HorizontalPodAutoscaler sferum-clients", "spec/scaleTargetRef/name", "\"sferum\"" },
        { "what is named is there", "region", "HTTPRoute sferum", "spec/rules/0/backendRefs/0/port", "8080" },
        { "what is named is there", "region", "Deployment sferum-silo", Pod + "/volumes/2/secret/secretName", "\"keys\"" },
        { "what is named is there", "school", "Service sferum", "spec/ports/0/targetPort", "\"web\"" },
        { "files of secrets are mounted", "region", "Job migrate", Host + "/volumeMounts", "[]" },
        { "files of secrets are mounted", "region", "Deployment sferum-silo", Pod + "/volumes/3/projected/sources/0/secret/items/0/path", "\"password\"" },
        { "files of secrets are mounted", "region", "ExternalSecret sferum", "spec/data/1/secretKey", "\"texts\"" },
        { "one pod at a time may be taken away", "region", "PodDisruptionBudget sferum-silos", "spec/selector/matchLabels/app.kubernetes.io~component", "\"all\"" },
        { "one pod at a time may be taken away", "region", "PodDisruptionBudget sferum", "spec/selector/matchLabels/sferum.app~clients", null },
        { "one pod at a time may be taken away", "school", "PodDisruptionBudget sferum", "spec/maxUnavailable", "0" },
        { "updates take no pod away before another one has come", "school", "Deployment sferum", "spec/strategy/rollingUpdate/maxUnavailable", "1" },
        { "updates take no pod away before another one has come", "school", "Deployment sferum", "spec/minReadySeconds", null },
        { "updates take no pod away before another one has come", "dev", "Deployment sferum", "spec/replicas", "2" },
        { "updates take no pod away before another one has come", "district", "StatefulSet janus", "spec/updateStrategy/type", "\"RollingUpdate\"" },
        { "a stop has the time it needs", "region", "Deployment sferum-gateway", Pod + "/terminationGracePeriodSeconds", "120" },
        { "a stop has the time it needs", "region", "Deployment sferum-gateway", Host + "/lifecycle/preStop/sleep/seconds", "5" },
        { "a stop has the time it needs", "district", "StatefulSet janus", Pod + "/terminationGracePeriodSeconds", "150" },
        { "settings are ones that the host knows and takes", "school", "ConfigMap sferum", "data/Sferum__Gateway__Orgins__0", "\"https://a.example.ru\"" },
        { "settings are ones that the host knows and takes", "school", "ConfigMap sferum", "data/Sferum__Cluster__SiloPort", "\"many\"" },
        { "settings are ones that the host knows and takes", "school", "ConfigMap sferum", "data/Sferum__Proxies__0", "\"anybody\"" },
        { "settings are ones that the host knows and takes", "school", "ConfigMap sferum", "data/SFERUM_DATA", "\"/data\"" },
        { "nobody speaks to anybody but for what is listed", "school", "NetworkPolicy deny", "spec/podSelector/matchLabels", """{"app.kubernetes.io/name":"sferum"}""" },
        { "nobody speaks to anybody but for what is listed", "region", "NetworkPolicy silos", "spec/ingress/0/from/0/podSelector", "{}" },
        { "nobody speaks to anybody but for what is listed", "region", "NetworkPolicy clients", "spec/ingress/0/from", null },
        { "secrets are in no file", "school", "ConfigMap sferum", "data/Sferum__Files__S3__SecretKey", "\"abc\"" },
        { "secrets are in no file", "school", "ConfigMap sferum", "kind", "\"Secret\"" },
        { "a connection is not cut by the door", "region", "HTTPRoute sferum", "spec/rules/0/timeouts/request", "\"60s\"" },
        { "a connection is not cut by the door", "school", "Ingress sferum", "metadata/annotations/nginx.ingress.kubernetes.io~proxy-read-timeout", "\"60\"" },
    };

    /// <summary>What only one of the two readers sees, and what both do.</summary>
    public static TheoryData<string, string, string?> Misspelt => new()
    {
        { "Deployment sferum", Host + "/readOnlyRootFilesystem", "true" },
        { "Deployment sferum", "spec/minReadySeconds", "\"soon\"" },
        { "Service sferum", "spec/ports/0/port", null },
        { "Deployment sferum", Host + "/imagePullPolicy", "\"Sometimes\"" },
        { "HTTPRoute sferum", "spec/rules/0/timeouts/request", "\"never\"" },
        { "PodMonitor sferum", "spec/selector", null },
        { "PrometheusRule sferum", "spec/groups/0/rules/0/expr", null },
        { "PrometheusRule sferum", "spec/groups/0/name", null },
        { "ExternalSecret sferum", "spec/data/0/remoteRef", null },
    };

    [Fact]
    public void Every_rule_has_one() =>
        Assert.Equal(Rule.All.Select(static p => p.Name).Order(StringComparer.Ordinal), Faults.Select(static f => f.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_rule_finds_its_fault(string rule, string overlay, string of, string path, string? value)
    {
        var all = Manifests.Of(overlay);
        Plant(all, of, path, value);
        Assert.NotEmpty(Rule.All.Single(r => r.Name == rule).Find(all));
    }

    [Theory]
    [MemberData(nameof(Misspelt))]
    public void One_of_the_readers_of_types_finds_what_Kubernetes_would_refuse(string of, string path, string? value)
    {
        var all = Manifests.Of("district");
        Plant(all, of, path, value);
        Assert.NotEmpty(Types.UnknownToTheClient(all.Objects).Concat(Types.ByTheSchemas(all.Objects).SelectMany(static a => a.Problems)));
    }

    /// <summary>Puts a value at a path; <c>~</c> stands for the slash inside a name.</summary>
    private static void Plant(Manifests all, string of, string path, string? value)
    {
        var (kind, name) = (of.Split(' ')[0], of.Split(' ')[1]);
        var steps = path.Split('/').Select(static s => s.Replace('~', '/')).ToList();
        JsonNode node = all.Objects.Single(o => o.Kind() == kind && o.Name().StartsWith(name, StringComparison.Ordinal) && (o.Name() == name || kind == "ConfigMap"));
        foreach (var step in steps.SkipLast(1))
        {
            node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step] ??= new JsonObject();
        }

        if (value is null)
        {
            Assert.True(node.AsObject().Remove(steps[^1]), $"{path} is not there");
        }
        else
        {
            node[steps[^1]] = JsonNode.Parse(value);
        }
    }
}
