using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Schools;

/// <summary>The name of what was looked at: SHA-256 over the year's state and what was wanted.</summary>
internal static class RolloverRevision
{
    public static string Of(YearState state, RolloverChoices choices)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, state.Year, choices.Graduating, choices.WithTeachers);
        foreach (var c in state.Classes.OrderBy(static c => c.Id.Value))
        {
            Add(hash, 'c', c.Id, c.Title, c.Grade);
        }

        foreach (var s in state.Sections.OrderBy(static s => s.Id.Value))
        {
            Add(hash, 's', s.Id, s.Title, s.Subject, s.SubjectId, s.Class, s.Grade, s.Group);
        }

        foreach (var p in state.Places.OrderBy(static p => p.Id))
        {
            Add(hash, 'p', p.Id);
        }

        foreach (var s in state.Students.OrderBy(static s => s.Affiliation))
        {
            Add(hash, 'a', s.Affiliation);
        }

        foreach (var title in state.Taken.Order(StringComparer.Ordinal))
        {
            Add(hash, 't', title);
        }

        foreach (var r in choices.Repeaters.OrderBy(static r => r.Person.Value))
        {
            Add(hash, 'r', r.Person, r.Title);
        }

        foreach (var c in choices.Classes.OrderBy(static c => c.Class.Value))
        {
            Add(hash, 'o', c.Class, c.Title, c.Grade);
        }

        foreach (var b in choices.Beginning)
        {
            Add(hash, 'b', b.Title, b.Grade);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Each value with its length, so that no two lists of values read alike.</summary>
    private static void Add(IncrementalHash hash, params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(value is null ? '-' : '+')}{text.Length}:{text}")));
        }
    }
}
