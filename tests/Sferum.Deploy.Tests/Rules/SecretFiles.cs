using System.Text.Json.Nodes;
using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>Each file of a secret that a setting names lies where a volume of its pod puts it.</summary>
internal static class SecretFiles
{
    private const string Folder = "/run/secrets/";

    /// <summary>What docs/kubernetes.md says to put into the secret by hand.</summary>
    private static readonly string[] ByHand = ["master.key", "sms", "mail"];

    private static readonly string[] OfCertificate = ["tls.crt", "tls.key", "ca.crt"];

    public static IEnumerable<string> Find(Manifests all)
    {
        foreach (var workload in all.Workloads)
        {
            var named = all.Environment(workload).Values.SelectMany(static v => v.Split(';', '='))
                .Concat(workload.Container.List("args").Select(static a => a.ToString()))
                .Where(static v => v.StartsWith(Folder, StringComparison.Ordinal));
            foreach (var file in named.Distinct(StringComparer.Ordinal).Where(f => !IsMounted(all, workload, f)))
            {
                yield return $"{workload} wants {file}, which no volume brings";
            }
        }
    }

    private static bool IsMounted(Manifests all, Workload of, string file)
    {
        var (folder, name) = (Path.GetDirectoryName(file)!, Path.GetFileName(file));
        var mount = of.Container.List("volumeMounts").FirstOrDefault(m => m.Text("mountPath") == folder);
        var volume = of.Pod.List("volumes").FirstOrDefault(v => v.Text("name") == mount.Text("name"));
        return mount is not null && Files(all, of, volume).Contains(name);
    }

    private static IEnumerable<string> Files(Manifests all, Workload of, JsonNode? volume)
    {
        foreach (var source in volume.List("projected", "sources").Select(static s => s.At("secret")).Append(volume.At("secret")).OfType<JsonNode>())
        {
            var items = source.List("items").Select(static i => (Key: i.Text("key"), Path: i.Text("path")!)).ToList();
            var keys = Keys(all, of, source.Text("secretName") ?? source.Text("name"));
            foreach (var path in items.Count > 0 ? items.Where(i => keys is null || keys.Contains(i.Key!)).Select(static i => i.Path) : keys ?? [.. ByHand])
            {
                yield return path;
            }
        }
    }

    /// <summary>What the vault, or cert-manager, fills a secret with; null: somebody else does.</summary>
    private static List<string>? Keys(Manifests all, Workload of, string? secret) =>
        all.OfKind("Certificate").Any(c => c.Text("spec", "secretName") == secret && c.Namespace() == of.Namespace) ? [.. OfCertificate]
        : all.OfKind("ExternalSecret").FirstOrDefault(s => s.Name() == secret && s.Namespace() == of.Namespace)?
            .List("spec", "data").Select(static d => d.Text("secretKey")!).ToList();
}
