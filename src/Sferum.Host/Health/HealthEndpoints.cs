using Orleans.Runtime;
using Sferum.Live;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Health;

/// <summary>
/// <c>/health/live</c>: the process runs, nothing else is asked, so that no outage of something shared restarts it. <c>/health/ready</c>: it can
/// serve. A database that is away makes it <c>degraded</c> but ready; a schema of another version, or being about to stop, makes it not ready.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => TypedResults.Ok(new Live("live")))
            .AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public)).ExcludeFromDescription();
        routes.MapGet("/health/ready", static async (DatabaseHealth database, IServiceProvider services, CancellationToken cancel) =>
        {
            var schema = await database.State(cancel);
            var cluster = IsInCluster(services);
            var status = IsLeaving(services) ? "draining" : !cluster ? "starting" : schema switch
            {
                null => "degraded",
                SchemaState.Current => "ready",
                _ => "schema",
            };
            var answer = new Ready(status, cluster ? "active" : "joining", schema?.ToString().ToLowerInvariant() ?? "away");
            return TypedResults.Json(answer, statusCode: status is "ready" or "degraded" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public)).ExcludeFromDescription();
    }

    private static bool IsLeaving(IServiceProvider services) =>
        services.GetService<Draining>() is { IsOn: true } || services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>A silo is a member itself; a gateway knows one.</summary>
    private static bool IsInCluster(IServiceProvider services) => services.GetService<ISiloStatusOracle>() is { } oracle
        ? oracle.CurrentStatus == SiloStatus.Active
        : services.GetService<Silos>() is { Current.Count: > 0 };

    /// <param name="Status">Always <c>live</c>.</param>
    internal sealed record Live(string Status);

    /// <param name="Status"><c>ready</c>, <c>degraded</c> (200); <c>starting</c>, <c>draining</c>, <c>schema</c> (503).</param>
    /// <param name="Cluster"><c>active</c> or <c>joining</c>.</param>
    /// <param name="Database"><c>current</c>, <c>older</c>, <c>newer</c> or <c>away</c>.</param>
    internal sealed record Ready(string Status, string Cluster, string Database);
}
