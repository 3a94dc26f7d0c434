using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sferum.TestServers;

namespace Sferum.Rendering;

/// <summary>Everything that one overlay renders to.</summary>
internal sealed class Manifests
{
    private static readonly ConcurrentDictionary<string, string> Rendered = new(StringComparer.Ordinal);

    private Manifests(string overlay, IReadOnlyList<JsonObject> objects) => (Overlay, Objects) = (overlay, objects);

    public string Overlay { get; }

    public IReadOnlyList<JsonObject> Objects { get; }

    /// <summary>Everything that runs pods.</summary>
    public IEnumerable<Workload> Workloads => Objects.Where(static o => o.Kind() is "Deployment" or "StatefulSet" or "DaemonSet" or "Job").Select(static o => new Workload(o));

    /// <summary>Those that run the host and serve.</summary>
    public IEnumerable<Workload> Hosts => Workloads.Where(static w => w.Object.Kind() == "Deployment" && w.Labels.GetValueOrDefault("app.kubernetes.io/name") == "sferum");

    /// <summary>The names of the overlays.</summary>
    public static IReadOnlyList<string> Overlays { get; } =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "k8s", "overlays")).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>Renders an overlay; each caller has objects of its own, to change.</summary>
    public static Manifests Of(string overlay) =>
        new(overlay, Yaml.Documents(Rendered.GetOrAdd(overlay, static o => Kubectl.Kustomize(Path.Combine(Repository.Root, "k8s", "overlays", o)))));

    public IEnumerable<JsonObject> OfKind(string kind) => Objects.Where(o => o.Kind() == kind);

    public JsonObject One(string kind, string name) => Objects.Single(o => o.Kind() == kind && o.Name() == name);

    /// <summary>The settings in the environment of a container: from its ConfigMap, and its own.</summary>
    public Dictionary<string, string> Environment(Workload of)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in of.Container.List("envFrom").Select(e => One("ConfigMap", e.Text("configMapRef", "name")!)))
        {
            foreach (var (key, value) in map["data"]!.AsObject())
            {
                all[key] = value!.GetValue<string>();
            }
        }

        foreach (var own in of.Container.List("env"))
        {
            // What the cluster fills in is an address or a secret.
            all[own.Text("name")!] = own.Text("value") ?? (own.At("valueFrom", "fieldRef") is null ? "secret" : "10.1.2.3");
        }

        return all;
    }
}

/// <summary>Something that runs pods.</summary>
/// <param name="Object">The whole object.</param>
internal sealed record Workload(JsonObject Object)
{
    public JsonNode Pod => Object.At("spec", "template", "spec")!;

    public JsonNode Container => Pod.List("containers").Single();

    public Dictionary<string, string> Labels => Object.At("spec", "template", "metadata", "labels").Strings();

    public string? Namespace => Object.Namespace();

    public override string ToString() => $"{Object.Kind()} {Object.Name()}";
}
