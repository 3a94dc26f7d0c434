namespace Sferum.Schools;

/// <summary>Which OneRoster a set of files speaks.</summary>
public enum RosterVersion
{
    V11,
    V12,
}

/// <summary>One file of a OneRoster set that we read; all others are passed over.</summary>
/// <param name="Name">Its name without <c>.csv</c>.</param>
/// <param name="Required">Whether there is no roster without it.</param>
/// <param name="Columns">Columns that must be there. Others are read when they are there.</param>
public sealed record RosterFile(string Name, bool Required, IReadOnlyList<string> Columns)
{
    public static readonly RosterFile Manifest = new("manifest", true, ["propertyName", "value"]);
    public static readonly RosterFile Orgs = new("orgs", true, ["sourcedId", "name", "type"]);
    public static readonly RosterFile Sessions = new("academicSessions", false, ["sourcedId", "type", "startDate"]);
    public static readonly RosterFile Courses = new("courses", false, ["sourcedId", "title"]);
    public static readonly RosterFile Classes = new("classes", true, ["sourcedId", "title", "classType", "courseSourcedId", "schoolSourcedId"]);
    public static readonly RosterFile Users = new("users", true, ["sourcedId", "enabledUser", "givenName", "familyName"]);
    public static readonly RosterFile UsersWithRoles = Users with { Columns = [.. Users.Columns, "orgSourcedIds", "role"] };
    public static readonly RosterFile Roles = new("roles", true, ["sourcedId", "userSourcedId", "role", "orgSourcedId"]);
    public static readonly RosterFile Demographics = new("demographics", false, ["sourcedId"]);
    public static readonly RosterFile Enrollments = new("enrollments", true, ["sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"]);

    /// <summary>The name with its extension.</summary>
    public string FileName => Name + ".csv";

    /// <summary>The files of a set in an order in which references point backwards.</summary>
    /// <param name="version">Which OneRoster.</param>
    /// <returns>Without the manifest, which is read first.</returns>
    public static IReadOnlyList<RosterFile> Of(RosterVersion version) => version == RosterVersion.V11
        ? [Orgs, Sessions, Courses, Classes, UsersWithRoles, Demographics, Enrollments]
        : [Orgs, Sessions, Courses, Classes, Users, Roles, Demographics, Enrollments];
}

/// <summary>A row of a roster file.</summary>
public interface IRosterRow
{
    /// <summary>1-based line of the file.</summary>
    long Line { get; }

    /// <summary>A value as it stands in the file.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>Empty when the value, or the column, is not there.</returns>
    string this[string column] { get; }
}
