using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Chats;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Calls;

/// <summary>What has become of sessions: a chat's record of them, and who was there.</summary>
internal static class CallEndpoints
{
    private const int PageSize = 50;
    private static readonly long LastMoment = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>How long after the beginning somebody counts as late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public static void MapCalls(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/chats/{id:guid}/calls", Records).RequireAuthorization().WithTags("Calls").WithMetadata(new OperationAttribute(Operation.StartCall))
            .WithSummary("The sessions of a chat, the latest first; for those who lead there.")
            .Produces<CallRecords>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/calls/{id:guid}/attendance", Attendance).RequireAuthorization().WithTags("Calls").WithMetadata(new OperationAttribute(Operation.StartCall))
            .WithSummary("Who was in a session, against the members of its chat; for those who lead there.")
            .Produces<AttendanceDto>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Records(Guid id, long? before, ICalls calls, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await calls.Of(caller, new ChatId(id), before is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(ms, 0, LastMoment)) : null, PageSize, context.RequestAborted);
        return found.IsRefused(out var refusal) ? context.Refuse(refusal) : Results.Ok(new CallRecords([.. found.Value.Select(Record)]));
    }

    private static async Task<IResult> Attendance(Guid id, ICalls calls, TimeProvider clock, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await calls.Attendance(caller, new VideoSessionId(id), context.RequestAborted);
        return found.IsRefused(out var refusal) ? context.Refuse(refusal) : Results.Ok(Wire(found.Value, clock.GetUtcNow()));
    }

    private static AttendanceDto Wire(Attendance found, DateTimeOffset now) => new(Record(found.Call), (int)Late.TotalSeconds, [.. found.People.Select(p => new AttendeeDto
    {
        PersonId = p.Name.Id.Value,
        Name = p.Name.Name,
        Role = p.Name.Role.Code(),
        Status = p.Present.Count == 0 ? "absent" : p.IsLate(found.Call.StartedAt, Late) ? "late" : "present",
        Minutes = p.Minutes(now),
        Stays = [.. p.Present.Select(static s => new StayDto(s.From.ToUnixTimeMilliseconds(), s.To?.ToUnixTimeMilliseconds()))],
    })]);

    private static CallRecordDto Record(CallRecord call) =>
        new(call.Id.Value, call.Title, call.StartedBy, call.StartedAt.ToUnixTimeMilliseconds(), call.EndedAt?.ToUnixTimeMilliseconds(), call.Attended);
}
