using Sferum.People;

namespace Sferum.Schools;

/// <summary>Links and requests to join as they go over the wire.</summary>
internal static class JoinWire
{
    public static InvitationDto Dto(Invitation invitation) => new(
        invitation.Id.Value,
        invitation.Kind.Code(),
        invitation.Role.Code(),
        invitation.Class?.Value,
        invitation.ClassTitle,
        invitation.Cap,
        invitation.Uses,
        invitation.Alive,
        invitation.CreatedAt.ToUnixTimeMilliseconds(),
        invitation.ExpiresAt.ToUnixTimeMilliseconds(),
        invitation.RevokedAt?.ToUnixTimeMilliseconds(),
        invitation.CreatedBy);

    public static JoinRequestDto Dto(JoinRequest request, DateTimeOffset now) => new()
    {
        Id = request.Id.Value,
        SchoolId = request.School.Value,
        SchoolName = request.SchoolName,
        PersonId = request.Person.Value,
        FamilyName = request.Name.Family,
        GivenName = request.Name.Given,
        MiddleName = request.Name.Middle,
        Kind = request.Kind.Code(),
        Role = request.Role.Code(),
        ClassId = request.Class?.Value,
        ClassTitle = request.ClassTitle,
        StudentId = request.Student?.Value,
        StudentName = request.StudentName,
        Status = request.Status.Code(),
        Reason = request.Reason,
        Revision = request.Revision,
        CreatedAt = request.CreatedAt.ToUnixTimeMilliseconds(),
        WaitedSeconds = Math.Max(0, (long)((request.DecidedAt ?? now) - request.CreatedAt).TotalSeconds),
        DecidedAt = request.DecidedAt?.ToUnixTimeMilliseconds(),
        Kept = [.. request.Kept.Select(static k => new KeptPlaceDto(k.Person.Value, k.Name))],
        Phone = request.Phone,
    };
}
