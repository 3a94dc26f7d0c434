using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sferum.Http;

/// <summary>Turns what goes wrong in an endpoint into a typed refusal, and empty error answers into typed ones.</summary>
internal sealed partial class Outages(RequestDelegate next, ILogger<Outages> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await context.Refuse(Refusals.Malformed, error.StatusCode).ExecuteAsync(context);
            return;
        }
        catch (Exception error) when (error is not OutOfMemoryException && !context.Response.HasStarted)
        {
            RequestFailed(log, error, Failures.IsOutage(error) ? LogLevel.Warning : LogLevel.Error);
            await context.Refuse(Refusals.Unavailable).ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: >= 400 and < 500 } && IsForMachines(context.Request.Path))
        {
            var status = context.Response.StatusCode;
            await context.Refuse(Of(status), status).ExecuteAsync(context);
        }
    }

    /// <summary>Paths whose answers programs read: nothing there is ever answered with a page.</summary>
    public static readonly IReadOnlyList<string> MachineRoots = ["/api", HubNames.Path, "/health", "/openapi", "/metrics"];

    private static bool IsForMachines(PathString path) => MachineRoots.Any(r => path.StartsWithSegments(r, StringComparison.OrdinalIgnoreCase));

    private static Refusal Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Refusals.SignInNeeded,
        StatusCodes.Status403Forbidden => Refusals.Denied,
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => Refusals.NotFound,
        StatusCodes.Status429TooManyRequests => Refusals.TooMany,
        _ => Refusals.Malformed,
    };

    [LoggerMessage(EventId = 1, Message = "A request failed.")]
    private static partial void RequestFailed(ILogger log, Exception error, LogLevel level);
}
