namespace Sferum.Schools;

/// <summary>A link to be made.</summary>
/// <param name="Kind"><c>staff</c> or <c>student</c>.</param>
/// <param name="Role">Staff links: <c>class_teacher</c>, <c>subject_teacher</c> or <c>administration</c>. No link makes an administrator or a director.</param>
/// <param name="ClassId">Student links: the class.</param>
/// <param name="Cap">How many people may use it, 1 to 1000; 40 when not given.</param>
/// <param name="Hours">How long it lives; when not given 72 hours for staff and 7 days for students. At most 7 and 30 days.</param>
public sealed record NewInvitationDto(string Kind, string? Role = null, Guid? ClassId = null, int? Cap = null, int? Hours = null);

/// <summary>A link, without its secret.</summary>
/// <param name="Id">The link.</param>
/// <param name="Kind"><c>staff</c>, <c>student</c> or <c>guardian</c>.</param>
/// <param name="Role">Code of the role that it grants.</param>
/// <param name="ClassId">The class, of a student link.</param>
/// <param name="ClassTitle">What the class is called.</param>
/// <param name="Cap">How many people may use it.</param>
/// <param name="Uses">How many have.</param>
/// <param name="Alive">Whether it can be used now: not revoked, expired or used up, and its issuer still may issue it.</param>
/// <param name="CreatedAt">When it was made (Unix ms).</param>
/// <param name="ExpiresAt">When it ends (Unix ms).</param>
/// <param name="RevokedAt">When it was revoked (Unix ms); null when it was not.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record InvitationDto(
    Guid Id, string Kind, string Role, Guid? ClassId, string? ClassTitle, int Cap, int Uses, bool Alive, long CreatedAt, long ExpiresAt, long? RevokedAt, string CreatedBy);

/// <summary>A link with its secret. Of a staff link it is shown once, when it is made.</summary>
/// <param name="Invitation">The link.</param>
/// <param name="Secret">128 random bits.</param>
/// <param name="Url">The address, the secret behind its #: browsers don't send that part.</param>
/// <param name="QrSvg">The address as a QR code (SVG).</param>
public sealed record OpenInvitationDto(InvitationDto Invitation, string Secret, string Url, string QrSvg);

/// <summary>A page of links, the newest first.</summary>
/// <param name="Invitations">At most 200.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record InvitationListDto(IReadOnlyList<InvitationDto> Invitations, string? Next);

/// <summary>One thing that happened with a link.</summary>
/// <param name="What"><c>used</c>, <c>shown</c>, <c>printed</c> or <c>handed</c>.</param>
/// <param name="PersonId">Who did it.</param>
/// <param name="Name">Display name.</param>
/// <param name="To">Whom it was handed to.</param>
/// <param name="At">When (Unix ms).</param>
public sealed record InvitationEventDto(string What, Guid PersonId, string Name, string? To, long At);

/// <summary>A page of what happened with a link, the newest first.</summary>
/// <param name="Events">At most 200.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record InvitationLogDto(IReadOnlyList<InvitationEventDto> Events, string? Next);

/// <summary>A link's secret, never in an address: addresses are logged.</summary>
/// <param name="Secret">What stood behind the #.</param>
public sealed record InvitationSecretDto(string Secret);

/// <summary>A sheet to print: a whole HTML page without scripts and without anything to load.</summary>
/// <param name="Html">The page.</param>
public sealed record InvitationSheetDto(string Html);

/// <summary>To whom of the staff a link was handed.</summary>
/// <param name="PersonId">The person.</param>
public sealed record HandOutDto(Guid PersonId);

/// <summary>What a valid secret opens.</summary>
/// <param name="SchoolName">Which school.</param>
/// <param name="Kind"><c>staff</c>, <c>student</c> or <c>guardian</c>.</param>
/// <param name="Role">Code of the role.</param>
/// <param name="ClassTitle">The class, of a student link.</param>
public sealed record InvitationGlimpseDto(string SchoolName, string Kind, string Role, string? ClassTitle);

/// <summary>Use a link: ask to join.</summary>
/// <param name="Secret">What stood behind the #.</param>
/// <param name="FamilyName">The name of somebody who has none yet; of others it is not looked at. Each part at most 60 characters.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="MiddleName">Patronymic; may be absent.</param>
public sealed record UseInvitationDto(string Secret, string? FamilyName = null, string? GivenName = null, string? MiddleName = null);
