using System.Globalization;

namespace Sferum.Schools;

/// <summary>What an import would change.</summary>
/// <param name="Roster">The part of the file that it takes.</param>
/// <param name="People">Who its people are.</param>
/// <param name="Schools">School by school. Schools that the file does not name are left alone.</param>
/// <param name="Matches">Which stored school each school of the file is, those that are left out too.</param>
/// <param name="Unnamed">Founded schools that no file has named yet, this one neither.</param>
/// <param name="Problems">What is wrong with single rows.</param>
public sealed record RosterPlan(
    Roster Roster, PeoplePlan People, IReadOnlyList<SchoolPlan> Schools, IReadOnlyList<SchoolMatch> Matches, IReadOnlyList<StoredSchool> Unnamed, RosterProblems Problems)
{
    /// <summary>Whether it may be applied.</summary>
    /// <param name="leave">What is allowed.</param>
    /// <returns>Null when it may; otherwise why not.</returns>
    public Refusal? Refusal(RosterLeave leave)
    {
        if (Problems.Count > 0 && !leave.SkipBadRows)
        {
            return new Refusal(RosterWhy.RowsBad, Args: Args(("count", Problems.Count.ToString(CultureInfo.InvariantCulture))));
        }

        foreach (var school in leave.AllowLargeRemoval ? [] : Schools)
        {
            if (school.Removals.Find(static r => r.IsLarge) is { Before: > 0 } large)
            {
                return new Refusal(
                    RosterWhy.LargeRemoval,
                    Args: Args(("school", RosterProblem.Shown(school.Name)), ("percent", large.Percent.ToString(CultureInfo.InvariantCulture)), ("kind", large.Kind)));
            }
        }

        return null;
    }

    private static Dictionary<string, string> Args(params (string Key, string Value)[] args) => args.ToDictionary(static a => a.Key, static a => a.Value, StringComparer.Ordinal);
}
