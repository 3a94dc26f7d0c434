namespace Sferum.People;

/// <summary>What a person is to a school, a class or the deployment (design: product, section 1). One person may hold several.</summary>
[Flags]
[GenerateSerializer]
[Alias("sferum.role")]
public enum Role
{
    /// <summary>No role yet: a signed-in newcomer.</summary>
    None = 0,

    /// <summary>Operator of the deployment.</summary>
    Operator = 1,

    /// <summary>Officer of the education district: aggregates only, never messages.</summary>
    DistrictOfficer = 2,

    /// <summary>Administrator of one school's communication.</summary>
    SchoolAdmin = 4,

    /// <summary>Head of one school.</summary>
    Director = 8,

    /// <summary>Administration of one school.</summary>
    Administration = 16,

    /// <summary>Homeroom teacher of a class.</summary>
    ClassTeacher = 32,

    /// <summary>Teacher of a subject in assigned sections.</summary>
    SubjectTeacher = 64,

    /// <summary>Student of exactly one class.</summary>
    Student = 128,

    /// <summary>Parent or other legal representative.</summary>
    Guardian = 256,

    /// <summary>Whoever works at a school.</summary>
    Staff = SchoolAdmin | Director | Administration | ClassTeacher | SubjectTeacher,
}

/// <summary>Role codes as they stand on the wire and in the database.</summary>
public static class RoleCodes
{
    private static readonly (Role Role, string Code)[] Codes =
    [
        (Role.Operator, "operator"), (Role.DistrictOfficer, "district_officer"), (Role.SchoolAdmin, "school_admin"), (Role.Director, "director"),
        (Role.Administration, "administration"), (Role.ClassTeacher, "class_teacher"), (Role.SubjectTeacher, "subject_teacher"),
        (Role.Student, "student"), (Role.Guardian, "guardian"),
    ];

    /// <summary>Every single role, in order of standing.</summary>
    public static IEnumerable<Role> All => Codes.Select(static c => c.Role);

    /// <summary>The code of a single role; of several, the code of the one with the highest standing; of none, <c>none</c>.</summary>
    /// <param name="role">The role or roles.</param>
    /// <returns>The code.</returns>
    public static string Code(this Role role)
    {
        foreach (var (r, code) in Codes)
        {
            if ((role & r) != 0)
            {
                return code;
            }
        }

        return "none";
    }

    /// <summary>The codes of all roles in the set.</summary>
    /// <param name="roles">The set.</param>
    /// <returns>Codes in order of standing.</returns>
    public static IReadOnlyList<string> CodesOf(this Role roles) => [.. Codes.Where(c => (roles & c.Role) != 0).Select(static c => c.Code)];

    /// <summary>The role with this code.</summary>
    /// <param name="code">A role code.</param>
    /// <returns>The role, or <see cref="Role.None"/> for an unknown code.</returns>
    public static Role Parse(string code) => Codes.FirstOrDefault(c => c.Code == code).Role;
}
