using System.Globalization;

namespace Sferum;

/// <content>What a school refuses about its years, classes, subjects, sections and their rollover.</content>
public static partial class Refusals
{
    /// <summary>The school has no current year: name one, or set the current one first.</summary>
    public static readonly Refusal NoCurrentYear = new("school.no_current_year");

    /// <summary>A living class of that year is called so.</summary>
    public static readonly Refusal ClassTitleTaken = new("school.class_title_taken");

    /// <summary>A living subject is called so.</summary>
    public static readonly Refusal SubjectTaken = new("school.subject_taken");

    /// <summary>The class or parallel is taught this subject already, in a group of that name if it is one.</summary>
    public static readonly Refusal SectionTaken = new("school.section_taken");

    /// <summary>It is in the archive: take it out first.</summary>
    public static readonly Refusal InArchive = new("school.in_archive");

    /// <summary>It is not in the archive.</summary>
    public static readonly Refusal NotInArchive = new("school.not_in_archive");

    /// <summary>What was looked at in the preview has changed since: look again.</summary>
    public static readonly Refusal RolloverStale = new("rollover.stale");

    /// <summary>The preview shows conflicts that have to be settled first.</summary>
    public static readonly Refusal RolloverConflicts = new("rollover.conflicts");

    /// <summary>This year was rolled over already.</summary>
    public static readonly Refusal RolloverTaken = new("rollover.taken");

    /// <summary>It was undone already.</summary>
    public static readonly Refusal RolloverUndone = new("rollover.undone");

    /// <summary>Somebody was enrolled, moved or dismissed in the new year: undoing it would lose that.</summary>
    public static readonly Refusal RolloverHasEnrollments = new("rollover.has_enrollments");

    /// <summary>Classes or sections of the new year were made or archived by hand: undoing it would lose that.</summary>
    public static readonly Refusal RolloverHasStructure = new("rollover.has_structure");

    /// <summary>Students are in the class still.</summary>
    /// <param name="students">How many.</param>
    /// <returns>The refusal.</returns>
    public static Refusal ClassHasStudents(int students) => new("school.class_has_students", Args: Counted(students));

    /// <summary>There are messages in chats of the new year: undoing it would lose them.</summary>
    /// <param name="posts">How many.</param>
    /// <returns>The refusal.</returns>
    public static Refusal RolloverHasPosts(int posts) => new("rollover.has_posts", Args: Counted(posts));

    private static Dictionary<string, string> Counted(int count) => new(StringComparer.Ordinal) { ["count"] = count.ToString(CultureInfo.InvariantCulture) };
}
