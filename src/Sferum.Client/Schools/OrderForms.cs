using System.Globalization;
using System.Net.Http.Headers;

namespace Sferum.Schools;

/// <summary>Forms with an order's file, part by part.</summary>
internal static class OrderForms
{
    public static Func<HttpContent> Of(ApplicationFormDto form, byte[]? file) => () =>
    {
        var content = Begin(file, form.OrderNumber, form.OrderDate);
        Add(content, "name", form.Name);
        Add(content, "timeZone", form.TimeZone);
        Add(content, "address", form.Address);
        Add(content, "email", form.Email);
        Add(content, "inn", form.Inn);
        Add(content, "ogrn", form.Ogrn);
        Add(content, "contactEmail", form.ContactEmail);
        foreach (var (whose, person) in new[] { ("director", form.Director), ("admin", form.Admin) })
        {
            Add(content, whose + "FamilyName", person.FamilyName);
            Add(content, whose + "GivenName", person.GivenName);
            Add(content, whose + "MiddleName", person.MiddleName);
            Add(content, whose + "Phone", person.Phone);
        }

        return content;
    };

    public static Func<HttpContent> Of(OrderFormDto form, byte[] file) => () =>
    {
        var content = Begin(file, form.OrderNumber, form.OrderDate);
        Add(content, "personId", form.PersonId?.ToString());
        Add(content, "familyName", form.FamilyName);
        Add(content, "givenName", form.GivenName);
        Add(content, "middleName", form.MiddleName);
        Add(content, "phone", form.Phone);
        if (form is DeputyFormDto deputy)
        {
            Add(content, "role", deputy.Role);
            Add(content, "until", deputy.Until.ToString(CultureInfo.InvariantCulture));
        }

        return content;
    };

    private static MultipartFormDataContent Begin(byte[]? file, string number, string date)
    {
        var content = new MultipartFormDataContent();
        Add(content, "orderNumber", number);
        Add(content, "orderDate", date);
        if (file is not null)
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(part, "order", "order");
        }

        return content;
    }

    private static void Add(MultipartFormDataContent content, string name, string? value)
    {
        if (value is not null)
        {
            content.Add(new StringContent(value), name);
        }
    }
}
