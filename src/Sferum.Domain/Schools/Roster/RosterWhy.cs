namespace Sferum.Schools;

/// <summary>Codes of all that an import says; the sentences stand in the text catalogues.</summary>
public static class RosterWhy
{
    // The file cannot be used at all: nothing is read further, nothing changes.
    public const string NotFound = "roster.unusable.not_found";
    public const string Unreadable = "roster.unusable.unreadable";
    public const string ZipBroken = "roster.unusable.zip_broken";
    public const string ZipTooLarge = "roster.unusable.zip_too_large";
    public const string ZipTooMany = "roster.unusable.zip_too_many";
    public const string ZipSuspicious = "roster.unusable.zip_suspicious";
    public const string FileTwice = "roster.unusable.file_twice";
    public const string FileMissing = "roster.unusable.file_missing";
    public const string ColumnMissing = "roster.unusable.column_missing";
    public const string HeaderMalformed = "roster.unusable.header_malformed";
    public const string NotUtf8 = "roster.unusable.not_utf8";
    public const string RecordTooLong = "roster.unusable.record_too_long";
    public const string VersionUnknown = "roster.unusable.version_unknown";
    public const string Delta = "roster.unusable.delta";
    public const string ModeUnknown = "roster.unusable.mode_unknown";
    public const string EncodingUnknown = "roster.unusable.encoding_unknown";

    // One row, or one value in it.
    public const string FieldCount = "roster.row.field_count";
    public const string Quotes = "roster.row.quotes";
    public const string Empty = "roster.row.empty";
    public const string TooLong = "roster.row.too_long";
    public const string Characters = "roster.row.characters";
    public const string NotInList = "roster.row.not_in_list";
    public const string NotADate = "roster.row.not_a_date";
    public const string BirthDate = "roster.row.birth_date";
    public const string Duplicate = "roster.row.duplicate";
    public const string UnknownReference = "roster.row.unknown_reference";
    public const string DependsOnBadRow = "roster.row.depends_on_bad_row";
    public const string NotASchool = "roster.row.not_a_school";
    public const string SchoolMismatch = "roster.row.school_mismatch";
    public const string RoleMismatch = "roster.row.role_mismatch";
    public const string TwoClasses = "roster.row.two_classes";
    public const string TitleTwice = "roster.row.title_twice";
    public const string PhoneInvalid = "roster.row.phone_invalid";
    public const string PhoneTwice = "roster.row.phone_twice";
    public const string PhoneTaken = "roster.row.phone_taken";
    public const string PersonTwice = "roster.row.person_twice";
    public const string PersonElsewhere = "roster.row.person_elsewhere";
    public const string RoleConflict = "roster.row.role_conflict";
    public const string LearnsElsewhere = "roster.row.learns_elsewhere";
    public const string SchoolKnown = "roster.row.school_known";
    public const string SchoolTwice = "roster.row.school_twice";
    public const string SchoolUnknown = "roster.row.school_unknown";
    public const string SchoolUndecided = "roster.row.school_undecided";
    public const string SchoolUnnamed = "roster.row.school_unnamed";
    public const string SchoolNotYours = "roster.row.school_not_yours";
    public const string ClassTaken = "roster.row.class_taken";
    public const string ClassUnclear = "roster.row.class_unclear";

    // Passed over without being wrong.
    public const string NoteGone = "roster.note.gone";
    public const string NoteNotNow = "roster.note.not_now";
    public const string NoteNoPlace = "roster.note.no_place";
    public const string NoteOtherRole = "roster.note.other_role";
    public const string NoteNoFamily = "roster.note.no_family";
    public const string NotePhoneKept = "roster.note.phone_kept";
    public const string NoteBirthDateKept = "roster.note.birth_date_kept";

    // The whole import is refused; nothing changes.
    public const string RowsBad = "roster.refused.rows_bad";
    public const string LargeRemoval = "roster.refused.large_removal";
    public const string OwnMissing = "roster.refused.own_missing";
    public const string Stale = "roster.refused.stale";
    public const string NamedMeanwhile = "roster.refused.named_meanwhile";

    /// <summary>Every code, so that a test can prove that each has its sentence.</summary>
    public static IEnumerable<string> All =>
        typeof(RosterWhy).GetFields().Where(static f => f.IsLiteral).Select(static f => (string)f.GetRawConstantValue()!);
}
