using System.Data.Common;
using System.Globalization;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>People as an import reads them, with what they are to the school whose administrator imports (<c>@own</c>).</summary>
internal static class RosterPeopleSql
{
    private const string Columns =
        "p.id, p.sourced_id, p.given_name, p.family_name, p.middle_name, p.display_name, p.phone_hash, p.birth_date";

    private static readonly string Adults =
        string.Join(", ", RoleCodes.All.Where(static r => (r & (Role.Staff | Role.Guardian)) != 0).Select(static r => $"'{r.Code()}'"));

    private static readonly string Anywhere = Sum(
        (PersonStanding.Student, "affiliation x WHERE x.person_id = p.id AND x.role = 'student' AND x.ended_at IS NULL"),
        (PersonStanding.Adult, $"affiliation x WHERE x.person_id = p.id AND x.role IN ({Adults}) AND x.ended_at IS NULL"));

    private static readonly string Stays = Sum(
        (PersonStanding.StaysStudent, "affiliation x WHERE x.person_id = p.id AND x.role = 'student' AND x.ended_at IS NULL AND x.imported = 0"),
        (PersonStanding.StaysAdult, $"affiliation x WHERE x.person_id = p.id AND x.role IN ({Adults}) AND x.ended_at IS NULL AND x.imported = 0"));

    private static readonly string StaysBesideOwn = Stays.Replace("x.imported = 0", "(x.imported = 0 OR x.school_id IS DISTINCT FROM @own)", StringComparison.Ordinal);

    private static readonly string ToOwn = Sum(
        (PersonStanding.Here, "affiliation x WHERE x.person_id = p.id AND x.school_id = @own"),
        (PersonStanding.Elsewhere, "affiliation x WHERE x.person_id = p.id AND x.school_id IS DISTINCT FROM @own AND x.ended_at IS NULL"),
        (PersonStanding.OnceElsewhere, "affiliation x WHERE x.person_id = p.id AND x.school_id IS DISTINCT FROM @own"),
        (PersonStanding.LearnsElsewhere,
            "enrollment x WHERE x.person_id = p.id AND x.class_id IS NOT NULL AND x.role = 'student' AND x.ended_at IS NULL AND x.school_id <> @own"));

    /// <summary>Everything of people but <c>WHERE</c>.</summary>
    /// <param name="own">Whether there is a school to which they are something.</param>
    /// <param name="anywhere">Whether it is asked what they are anywhere.</param>
    public static string Select(bool own, bool anywhere) =>
        $"SELECT {Columns}, {(anywhere ? Anywhere : "0")} + {(own ? $"{ToOwn} + {StaysBesideOwn}" : Stays)} FROM person p";

    public static StoredPerson Read(DbDataReader r) => new(
        new PersonId(r.GetGuid(0)), Text(r, 1), r.GetString(2), r.GetString(3), Text(r, 4), r.GetString(5), r.IsDBNull(6) ? null : r.GetFieldValue<byte[]>(6),
        Text(r, 7) is { } born ? DateOnly.ParseExact(born, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null)
    {
        Standing = (PersonStanding)r.GetInt32(8),
    };

    private static string Sum(params ReadOnlySpan<(PersonStanding Standing, string From)> parts)
    {
        var terms = new List<string>();
        foreach (var (standing, from) in parts)
        {
            terms.Add(string.Create(CultureInfo.InvariantCulture, $"CASE WHEN EXISTS (SELECT 1 FROM {from}) THEN {(int)standing} ELSE 0 END"));
        }

        return string.Join(" + ", terms);
    }

    private static string? Text(DbDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);
}
