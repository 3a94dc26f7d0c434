using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>Whoever empties a machine takes one pod of a kind at a time.</summary>
internal static class Budgets
{
    public static IEnumerable<string> Find(Manifests all)
    {
        foreach (var workload in all.Workloads.Where(w => w.Object.Kind() is "Deployment" or "StatefulSet" && Least(all, w) > 1))
        {
            var budgets = all.OfKind("PodDisruptionBudget").Where(b => b.Namespace() == workload.Namespace && b.At("spec", "selector").Selects(workload.Labels)).ToList();
            if (budgets.Count != 1)
            {
                // With two the API refuses every eviction.
                yield return $"{workload} has {budgets.Count} disruption budgets instead of one";
            }

            foreach (var budget in budgets.Where(static b => b.Number("spec", "maxUnavailable") != 1))
            {
                yield return $"PodDisruptionBudget {budget.Name()} does not let go exactly one";
            }
        }
    }

    /// <summary>How many pods there are at least: its autoscaler's word, if it has one.</summary>
    private static long Least(Manifests all, Workload of) =>
        all.OfKind("HorizontalPodAutoscaler").FirstOrDefault(h => h.Text("spec", "scaleTargetRef", "name") == of.Object.Name())?.Number("spec", "minReplicas")
        ?? of.Object.Number("spec", "replicas") ?? 1;
}
