using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>A school's administrator brings the own school's roster in: a preview, then exactly that.</summary>
internal static class RosterEndpoints
{
    private const string Zip = "application/zip";

    public static void MapRosters(this IEndpointRouteBuilder routes)
    {
        var roster = routes.MapGroup("/api/school/roster").RequireAuthorization().WithTags("Schools")
            .WithMetadata(new OperationAttribute(Operation.ImportRoster), new BodyLimit(RosterUpload.MaxZip))
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        roster.MapPost("/preview", Preview).Accepts<byte[]>(Zip).Produces<RosterPreviewDto>()
            .WithSummary("What importing a OneRoster archive into the own school would do, and what is wrong with its rows. Changes nothing.");
        roster.MapPost("", Import).Accepts<byte[]>(Zip).Produces<RosterPreviewDto>().WithSummary("Imports what the preview showed.");
    }

    private static async Task<IResult> Preview([AsParameters] ImportQuery query, ISchoolRosters rosters, RosterUploads uploads, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var preview = await uploads.With(context.Request, zip => rosters.Preview(caller, query.Upload(zip), context.RequestAborted));
        return preview.IsRefused(out var refusal) ? context.Refuse(RosterWire.Worded(refusal, context)) : TypedResults.Ok(RosterWire.Dto(preview.Value, context));
    }

    private static async Task<IResult> Import([AsParameters] ImportQuery query, ISchoolRosters rosters, RosterUploads uploads, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var done = await teller.Tell(await uploads.With(
            context.Request, zip => rosters.Import(caller, query.Upload(zip), query.Revision ?? "", context.RequestAborted)));
        return done.IsRefused(out var refusal) ? context.Refuse(RosterWire.Worded(refusal, context)) : TypedResults.Ok(RosterWire.Dto(done.Value, context));
    }

    /// <summary>How a file is to be taken.</summary>
    internal sealed record ImportQuery
    {
        [FromQuery] public string? Org { get; init; }

        [FromQuery] public string? Encoding { get; init; }

        [FromQuery] public bool? SkipBadRows { get; init; }

        [FromQuery] public bool? AllowLargeRemoval { get; init; }

        [FromQuery] public string? Revision { get; init; }

        public RosterUpload Upload(ReadOnlyMemory<byte> zip) => new(zip, Org, Encoding, new RosterLeave(SkipBadRows ?? false, AllowLargeRemoval ?? false));
    }
}
