using System.Globalization;

namespace Sferum.Schools;

/// <summary>Invented applications: each with numbers and phones of its own.</summary>
internal static class ApplicationSample
{
    private static int _phones;

    public static readonly OrderFile Pdf = OrderFile.Read("%PDF-1.7 приказ"u8.ToArray()).Value;

    public static readonly OrderMark Order = new("12-о", new DateOnly(2026, 9, 1));

    public static ApplicationForm Form() => new()
    {
        School = new SchoolCard
        {
            Name = "Школа № 7", TimeZone = "Asia/Anadyr", Address = "ул. Мира, 7", Email = "school7@example.org", Inn = Inn(), Ogrn = Ogrn(),
        },
        Director = new NamedPerson("Орлова", "Анна", "Павловна", Phone()),
        Admin = new NamedPerson("Ким", "Олег", null, Phone()),
        ContactEmail = "office@example.org",
        Order = Order,
        Locale = "ru",
    };

    public static Appointee Somebody(string? phone = null) => new(null, new NamedPerson("Котова", "Вера", null, phone ?? Phone()));

    public static string Phone() => $"+7901{Interlocked.Increment(ref _phones):D7}";

    public static string Inn() => Until(SchoolNumbers.IsInn, 1_000_000_000, 9_999_999_999);

    public static string Ogrn() => Until(SchoolNumbers.IsOgrn, 1_000_000_000_000, 9_999_999_999_999);

    private static string Until(Func<string, bool> fits, long from, long to)
    {
        while (true)
        {
            var number = Random.Shared.NextInt64(from, to).ToString(CultureInfo.InvariantCulture);
            if (fits(number))
            {
                return number;
            }
        }
    }
}
