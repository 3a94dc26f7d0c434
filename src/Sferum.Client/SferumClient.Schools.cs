using Sferum.Schools;

namespace Sferum;

/// <content>The school in which the session acts.</content>
public sealed partial class SferumClient
{
    /// <summary>The school's card.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The card.</returns>
    public Task<Reply<SchoolCardDto>> SchoolCardAsync(CancellationToken cancel = default) => SignedAsync<SchoolCardDto>(HttpMethod.Get, "/api/school/card", cancel);

    /// <summary>Changes the school's card.</summary>
    /// <param name="card">How it shall be, with the revision that was read.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The card as it is now.</returns>
    public Task<Reply<SchoolCardDto>> ChangeSchoolCardAsync(SchoolCardDto card, CancellationToken cancel = default) =>
        SignedAsync<SchoolCardDto>(HttpMethod.Put, "/api/school/card", cancel, card);
}
