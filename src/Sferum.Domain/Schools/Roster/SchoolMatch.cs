namespace Sferum.Schools;

/// <summary>How it is known which stored school a school of a file is.</summary>
public enum SchoolMatchKind
{
    /// <summary>It isn't, or it may not be touched: the file's rows about it are left out, and a problem says why.</summary>
    None,

    /// <summary>A file has named it by this id before.</summary>
    Known,

    /// <summary>The org's identifier is the INN or the OGRN of a founded school that no file has named yet.</summary>
    Number,

    /// <summary>Somebody said which founded school it is.</summary>
    Choice,

    /// <summary>There is none: the import makes it.</summary>
    New,
}

/// <summary>Which stored school a school of a file is.</summary>
/// <param name="School">The school in the file.</param>
/// <param name="Kind">How that is known.</param>
/// <param name="Stored">The stored school; null for a new one and for none.</param>
public sealed record SchoolMatch(RosterSchool School, SchoolMatchKind Kind, StoredSchool? Stored)
{
    /// <summary>Whether the import writes the org's id into a school that had none.</summary>
    public bool IsFirst => Kind is SchoolMatchKind.Number or SchoolMatchKind.Choice;
}
