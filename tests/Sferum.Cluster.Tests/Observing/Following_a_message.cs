using System.Collections.Concurrent;
using System.Diagnostics;
using Sferum.Hosting;
using Sferum.TestServers;

namespace Sferum.Observing;

/// <summary>Traces, as a collector would get them from a silo and a gateway.</summary>
public sealed class Following_a_message
{
    [Fact]
    public async Task Leads_from_the_gateway_through_the_actor_and_the_log_to_the_fan_out_in_one_trace()
    {
        await using var database = await PostgresServer.CreateDatabase();
        using var folder = new TempFolder();
        (string, string)[] settings =
        [
            ("Sferum:Postgres:ConnectionString", database.ConnectionString),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_TRACES_SAMPLER", "always_on"),
        ];
        await using var silo = await HostUnderTest.Start(new HostChoices { Role = HostRole.Silo, Data = folder.Path }, settings);
        await using var gateway = await HostUnderTest.Start(new HostChoices { Role = HostRole.Gateway, Data = folder.Path, Demo = 2 }, settings);
        await gateway.Until("ready");
        await using var teacher = await SomebodyAtAHost.Join(silo, gateway);
        using var heard = new Spans();

        await teacher.Talk();

        string[] steps = ["Sferum.Chats.ChatHub/Post", "IChatGrain/Post", "chat.append", "IGatewayNode/Deliver"];
        await heard.Until(trace => steps.All(step => trace.Any(s => s.EndsWith(step, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Is_nothing_that_somebody_outside_can_ask_for()
    {
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.Start(new HostChoices { Data = folder.Path, Demo = 1 }, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
        using var heard = new Spans();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/config");
        var stranger = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{stranger}-{ActivitySpanId.CreateRandom()}-01");

        using var answer = await host.Http.SendAsync(request);

        await heard.Until(static trace => trace.Any(static s => s.Contains("/api/config", StringComparison.Ordinal)));
        Assert.DoesNotContain(stranger, heard.Traces);
    }

    /// <summary>What every source tells while the test runs, by trace.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentBag<string>> _traces = new();
        private readonly SemaphoreSlim _more = new(0);
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static _ => true,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    _traces.GetOrAdd(span.TraceId, static _ => []).Add(span.DisplayName);
                    _more.Release();
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IEnumerable<ActivityTraceId> Traces => _traces.Keys;

        public async Task Until(Func<IReadOnlyCollection<string>, bool> wanted)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                while (!_traces.Values.Any(t => wanted([.. t])))
                {
                    await _more.WaitAsync(patience.Token);
                }
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(string.Join('\n', _traces.Values.Select(static t => string.Join(" | ", t))));
            }
        }

        public void Dispose()
        {
            _listener.Dispose();
            _more.Dispose();
        }
    }
}
