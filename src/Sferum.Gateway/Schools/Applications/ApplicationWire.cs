using System.Globalization;

namespace Sferum.Schools;

/// <summary>Applications as they stand on the wire.</summary>
internal static class ApplicationWire
{
    public static ApplicationForm Form(OrderForm form, string locale) => new()
    {
        School = new SchoolCard
        {
            Name = form.Text("name"), TimeZone = form.Text("timeZone"), Address = form.Text("address"), Email = form.Text("email"), Inn = form.Text("inn"), Ogrn = form.Text("ogrn"),
        },
        Director = form.Person("director"),
        Admin = form.Person("admin"),
        ContactEmail = form.Text("contactEmail"),
        Order = form.Order,
        Locale = locale,
    };

    public static ApplicationReceiptDto Dto(ApplicationReceipt receipt) => new(receipt.Number, receipt.Secret);

    public static ApplicationDto Dto(ApplicationState state) => new(
        state.Number,
        state.Revision,
        state.Status.Code(),
        state.SchoolName,
        [.. state.Steps.Select(static s => new ApplicationStepDto(s.Status.Code(), s.At.ToUnixTimeMilliseconds(), s.Reason))]);

    public static ApplicationListDto Dto(ApplicationPage page, DateTimeOffset now) => new(
        [.. page.Lines.Select(l => new ApplicationLineDto(
            l.Number, l.Status.Code(), l.SchoolName, l.SubmittedAt.ToUnixTimeMilliseconds(), l.ChangedAt.ToUnixTimeMilliseconds(),
            Math.Max(0, (long)(now - l.ChangedAt).TotalSeconds)))],
        page.Next);

    public static ApplicationDetailsDto Dto(ApplicationDetails details) => new(
        Dto(details.State),
        new ApplicationFormDto
        {
            Name = details.Form.School.Name,
            TimeZone = details.Form.School.TimeZone,
            Address = details.Form.School.Address!,
            Email = details.Form.School.Email!,
            Inn = details.Form.School.Inn!,
            Ogrn = details.Form.School.Ogrn!,
            Director = Dto(details.Form.Director),
            Admin = Dto(details.Form.Admin),
            ContactEmail = details.Form.ContactEmail,
            OrderNumber = details.Form.Order.Number,
            OrderDate = details.Form.Order.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        },
        details.TakenIn,
        details.School?.Value);

    private static NamedPersonDto Dto(NamedPerson person) => new(person.FamilyName, person.GivenName, person.MiddleName, person.Phone);
}
