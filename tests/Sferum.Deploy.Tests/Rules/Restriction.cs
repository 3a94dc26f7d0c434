using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>Pod Security Standards, "restricted", and a root that cannot be written. The media servers have the machine's network, in a namespace of their own; nothing else.</summary>
internal static class Restriction
{
    private const string Level = "pod-security.kubernetes.io/enforce";
    private const string MediaNamespace = "sferum-media";

    public static IEnumerable<string> Find(Manifests all) => all.Workloads.SelectMany(static w => OfPod(w))
        .Concat(all.OfKind("Namespace")
            .Where(static n => n.At("metadata", "labels").Strings().GetValueOrDefault(Level) != "restricted" && n.Name() != MediaNamespace)
            .Select(static n => $"Namespace {n.Name()} takes any pod"));

    private static IEnumerable<string> OfPod(Workload of)
    {
        var pod = of.Pod.At("securityContext");
        var container = of.Container.At("securityContext");
        (bool Broken, string What)[] rules =
        [
            (!pod.Is(true, "runAsNonRoot"), "may run as root"),
            (pod.Number("runAsUser") is null or 0, "has no user of its own"),
            (pod.Text("seccompProfile", "type") != "RuntimeDefault", "may make any system call"),
            (!container.Is(false, "allowPrivilegeEscalation"), "may gain rights"),
            (container.At("privileged") is not null, "is privileged"),
            (!container.Is(true, "readOnlyRootFilesystem"), "may write its root"),
            (!container.List("capabilities", "drop").Any(static c => c.ToString() == "ALL") || container.At("capabilities", "add") is not null, "keeps capabilities"),
            (!of.Pod.Is(false, "automountServiceAccountToken"), "holds a key to the cluster's API"),
            (of.Pod.Text("serviceAccountName") is null, "shares the default account"),
            (of.Pod.Is(true, "hostPID") || of.Pod.Is(true, "hostIPC"), "sees the machine's processes"),
            (of.Pod.Is(true, "hostNetwork") && of.Namespace != MediaNamespace, "has the machine's network"),
            (of.Pod.List("volumes").Any(static v => v.At("hostPath") is not null), "has a folder of the machine"),
            (of.Pod.List("volumes").Any(static v => v.At("emptyDir") is { } scratch && scratch.Text("sizeLimit") is null), "may fill the machine's disk"),
        ];
        return rules.Where(static r => r.Broken).Select(r => $"{of} {r.What}");
    }
}
