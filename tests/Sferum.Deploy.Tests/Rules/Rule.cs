using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>A rule that every overlay keeps.</summary>
/// <param name="Name">The rule in few words.</param>
/// <param name="Find">Whatever breaks it, one sentence each.</param>
internal sealed record Rule(string Name, Func<Manifests, IEnumerable<string>> Find)
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("images have a version", Pods.Images),
        new("memory is reserved whole and the processor is shared", Pods.Resources),
        new("pods are asked how they are", Pods.Probes),
        new("pods are restricted", Restriction.Find),
        new("pods of one kind are spread over machines", Pods.Spread),
        new("selectors take something", References.Selectors),
        new("what is named is there", References.Names),
        new("files of secrets are mounted", SecretFiles.Find),
        new("one pod at a time may be taken away", Budgets.Find),
        new("updates take no pod away before another one has come", Stopping.Updates),
        new("a stop has the time it needs", Stopping.Grace),
        new("settings are ones that the host knows and takes", HostSettings.Find),
        new("nobody speaks to anybody but for what is listed", Network.Find),
        new("secrets are in no file", Pods.Secrets),
        new("a connection is not cut by the door", Network.Doors),
    ];
}
