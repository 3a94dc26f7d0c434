using System.Text.RegularExpressions;
using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>What holds for every pod.</summary>
internal static partial class Pods
{
    public static IEnumerable<string> Images(Manifests all) =>
        all.Workloads.Select(static w => (Of: w.ToString(), Image: w.Container.Text("image")))
            .Concat(all.OfKind("Cluster").Select(static c => (Of: c.Name(), Image: c.Text("spec", "imageName"))))
            .Where(static i => i.Image is null || !Versioned().IsMatch(i.Image) || i.Image.EndsWith(":latest", StringComparison.Ordinal))
            .Select(static i => $"{i.Of}: {i.Image} names no version");

    public static IEnumerable<string> Resources(Manifests all)
    {
        var asked = all.Workloads.Select(static w => (Of: w.ToString(), Resources: w.Container.At("resources")))
            .Concat(all.OfKind("Cluster").Select(static c => (Of: c.Name(), Resources: c.At("spec", "resources"))));
        foreach (var (of, resources) in asked)
        {
            if (resources.Text("requests", "cpu") is null)
            {
                yield return $"{of} asks for no processor";
            }

            if (resources.Text("requests", "memory") is not { } memory || memory != resources.Text("limits", "memory"))
            {
                yield return $"{of}: memory asked for and memory allowed differ";
            }

            if (resources.Text("limits", "cpu") is not null)
            {
                yield return $"{of} is throttled by a limit of its processor";
            }
        }
    }

    public static IEnumerable<string> Probes(Manifests all)
    {
        foreach (var workload in all.Workloads.Where(static w => w.Object.Kind() != "Job"))
        {
            foreach (var probe in new[] { "livenessProbe", "readinessProbe" })
            {
                if (workload.Container.At(probe) is null)
                {
                    yield return $"{workload} has no {probe}";
                }
            }
        }

        foreach (var host in all.Hosts)
        {
            // The database, or another silo, must not decide whether this process is started anew.
            if (host.Container.Text("livenessProbe", "httpGet", "path") != "/health/live" || host.Container.Text("startupProbe", "httpGet", "path") != "/health/live")
            {
                yield return $"{host} is restarted by something else than itself";
            }

            if (host.Container.Text("readinessProbe", "httpGet", "path") != "/health/ready")
            {
                yield return $"{host} gets clients that it cannot serve";
            }
        }
    }

    public static IEnumerable<string> Spread(Manifests all) =>
        all.Hosts.Where(static h => !h.Pod.List("topologySpreadConstraints")
                .Any(c => c.Text("topologyKey") == "kubernetes.io/hostname" && c.At("labelSelector").Selects(h.Labels)))
            .Select(static h => $"{h} may lie on one machine")
            .Concat(all.OfKind("StatefulSet").Select(static o => new Workload(o))
                .Where(static s => !s.Pod.List("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
                    .Any(a => a.Text("topologyKey") == "kubernetes.io/hostname" && a.At("labelSelector").Selects(s.Labels)))
                .Select(static s => $"{s} may have two on one machine, and they want the same ports"));

    public static IEnumerable<string> Secrets(Manifests all) =>
        all.OfKind("Secret").Select(static s => $"Secret {s.Name()} stands in a file")
            .Concat(all.OfKind("ConfigMap").SelectMany(static c => c.At("data").Strings()
                .Where(static d => SecretName().IsMatch(d.Key) || d.Value.Contains("Password=", StringComparison.OrdinalIgnoreCase))
                .Select(d => $"{c.Name()}: {d.Key} is a secret")));

    [GeneratedRegex(@"(:[A-Za-z0-9][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Versioned();

    [GeneratedRegex(@"(Secret|Password|SecretKey|AccessKey|Token)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();
}
