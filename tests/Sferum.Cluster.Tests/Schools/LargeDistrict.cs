using System.Globalization;
using System.IO.Compression;

namespace Sferum.Schools;

/// <summary>Writes an invented district as a OneRoster 1.1 archive; the same seed gives the same district.</summary>
internal sealed class LargeDistrict(int people, int subjects, int seed = 20261123)
{
    private const int PerSchool = 1_000;
    private const int PerClass = 28;

    private static readonly string[] Given = ["Артём", "Борис", "Василиса", "Галина", "Денис", "Ева", "Жанна", "Захар", "Инна", "Кирилл", "Любовь", "Максим", "Нина", "Олег", "Пётр"];
    private static readonly string[] Family = ["Берег", "Вихр", "Дубов", "Зим", "Лес", "Мор", "Снег", "Травин", "Ягод"];
    private static readonly string[] Endings = ["ев", "енко", "ин", "ко", "ник", "ов", "ский"];

    private readonly Random _random = new(seed);

    public int Schools => people / PerSchool;

    public int Enrollments { get; private set; }

    public void Write(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        File(zip, "manifest", "propertyName,value", ["manifest.version,1.0", "oneroster.version,1.1", .. new[] { "orgs", "classes", "users", "enrollments" }.Select(static f => $"file.{f},bulk")]);
        var schools = Enumerable.Range(1, Schools).Select(n => new School(Id(), n, [.. Ids(PerSchool * 8 / 100)], [.. Ids(PerSchool * 92 / 100).Chunk(PerClass).Select(s => new Class(Id(), s, [.. Ids(subjects)]))])).ToList();
        File(zip, "orgs", "sourcedId,name,type", schools.Select(static s => $"{s.Id},Школа № {s.Number},school"));
        File(zip, "classes", "sourcedId,title,classType,courseSourcedId,schoolSourcedId", schools.SelectMany(static s => s.Classes.SelectMany((c, k) =>
            c.Sections.Select((x, n) => $"{x},Предмет {n + 1} {Title(k)},scheduled,,{s.Id}").Prepend($"{c.Id},{Title(k)},homeroom,,{s.Id}"))));
        var phone = 0;
        File(zip, "users", "sourcedId,enabledUser,orgSourcedIds,role,givenName,familyName,phone", schools.SelectMany(s =>
            s.Teachers.Select(t => User(t, s, "teacher", $"+7900{phone++:D7}")).Concat(s.Classes.SelectMany(c => c.Students.Select(p => User(p, s, "student", ""))))));
        File(zip, "enrollments", "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role", schools.SelectMany(s => s.Classes.SelectMany((c, k) =>
            c.Sections.Prepend(c.Id).SelectMany((place, n) => c.Students.Select(p => Place(place, s, p, "student")).Prepend(Place(place, s, s.Teachers[(k + n) % s.Teachers.Length], "teacher"))))));
    }

    private static string Title(int n) => string.Create(CultureInfo.InvariantCulture, $"{(n / 4) + 1}{"АБВГ"[n % 4]}");

    private static void File(ZipArchive zip, string name, string header, IEnumerable<string> rows)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name + ".csv", CompressionLevel.Fastest).Open());
        writer.WriteLine(header);
        foreach (var row in rows)
        {
            writer.WriteLine(row);
        }
    }

    private string User(string id, School school, string role, string phone) =>
        $"{id},true,{school.Id},{role},{Given[_random.Next(Given.Length)]},{Family[_random.Next(Family.Length)]}{Endings[_random.Next(Endings.Length)]},{phone}";

    private string Place(string place, School school, string person, string role)
    {
        Enrollments++;
        return $"{Id()},{place},{school.Id},{person},{role}";
    }

    private IEnumerable<string> Ids(int count) => Enumerable.Range(0, count).Select(_ => Id());

    private string Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private sealed record School(string Id, int Number, string[] Teachers, Class[] Classes);

    private sealed record Class(string Id, string[] Students, string[] Sections);
}
