using OpenTelemetry.Metrics;

namespace Sferum;

/// <summary>What the process measures: our meters, the actors', the runtime's. Scraped at /metrics; pushed too when OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var push = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter("Sferum.*", "Microsoft.Orleans", "Npgsql").AddRuntimeInstrumentation().AddAspNetCoreInstrumentation().AddPrometheusExporter();
            if (push)
            {
                metrics.AddOtlpExporter();
            }
        });
    }
}
