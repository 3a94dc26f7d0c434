using System.Diagnostics;

namespace Sferum;

/// <summary>
/// Carries traces between the cluster's own processes, and takes none from a request over HTTP: a stranger's <c>traceparent</c> would choose what is recorded.
/// </summary>
/// <param name="inner">The one that carries.</param>
internal sealed class TracesFromInside(DistributedContextPropagator inner) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (carrier is not IHeaderDictionary)
        {
            inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        carrier is IHeaderDictionary ? null : inner.ExtractBaggage(carrier, getter);
}
