using Sferum.People;

namespace Sferum.Schools;

/// <summary>The cards of schools.</summary>
public interface ISchoolCards
{
    /// <summary>A school's card. One query.</summary>
    /// <param name="school">Whose.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The card; null when there is no such school.</returns>
    ValueTask<SchoolCard?> Read(SchoolId school, CancellationToken cancel);

    /// <summary>Changes the card of the school in which the caller acts.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="card">How it shall be, with the revision that was read.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The card as it is now; refused when the caller may not, when a field can't be so, or when the revision is not the last one.</returns>
    ValueTask<Outcome<Enacted<SchoolCard>>> Change(Caller caller, SchoolCard card, CancellationToken cancel);
}
