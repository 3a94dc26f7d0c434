using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A form with an order's file, as it was sent. What is missing, or there twice, reads as empty: the rules say which fields may be.</summary>
internal sealed class OrderForm(IFormCollection fields, byte[]? file, string region)
{
    /// <summary>The order's file.</summary>
    public Outcome<OrderFile> File => OrderFile.Read(file);

    /// <summary>Whether a file was sent.</summary>
    public bool HasFile => file is not null;

    /// <summary>Number and date of the order.</summary>
    public OrderMark Order => new(
        Text("orderNumber"),
        DateOnly.TryParseExact(Text("orderDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : DateOnly.MinValue);

    /// <summary>Whom the order appoints: <c>personId</c>, or names and a phone.</summary>
    public Appointee Appointee => Text("personId") is { Length: > 0 } id
        ? new Appointee(Guid.TryParse(id, out var person) ? new PersonId(person) : null, null)
        : new Appointee(null, Person(""));

    public string Text(string name) => fields.TryGetValue(name, out var values) && values is [{ } text] ? text : "";

    /// <summary>A time in Unix milliseconds; the beginning of time for anything else.</summary>
    public DateTimeOffset Time(string name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : DateTimeOffset.UnixEpoch;

    /// <summary>Somebody named in the form.</summary>
    /// <param name="whose">How the fields begin: <c>director</c>, <c>admin</c>, or nothing.</param>
    public NamedPerson Person(string whose) => new(
        Text(Field(whose, "FamilyName")),
        Text(Field(whose, "GivenName")),
        Text(Field(whose, "MiddleName")),
        PhoneNumberReader.Read(Text(Field(whose, "Phone")), region) ?? "");

    private static string Field(string whose, string name) => whose.Length > 0 ? whose + name : char.ToLowerInvariant(name[0]) + name[1..];
}
