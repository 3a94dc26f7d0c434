using OpenTelemetry.Metrics;

namespace Sferum;

/// <summary>What the process measures: our meters, the actors', the runtime's. Scraped at /metrics; pushed too when OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
internal static class Telemetry
{
    // What a measure keeps is reserved at the start, for each label set it may ever have (2,000 unless said, 144 bytes each: 40 MB over all measures).
    // Few have more than a dozen; those that are split by route and answer have some hundreds.
    private const int LabelSets = 100;
    private const int LabelSetsByRoute = 1_000;

    private static readonly string[] ByRoute = ["http.server.request.duration", "aspnetcore.routing.match_attempts"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var push = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter("Sferum.*", "Microsoft.Orleans", "Npgsql").AddRuntimeInstrumentation().AddAspNetCoreInstrumentation().AddPrometheusExporter();
            metrics.AddView(static i => new MetricStreamConfiguration { CardinalityLimit = ByRoute.Contains(i.Name) ? LabelSetsByRoute : LabelSets });
            if (push)
            {
                metrics.AddOtlpExporter();
            }
        });
    }
}
