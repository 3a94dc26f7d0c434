namespace Sferum.Schools;

/// <summary>A school's card, as it is read and as it is changed.</summary>
/// <param name="Name">What the school is called; 1 to 200 characters.</param>
/// <param name="TimeZone">IANA zone, <c>Europe/Moscow</c> for instance.</param>
/// <param name="Address">Postal address; at most 200 characters.</param>
/// <param name="Email">Where letters to it go.</param>
/// <param name="Site">Its page, http or https.</param>
/// <param name="Inn">INN, ten digits.</param>
/// <param name="Ogrn">OGRN, thirteen digits.</param>
/// <param name="Revision">The revision that was read; a change that names another one is refused (<c>school.card_changed</c>).</param>
public sealed record SchoolCardDto(string Name, string TimeZone, string? Address, string? Email, string? Site, string? Inn, string? Ogrn, long Revision);
