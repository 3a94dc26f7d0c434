using System.Text.Json.Nodes;
using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>Names and labels that objects know each other by.</summary>
internal static class References
{
    // CloudNativePG makes these itself, from the Cluster.
    private static readonly string[] MadeForPostgres = ["postgres-app", "postgres-ca"];

    /// <summary>Secrets that an operator makes by hand where nobody else does: docs/kubernetes.md.</summary>
    private static readonly string[] MadeByHand = ["sferum", "sferum-files", "sferum-backups"];

    public static IEnumerable<string> Selectors(Manifests all)
    {
        foreach (var workload in all.Workloads.Where(static w => w.Object.Kind() != "Job" && !w.Object.At("spec", "selector").Selects(w.Labels)))
        {
            yield return $"{workload} does not select its own pods";
        }

        foreach (var (of, selector) in Selecting(all))
        {
            if (!PodLabels(all, of.Namespace()).Any(l => selector.Selects(l)))
            {
                yield return $"{of.Kind()} {of.Name()} selects nothing";
            }
        }
    }

    public static IEnumerable<string> Names(Manifests all) =>
        Services(all).Concat(Targets(all)).Concat(Secrets(all)).Concat(Ports(all));

    /// <summary>The labels of all pods of a namespace; those of PostgreSQL are made by its operator.</summary>
    private static IEnumerable<Dictionary<string, string>> PodLabels(Manifests all, string? space) =>
        all.Workloads.Where(w => w.Namespace == space).Select(static w => w.Labels)
            .Concat(all.OfKind("Cluster").Where(c => c.Namespace() == space)
                .Select(static c => new Dictionary<string, string>(StringComparer.Ordinal) { ["cnpg.io/cluster"] = c.Name() }));

    private static IEnumerable<(JsonObject Of, JsonNode? Selector)> Selecting(Manifests all)
    {
        foreach (var of in all.Objects)
        {
            switch (of.Kind())
            {
                case "PodDisruptionBudget" or "PodMonitor":
                    yield return (of, of.At("spec", "selector"));
                    break;
                case "Service" when of.At("spec", "selector") is { } labels:
                    yield return (of, new JsonObject { ["matchLabels"] = labels.DeepClone() });
                    break;
                case "NetworkPolicy":
                    yield return (of, of.At("spec", "podSelector"));
                    var peers = of.List("spec", "ingress").SelectMany(static i => i.List("from")).Concat(of.List("spec", "egress").SelectMany(static e => e.List("to")));
                    foreach (var peer in peers.Where(static p => p.At("podSelector") is not null && p.At("namespaceSelector") is null))
                    {
                        yield return (of, peer.At("podSelector"));
                    }

                    break;
            }
        }
    }

    private static IEnumerable<string> Services(Manifests all)
    {
        var asked = all.OfKind("HTTPRoute").SelectMany(static r => r.List("spec", "rules").SelectMany(static u => u.List("backendRefs"))
                .Select(b => (Of: r, Service: b.Text("name"), Port: b.Text("port"))))
            .Concat(all.OfKind("Ingress").SelectMany(static i => i.List("spec", "rules").SelectMany(static r => r.List("http", "paths"))
                .Select(p => (Of: i, Service: p.Text("backend", "service", "name"), Port: p.Text("backend", "service", "port", "name") ?? p.Text("backend", "service", "port", "number")))));
        foreach (var (of, name, port) in asked)
        {
            var service = all.OfKind("Service").SingleOrDefault(s => s.Name() == name && s.Namespace() == of.Namespace());
            if (service is null || !service.List("spec", "ports").Any(p => p.Text("name") == port || p.Text("port") == port))
            {
                yield return $"{of.Kind()} {of.Name()} leads to {name}:{port}, which is not there";
            }
        }
    }

    private static IEnumerable<string> Targets(Manifests all) =>
        all.OfKind("HorizontalPodAutoscaler")
            .Where(h => !all.Objects.Any(o => o.Kind() == h.Text("spec", "scaleTargetRef", "kind") && o.Name() == h.Text("spec", "scaleTargetRef", "name")))
            .Select(static h => $"HorizontalPodAutoscaler {h.Name()} scales {h.Text("spec", "scaleTargetRef", "name")}, which is not there");

    private static IEnumerable<string> Secrets(Manifests all)
    {
        var fromVault = all.OfKind("ExternalSecret").Select(static s => (Name: s.Name(), Space: s.Namespace())).ToList();
        var known = fromVault.Concat(all.OfKind("Certificate").Select(static c => (Name: c.Text("spec", "secretName")!, Space: c.Namespace()))).ToHashSet();
        bool Known(string? name, string? space) =>
            known.Contains((name!, space)) || MadeForPostgres.Contains(name) || (fromVault.Count == 0 && MadeByHand.Contains(name));
        foreach (var workload in all.Workloads)
        {
            var names = workload.Pod.List("volumes").SelectMany(static v => v.List("projected", "sources").Select(static s => s.Text("secret", "name")).Append(v.Text("secret", "secretName")))
                .Concat(workload.Container.List("env").Select(static e => e.Text("valueFrom", "secretKeyRef", "name")));
            foreach (var name in names.Where(n => n is not null && !Known(n, workload.Namespace)))
            {
                yield return $"{workload} wants the secret {name}, which nobody makes";
            }
        }
    }

    private static IEnumerable<string> Ports(Manifests all)
    {
        foreach (var service in all.OfKind("Service").Where(static s => s.At("spec", "selector") is not null))
        {
            foreach (var workload in all.Workloads.Where(w => w.Namespace == service.Namespace() && service.At("spec", "selector").Strings().All(l => w.Labels.GetValueOrDefault(l.Key) == l.Value)))
            {
                foreach (var port in service.List("spec", "ports").Select(static p => p.Text("targetPort") ?? p.Text("port")))
                {
                    if (!workload.Container.List("ports").Any(p => p.Text("name") == port || p.Text("containerPort") == port))
                    {
                        yield return $"Service {service.Name()} leads to port {port}, which {workload} does not have";
                    }
                }
            }
        }
    }
}
