using System.Text.Json.Nodes;
using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>Who reaches whom.</summary>
internal static class Network
{
    private static readonly string[] SiloPorts = ["silo", "actors", "11111", "30000"];

    public static IEnumerable<string> Find(Manifests all)
    {
        if (all.Hosts.All(h => !all.Environment(h).ContainsKey(HostSettings.Postgres)))
        {
            // One pod to look at: there is nobody to keep apart.
            yield break;
        }

        if (!all.OfKind("NetworkPolicy").Any(DeniesAll))
        {
            yield return "no policy denies what the others do not list";
        }

        foreach (var policy in all.OfKind("NetworkPolicy"))
        {
            foreach (var rule in policy.List("spec", "ingress"))
            {
                var ports = rule.List("ports").Select(static p => p.Text("port")!).ToList();
                if (!rule.List("from").Any() || ports.Count == 0)
                {
                    yield return $"NetworkPolicy {policy.Name()} lets anybody in, or to any port";
                }

                if (ports.Intersect(SiloPorts).Any() && !rule.List("from").All(OwnPods))
                {
                    yield return $"NetworkPolicy {policy.Name()} lets others to the silos' ports";
                }
            }

            if (policy.List("spec", "egress").Any(static e => !e.List("to").Any() || !e.List("ports").Any()))
            {
                yield return $"NetworkPolicy {policy.Name()} lets out to anybody, or to any port";
            }
        }
    }

    public static IEnumerable<string> Doors(Manifests all)
    {
        foreach (var route in all.OfKind("HTTPRoute"))
        {
            foreach (var path in new[] { "/hub", "/api/uploads", "/api/files" })
            {
                var rule = route.List("spec", "rules").FirstOrDefault(r => r.List("matches").Any(m => m.Text("path", "value") == path));
                if (rule.Text("timeouts", "request") != "0s")
                {
                    yield return $"HTTPRoute {route.Name()} cuts {path}";
                }
            }

            if (!route.List("spec", "rules").Any(static r => r.List("matches").Any(static m => m.Text("path", "value") == "/metrics") && !r.List("backendRefs").Any()))
            {
                yield return $"HTTPRoute {route.Name()} shows /metrics to the world";
            }
        }

        foreach (var ingress in all.OfKind("Ingress"))
        {
            var annotations = ingress.At("metadata", "annotations").Strings();
            if (!int.TryParse(annotations.GetValueOrDefault("nginx.ingress.kubernetes.io/proxy-read-timeout"), out var patience) || patience < 3600)
            {
                yield return $"Ingress {ingress.Name()} cuts /hub";
            }

            if (!ingress.List("spec", "rules").All(static r => r.List("http", "paths").Any(static p => p.Text("path") == "/metrics" && p.Text("backend", "service", "name") == "closed")))
            {
                yield return $"Ingress {ingress.Name()} shows /metrics to the world";
            }
        }
    }

    private static bool DeniesAll(JsonObject policy) =>
        policy.Namespace() == "sferum" && policy.At("spec", "podSelector") is JsonObject { Count: 0 } && policy.At("spec", "ingress") is null && policy.At("spec", "egress") is null
        && policy.List("spec", "policyTypes").Select(static t => t.ToString()).Order(StringComparer.Ordinal).SequenceEqual(["Egress", "Ingress"]);

    private static bool OwnPods(JsonNode peer) =>
        peer.At("namespaceSelector") is null && peer.At("ipBlock") is null && peer.At("podSelector", "matchLabels").Strings().GetValueOrDefault("app.kubernetes.io/name") == "sferum";
}
