using System.IO.Compression;
using System.Text;
using Sferum.Campaigns;

namespace Sferum.Schools;

/// <summary>The roster of the nine schools as the district's journal exports it, and what of it concerns one school.</summary>
internal sealed class DistrictFile
{
    private readonly Dictionary<string, (string Header, List<string[]> Rows)> _files = new(StringComparer.Ordinal);

    private DistrictFile()
    {
    }

    /// <summary>Ids and names of the schools, in the order of the file.</summary>
    public IReadOnlyList<(string Id, string Name)> Schools => [.. Rows("orgs.csv").Where(static r => r[4] == "school").Select(static r => (r[0], r[3]))];

    /// <summary>The archive as it is.</summary>
    public byte[] Whole { get; private init; } = [];

    public static DistrictFile Read()
    {
        var file = new DistrictFile { Whole = File.ReadAllBytes(NineSchools.Find()) };
        using var zip = new ZipArchive(new MemoryStream(file.Whole));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            file._files[entry.Name] = (lines[0], [.. lines.Skip(1).Select(static l => l[1..^1].Split("\",\""))]);
        }

        return file;
    }

    /// <summary>
    /// The part of one school. The district has filled in what its file was without: the school's number, and the phones of those who work there. Students have none.
    /// </summary>
    /// <param name="school">The school's id.</param>
    /// <param name="number">Its INN; null: it was forgotten.</param>
    /// <param name="phones">Phones of those who work there: by their role, in the order of the file.</param>
    public SchoolFile Part(string school, string? number, Func<string, string> phones)
    {
        var users = Rows("users.csv").Where(r => r[4] == school).Select(r => (string[])r.Clone()).ToList();
        foreach (var adult in users.Where(static r => r[5] != "student"))
        {
            adult[14] = phones(adult[5]);
        }

        var people = users.Select(static r => r[0]).ToHashSet();
        var orgs = Rows("orgs.csv").Where(r => r[0] == school || r[4] == "district").Select(r => r[0] == school ? [.. r[..5], number ?? "", r[6]] : r).ToList();
        var classes = Rows("classes.csv").Where(r => r[9] == school).ToList();
        var enrollments = Rows("enrollments.csv").Where(r => r[4] == school).ToList();
        var homerooms = classes.Where(static r => r[7] == "homeroom").ToDictionary(static r => r[0], static r => r[3]);
        return new SchoolFile
        {
            Org = school,
            Classes = homerooms.Count,
            Sections = classes.Count - homerooms.Count,
            People = users.Count,
            Staff = [.. users.Where(static r => r[5] != "student").Select(static r => new FilePerson(r[0], r[10], r[8], r[5], r[14], null))],
            Students =
            [
                .. enrollments.Where(r => r[6] == "student" && homerooms.ContainsKey(r[3])).Join(
                    users, static e => e[5], static u => u[0], (e, u) => new FilePerson(u[0], u[10], u[8], u[5], null, homerooms[e[3]])),
            ],
            Leaders = enrollments.Where(r => r[6] == "teacher" && homerooms.ContainsKey(r[3])).ToDictionary(r => homerooms[r[3]], static r => r[5]),
            Zip = Zip(
            [
                ("manifest.csv", Rows("manifest.csv")), ("academicSessions.csv", Rows("academicSessions.csv")), ("courses.csv", Rows("courses.csv")), ("orgs.csv", orgs),
                ("classes.csv", classes), ("users.csv", users), ("demographics.csv", [.. Rows("demographics.csv").Where(r => people.Contains(r[0]))]), ("enrollments.csv", enrollments),
            ]),
        };
    }

    private List<string[]> Rows(string file) => _files[file].Rows;

    private byte[] Zip(IEnumerable<(string Name, List<string[]> Rows)> files)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create))
        {
            foreach (var (name, rows) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                var lines = rows.Select(static r => "\"" + string.Join("\",\"", r) + "\"").Prepend(_files[name].Header);
                entry.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
            }
        }

        return archive.ToArray();
    }
}

/// <summary>What the file holds of one school.</summary>
internal sealed record SchoolFile
{
    public required string Org { get; init; }

    public required int Classes { get; init; }

    public required int Sections { get; init; }

    public required int People { get; init; }

    public required IReadOnlyList<FilePerson> Staff { get; init; }

    public required IReadOnlyList<FilePerson> Students { get; init; }

    /// <summary>Who leads a class, by its title.</summary>
    public required IReadOnlyDictionary<string, string> Leaders { get; init; }

    public required byte[] Zip { get; init; }
}

/// <summary>A person of the file.</summary>
/// <param name="Id">The id there.</param>
/// <param name="Family">Family name.</param>
/// <param name="Given">Given name.</param>
/// <param name="Role">What the file calls the person.</param>
/// <param name="Phone">The phone; null for a student.</param>
/// <param name="Class">A student's class.</param>
internal sealed record FilePerson(string Id, string Family, string Given, string Role, string? Phone, string? Class)
{
    /// <summary>How chats show a student.</summary>
    public string Name => $"{Family} {Given}";
}
