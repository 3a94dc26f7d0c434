using System.Globalization;
using System.Text.Json;
using Dapper;
using Sferum.Keys;

namespace Sferum.Schools;

/// <summary>An application as it is stored: whom it names is sealed, since most of them are nobody here yet.</summary>
internal sealed record ApplicationRow
{
    public const string Columns = """
        id AS Id, number AS Number, status AS Status, rev AS Rev, name AS Name, time_zone AS TimeZone, address AS Address, email AS Email, inn AS Inn, ogrn AS Ogrn,
        director_sealed AS DirectorSealed, admin_sealed AS AdminSealed, contact_email AS ContactEmail, locale AS Locale, order_number AS OrderNumber,
        order_date AS OrderDate, file_id AS FileId, CASE WHEN taken_in_by IS NULL THEN 0 ELSE 1 END AS TakenIn, school_id AS SchoolId
        """;

    public Guid Id { get; init; }

    public long Number { get; init; }

    public string Status { get; init; } = "";

    public long Rev { get; init; }

    public string Name { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public string Address { get; init; } = "";

    public string Email { get; init; } = "";

    public string Inn { get; init; } = "";

    public string Ogrn { get; init; } = "";

    public byte[] DirectorSealed { get; init; } = [];

    public byte[] AdminSealed { get; init; } = [];

    public string ContactEmail { get; init; } = "";

    public string Locale { get; init; } = "";

    public string OrderNumber { get; init; } = "";

    public string OrderDate { get; init; } = "";

    public Guid FileId { get; init; }

    public long TakenIn { get; init; }

    public SchoolId? SchoolId { get; init; }

    public ApplicationForm Form(IKeyRing keys) => new()
    {
        School = new SchoolCard { Name = Name, TimeZone = TimeZone, Address = Address, Email = Email, Inn = Inn, Ogrn = Ogrn },
        Director = Open(keys, DirectorSealed),
        Admin = Open(keys, AdminSealed),
        ContactEmail = ContactEmail,
        Order = new OrderMark(OrderNumber, Date(OrderDate)),
        Locale = Locale,
    };

    /// <summary>The form's columns as parameters, and others beside them.</summary>
    public static DynamicParameters Values(ApplicationForm form, IKeyRing keys, object others)
    {
        var values = new DynamicParameters(others);
        values.AddDynamicParams(new
        {
            form.School.Name, form.School.TimeZone, form.School.Address, form.School.Email, form.School.Inn, form.School.Ogrn,
            Director = Seal(keys, form.Director),
            Admin = Seal(keys, form.Admin),
            form.ContactEmail,
            form.Locale,
            OrderNumber = form.Order.Number,
            OrderDate = Date(form.Order.Date),
        });
        return values;
    }

    public static byte[] Seal(IKeyRing keys, NamedPerson person) => keys.Encrypt(JsonSerializer.Serialize(person));

    /// <summary>Whom it names; somebody without a name once that is forgotten.</summary>
    public static NamedPerson Open(IKeyRing keys, byte[] sealedPerson) =>
        sealedPerson.Length == 0 ? new NamedPerson("", "", null, "") : JsonSerializer.Deserialize<NamedPerson>(keys.Decrypt(sealedPerson))!;

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
