using System.Globalization;
using CsvHelper;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Personal codes of people without a phone, for the class teacher to hand out. Readable by its owner only; written once.</summary>
internal sealed class ClaimsFile : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private static readonly Role[] Shown = [Role.Student, Role.Guardian, Role.ClassTeacher, Role.SubjectTeacher, Role.Administration];

    private readonly FileStream _stream;
    private readonly RosterWords _words;

    private ClaimsFile(FileStream stream, RosterWords words) => (_stream, _words) = (stream, words);

    /// <summary>Makes the file.</summary>
    /// <returns>Null after saying why it cannot be made.</returns>
    public static ClaimsFile? Create(string path, RosterWords words)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new ClaimsFile(new FileStream(path, options), words);
        }
        catch (IOException) when (File.Exists(path))
        {
            words.Say("roster.out.claims_exists", ("file", path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            words.Say("roster.out.claims_unwritable", ("file", path));
        }

        return null;
    }

    public async Task Write(IServiceProvider tools, RosterPlan plan, bool renew, CancellationToken cancel)
    {
        var lines = await Unregistered(tools, plan, renew, cancel);
        if (lines.Count == 0)
        {
            _words.Say("roster.out.claims_none");
            return;
        }

        var claims = tools.GetRequiredService<IClaims>();
        await using (var csv = CsvWriter.Create(
            _stream,
            new CsvWriterOptions { Separator = _words.UsesSemicolons ? ';' : ',', WriteByteOrderMark = true, Injection = CsvInjection.Escape },
            leaveOpen: true))
        {
            Row(csv, "school", "class", "role", "name", "code");
            foreach (var (person, line) in lines)
            {
                var code = await claims.Issue(person, ClaimKind.Paper, Life, cancel);
                csv.WriteField(line.School);
                csv.WriteField(line.Class);
                csv.WriteField(_words.Text("roster.role." + line.Role.Code()));
                csv.WriteField(line.Name);
                csv.WriteField(code);
                csv.EndRecord();

                // A code is in the file as soon as it is good: an import that dies here loses at most the last one.
                await csv.FlushAsync(cancel);
            }
        }

        _stream.Flush(flushToDisk: true);
        _words.Say(
            "roster.out.claims",
            ("count", _words.Number(lines.Count)), ("file", _stream.Name), ("days", Life.Days.ToString(CultureInfo.InvariantCulture)));
    }

    public void Dispose()
    {
        var empty = _stream.Length == 0;
        _stream.Dispose();
        if (empty)
        {
            File.Delete(_stream.Name);
        }
    }

    private void Row(CsvWriter csv, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            csv.WriteField(_words.Text("roster.out.column_" + column));
        }

        csv.EndRecord();
    }

    private static async Task<List<(PersonId Person, ClaimLine Line)>> Unregistered(IServiceProvider tools, RosterPlan plan, bool renew, CancellationToken cancel)
    {
        var store = tools.GetRequiredService<IRosterStore>();
        DateTimeOffset? without = renew ? null : tools.GetRequiredService<TimeProvider>().GetUtcNow();
        var places = Places(plan);
        var found = new List<(PersonId, ClaimLine)>();
        foreach (var chunk in places.Keys.Chunk(IRosterStore.Chunk))
        {
            var ids = chunk.ToDictionary(p => plan.People.Ids[p], static p => p);
            foreach (var person in await store.Unregistered([.. ids.Keys], without, cancel))
            {
                found.Add((person, places[ids[person]]));
            }
        }

        return [.. found.OrderBy(static f => f.Item2.School, StringComparer.Ordinal).ThenBy(static f => f.Item2.Class, StringComparer.Ordinal)
            .ThenBy(static f => Array.IndexOf(Shown, f.Item2.Role)).ThenBy(static f => f.Item2.Name, StringComparer.Ordinal)];
    }

    /// <summary>Where in the file each person stands: by the class, for guardians by the child's.</summary>
    private static Dictionary<int, ClaimLine> Places(RosterPlan plan)
    {
        var roster = plan.Roster;
        var classes = new Dictionary<int, int>();
        foreach (var e in roster.Enrollments.Where(static e => e.Class >= 0))
        {
            classes.TryAdd(e.Person, e.Class);
        }

        foreach (var g in roster.Guardianships)
        {
            if (classes.TryGetValue(g.Student, out var ofChild))
            {
                classes.TryAdd(g.Guardian, ofChild);
            }
        }

        var places = new Dictionary<int, ClaimLine>();
        foreach (var a in roster.Affiliations)
        {
            if (!places.TryGetValue(a.Person, out var known) || Array.IndexOf(Shown, a.Role) < Array.IndexOf(Shown, known.Role))
            {
                var ofClass = classes.TryGetValue(a.Person, out var c) ? roster.Classes[c].Title : "";
                places[a.Person] = new ClaimLine(roster.Schools[a.School].Name, ofClass, a.Role, roster.People[a.Person].DisplayName(a.Role == Role.Student));
            }
        }

        return places;
    }

    private sealed record ClaimLine(string School, string Class, Role Role, string Name);
}
