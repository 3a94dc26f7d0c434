using Sferum.Keys;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>People whom an order names by their phone.</summary>
internal static class NamedPeople
{
    /// <summary>
    /// Who has the phone. Nobody yet: a person is made who signs in with it. A student is refused, and so is somebody who was erased meanwhile. From here on the person
    /// is locked: nobody becomes a student or is erased beside the appointment.
    /// </summary>
    public static async Task<Outcome<PersonId>> Find(Act act, IKeyRing keys, NamedPerson named, CancellationToken cancel)
    {
        var found = await ByPhone(act, keys, named, cancel);
        await act.LockPeople([found], cancel);
        if (await act.Write.First<long?>("SELECT 1 FROM person WHERE id = @found AND erased_at IS NULL", new { found }, cancel) is null)
        {
            return Refusals.NotFound;
        }

        var learns = await act.Write.First<long?>(
            "SELECT 1 FROM affiliation WHERE person_id = @found AND role = 'student' AND ended_at IS NULL", new { found }, cancel);
        return learns is null ? found : Refusals.AppointeeIsStudent;
    }

    private static async Task<PersonId> ByPhone(Act act, IKeyRing keys, NamedPerson named, CancellationToken cancel)
    {
        var phone = keys.PhoneHash(named.Phone);
        await act.Write.Execute(
            """
            INSERT INTO person (id, given_name, family_name, middle_name, display_name, phone_hash, phone_sealed, created_at)
            VALUES (@id, @GivenName, @FamilyName, @MiddleName, @DisplayName, @phone, @Sealed, @Now) ON CONFLICT (phone_hash) DO NOTHING
            """,
            new { id = PersonId.New(), named.GivenName, named.FamilyName, named.MiddleName, named.DisplayName, phone, Sealed = keys.Encrypt(named.Phone), act.Now },
            cancel);
        var person = await act.Write.First<PersonId>("SELECT id FROM person WHERE phone_hash = @phone", new { phone }, cancel);

        // Somebody who signed in before being named has no name yet.
        await act.Write.Execute(
            """
            UPDATE person SET given_name = @GivenName, family_name = @FamilyName, middle_name = @MiddleName, display_name = @DisplayName
            WHERE id = @person AND given_name = '' AND family_name = '' AND NOT EXISTS (SELECT 1 FROM affiliation WHERE person_id = @person)
            """,
            new { named.GivenName, named.FamilyName, named.MiddleName, named.DisplayName, person },
            cancel);
        return person;
    }
}
