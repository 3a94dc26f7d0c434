using Sferum.Rendering;
using Sferum.Rules;
using Sferum.Settings;
using Sferum.TestServers;

namespace Sferum;

/// <summary>k8s/: each overlay is rendered by kustomize itself and looked at whole.</summary>
public sealed class Overlays
{
    /// <summary>What neither reader of types knows: these operators publish their types elsewhere.</summary>
    private static readonly string[] OfNeither = ["postgresql.cnpg.io/v1", "barmancloud.cnpg.io/v1"];

    public static TheoryData<string> Names => [.. Manifests.Overlays];

    public static TheoryData<string, string> Rules => [.. Manifests.Overlays.SelectMany(static o => Rule.All.Select(p => (o, p.Name)))];

    [Fact]
    public void There_is_one_to_look_at_one_for_a_school_one_for_a_district_and_one_for_a_region() =>
        Assert.Equal(["dev", "district", "region", "school"], Manifests.Overlays);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_is_one_that_Kubernetes_knows(string overlay) =>
        Assert.Empty(Types.UnknownToTheClient(Manifests.Of(overlay).Objects));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_object_has_what_its_schema_demands(string overlay)
    {
        var answers = Types.ByTheSchemas(Manifests.Of(overlay).Objects);
        Assert.Empty(answers.SelectMany(static a => a.Problems.Select(p => $"{a.Object}: {p}")));
        Assert.Empty(answers.Where(static a => !a.Checked && !OfNeither.Contains(a.Object.Split(' ')[0])).Select(static a => a.Object));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void An_overlay_keeps_a_rule(string overlay, string rule) =>
        Assert.Empty(Rule.All.Single(r => r.Name == rule).Find(Manifests.Of(overlay)));

    [Theory]
    [InlineData("district")]
    [InlineData("region")]
    public void Media_is_in_the_larger_ones(string overlay)
    {
        var all = Manifests.Of(overlay);
        Assert.Equal("2", all.One("StatefulSet", "janus").Text("spec", "replicas"));
        Assert.NotNull(all.One("DaemonSet", "turn"));
        Assert.All(all.Hosts, h => Assert.Equal(["janus-0", "janus-1"], HostSettings.Read(all.Environment(h)).Settings.Calls.Nodes.Select(static n => n.Name)));
    }

    [Fact]
    public void Gateways_and_silos_are_apart_in_a_region()
    {
        var roles = Manifests.Of("region").Hosts.Select(static h => string.Join(' ', h.Container.List("args").Select(static a => a.ToString())));
        Assert.Equal(["--role gateway", "--role silo"], roles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_database_can_be_restored_to_a_moment_and_writes_beside_what_it_was_restored_from()
    {
        using var folder = new TempFolder();
        var k8s = Path.GetRelativePath(folder.Path, Path.Combine(Repository.Root, "k8s"));
        File.WriteAllText(Path.Combine(folder.Path, "kustomization.yaml"), $$"""
            namespace: sferum-drill
            resources: [{{k8s}}/overlays/school]
            components: [{{k8s}}/components/postgres-restore]
            replicas: [{ name: sferum, count: 0 }]
            """);
        var drill = Yaml.Documents(Kubectl.Kustomize(folder.Path));
        Assert.All(drill, static o => Assert.Equal("sferum-drill", o.Kind() == "Namespace" ? o.Name() : o.Namespace()));
        Assert.Equal(0, drill.Single(static o => o.Kind() == "Deployment").Number("spec", "replicas"));
        var cluster = drill.Single(static o => o.Kind() == "Cluster");
        Assert.Null(cluster.At("spec", "bootstrap", "initdb"));
        Assert.Equal("origin", cluster.Text("spec", "bootstrap", "recovery", "source"));
        Assert.NotNull(cluster.Text("spec", "bootstrap", "recovery", "recoveryTarget", "targetTime"));
        var origin = Assert.Single(cluster.List("spec", "externalClusters")).At("plugin", "parameters");
        var own = Assert.Single(cluster.List("spec", "plugins")).At("parameters");
        Assert.Equal(origin.Text("barmanObjectName"), own.Text("barmanObjectName"));
        Assert.NotEqual(origin.Text("serverName"), own.Text("serverName"));
    }

    [Theory]
    [InlineData("district")]
    [InlineData("region")]
    public void The_processes_of_a_cluster_believe_certificates_of_its_own_authority_alone(string overlay)
    {
        var all = Manifests.Of(overlay);
        Assert.All(all.Hosts, h => Assert.True(HostSettings.Read(all.Environment(h)).Settings.Cluster.Tls.IsSet));
        Assert.Equal([new SferumSettings().Cluster.Tls.Name], all.One("Certificate", "cluster-tls").List("spec", "dnsNames").Select(static n => n.ToString()));
        Assert.Equal("cluster-authority", all.One("Certificate", "cluster-tls").Text("spec", "issuerRef", "name"));
    }
}
