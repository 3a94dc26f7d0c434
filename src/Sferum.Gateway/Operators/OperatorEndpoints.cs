using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Audit;
using Sferum.Calls;
using Sferum.Gateways;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.Operators;

/// <summary>What the operator sees of the deployment, and does to its processes.</summary>
internal static class OperatorEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder routes)
    {
        var console = routes.MapGroup("/api/operator").RequireAuthorization().WithTags("Operators").ProducesProblem(StatusCodes.Status403Forbidden);
        var see = new OperationAttribute(Operation.SeeCluster);
        var manage = new OperationAttribute(Operation.ManageCluster);
        console.MapGet("/cluster", Look).WithMetadata(see).Produces<ClusterDto>()
            .WithSummary("How the deployment is: processes, media servers, queues, database, certificates. What did not answer in time is null.");
        console.MapGet("/schools", Schools).WithMetadata(see).Produces<SchoolSizeListDto>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Schools by name, with the number of their people, classes and chats.");
        console.MapPost("/media-nodes/{name}/drain", Drain).WithMetadata(manage).Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A media server takes no new sessions, and those that are there go on until they end; or it takes sessions again.");
        console.MapPost("/gateways/even-out", EvenOut).WithMetadata(manage).Produces<EvenedOutDto>()
            .WithSummary("Gateways with more clients than the mean ask their surplus to move.");
    }

    // The token's word is enough here: the console is needed most while the database, which knows better, is away.
    private static async Task<IResult> Look(ClusterLook cluster, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await cluster.Look(Language.Of(context).Code, context.RequestAborted));
    }

    private static async Task<IResult> Schools([FromQuery] Guid? after, [FromQuery] int? limit, ISchoolSizes schools, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if ((limit ?? ISchoolSizes.MaxPage) is not (> 0 and <= ISchoolSizes.MaxPage and var size))
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await schools.Page(caller, after is { } school ? new SchoolId(school) : null, size, context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new SchoolSizeListDto(
                [.. page.Value.Schools.Select(static s => new SchoolSizeDto(s.Id.Value, s.Name, s.People, s.Classes, s.Chats))], page.Value.Next?.Value));
    }

    private static async Task<IResult> Drain(
        string name, [FromBody] DrainRequest request, ClusterLook cluster, IOperatorActs acts, IClusterClient actors, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (await cluster.MediaNodes() is not { } nodes)
        {
            return context.Refuse(Refusals.Unavailable);
        }

        if (!nodes.Contains(name, StringComparer.Ordinal))
        {
            return context.Refuse(Refusals.NotFound);
        }

        var note = new AuditNote(request.On ? "media_node.drained" : "media_node.admitted", "media_node", Guid.Empty) { After = new { name } };
        if (await acts.Order(caller, Operation.ManageCluster, note, context.RequestAborted) is { } refusal)
        {
            return context.Refuse(refusal);
        }

        await actors.GetGrain<IMediaNodeGrain>(name).Drain(request.On);
        return TypedResults.Ok(Done.Instance);
    }

    private static async Task<IResult> EvenOut(ClusterParts parts, IOperatorActs acts, IClusterClient actors, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        // Any silo knows all gateways.
        if ((await parts.Silos())?.FirstOrDefault(static s => s.Status == SiloStatus.Active) is not { } silo)
        {
            return context.Refuse(Refusals.Unavailable);
        }

        if (await acts.Order(caller, Operation.ManageCluster, new AuditNote("gateways.evened_out", "gateways", Guid.Empty), context.RequestAborted) is { } refusal)
        {
            return context.Refuse(refusal);
        }

        var loads = await actors.GetGrain<IFeedGrain>(silo.Key).EvenOut();
        return TypedResults.Ok(new EvenedOutDto([.. loads.Select(static l => new EvenedGatewayDto(l.Gateway, l.Connections, l.Asked))]));
    }
}
