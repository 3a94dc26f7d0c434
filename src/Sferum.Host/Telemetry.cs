using System.Diagnostics;
using System.Diagnostics.Metrics;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Sferum;

/// <summary>
/// What the process measures and traces. Measures are scraped at /metrics; measures and traces are pushed when OTEL_EXPORTER_OTLP_ENDPOINT is set, and without
/// it nothing is traced. docs/operations.md lists the measures.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>One message in a hundred is traced, unless the standard's variable says otherwise.</summary>
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const double TracedShare = 0.01;

    // What a measure keeps is reserved at the start, for each label set it may ever have (2,000 unless said, 144 bytes each: 40 MB over all measures).
    // Few have more than a dozen; those that are split by route and answer have some hundreds.
    private const int LabelSets = 100;
    private const int LabelSetsByRoute = 1_000;

    private static readonly string[] ByRoute = ["http.server.request.duration", "aspnetcore.routing.match_attempts"];

    // Around what is promised: an acknowledgement in 0.15 s, a delivery in 0.3 s.
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 20];
    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var pushed = IsPushed(builder.Configuration);
        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter("Sferum.*", "Microsoft.Orleans", "Npgsql").AddRuntimeInstrumentation().AddAspNetCoreInstrumentation().AddPrometheusExporter();
            metrics.AddView(Stream);
            if (pushed)
            {
                metrics.AddOtlpExporter();
            }
        });
        builder.Services.AddHostedService<MeasuresFromZero>();
        builder.Services.AddSingleton<DistributedContextPropagator>(new TracesFromInside(DistributedContextPropagator.Current));
        if (pushed)
        {
            telemetry.WithTracing(traces => Trace(traces, ownSampler: !string.IsNullOrEmpty(builder.Configuration[Sampler])));
        }
    }

    /// <summary>Whether a collector was named, to which measures and traces go.</summary>
    public static bool IsPushed(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[Endpoint]);

    private static void Trace(TracerProviderBuilder traces, bool ownSampler)
    {
        // With another one the instrumentation would look into the request's headers by itself, past TracesFromInside.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        traces.AddSource("Sferum.*", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application").AddNpgsql().AddOtlpExporter();
        traces.AddAspNetCoreInstrumentation(static o => o.Filter = static http => http.Request.Path.Value is not ("/metrics" or "/health/live" or "/health/ready"));
        if (!ownSampler)
        {
            traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(TracedShare)));
        }
    }

    private static MetricStreamConfiguration Stream(Instrument instrument)
    {
        var sets = ByRoute.Contains(instrument.Name) ? LabelSetsByRoute : LabelSets;
        return instrument is Histogram<double> or Histogram<int> && instrument.Meter.Name.StartsWith("Sferum.", StringComparison.Ordinal)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = instrument.Unit == "s" ? Seconds : Counts, CardinalityLimit = sets }
            : new MetricStreamConfiguration { CardinalityLimit = sets };
    }
}
