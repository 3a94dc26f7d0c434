using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Sferum.Policy;

/// <summary>
/// Counts the database statements that a marked request makes. The process chooses a request's trace by itself; which one it was is seen where the host begins
/// the request. A connection that its pool has to open is no statement: whether one is free is chance.
/// </summary>
internal sealed class StatementCounter : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Begins = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private readonly ConcurrentDictionary<string, string> _traces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly ActivityListener _listener;

    public StatementCounter()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity =>
            {
                if (activity.Source.Name == "Npgsql" && !activity.OperationName.StartsWith("CONNECT ", StringComparison.Ordinal))
                {
                    _counts.AddOrUpdate(activity.TraceId.ToHexString(), 1, static (_, n) => n + 1);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>How many statements the request with this mark has made.</summary>
    public int Take(string mark) =>
        _traces.TryRemove(mark, out var trace) ? _counts.TryRemove(trace, out var count) ? count : 0 : throw new InvalidOperationException("No such request was seen.");

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.AspNetCore")
        {
            _subscriptions.Add(value.Subscribe(this, static (name, _, _) => name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal)));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: Begins, Value: HttpContext http } && http.Request.Headers[Schoolhouse.Mark] is [{ } mark] && Activity.Current is { } activity)
        {
            _traces[mark] = activity.TraceId.ToHexString();
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
