using Sferum.Storage;

namespace Sferum.People;

/// <summary>How a session begins after a sign-in: the device is met, and who is to be told is found out.</summary>
internal static class SessionBeginning
{
    /// <summary>Begins it, in the transaction of the sign-in.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="person">Who has signed in.</param>
    /// <param name="session">The session.</param>
    /// <param name="shown">Whether the second factor was shown.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Whom to tell of a device that was not known; null when it was, or when it is the person's first.</returns>
    public static async Task<NewDeviceNotice?> Begin(WriteTransaction write, PersonId person, NewSession session, bool shown, CancellationToken cancel)
    {
        var at = session.At.ToUnixTimeMilliseconds();
        var isNew = await Meet(write, person, session.DeviceHash, at, cancel);
        await SessionStore.Insert(write, person, session, cancel);
        await write.Execute(
            "UPDATE session SET new_device = @New, factor_at = @Shown WHERE id = @Id",
            new { New = isNew ? 1 : 0, Shown = shown ? at : (long?)null, session.Id },
            cancel);
        if (!isNew)
        {
            return null;
        }

        var others = await write.First<long?>(
            "SELECT 1 FROM session WHERE person_id = @person AND id <> @Id AND ended_at IS NULL AND created_at > @Old AND last_used_at > @Idle LIMIT 1",
            new { person, session.Id, Old = SessionStore.Old(session.At), Idle = SessionStore.Idle(session.At) },
            cancel);
        return new NewDeviceNotice(
            session.Device,
            others is null ? await write.First<byte[]?>("SELECT phone_sealed FROM person WHERE id = @person", new { person }, cancel) : null);
    }

    /// <summary>Whether the person had not used the device before. A device that does not say which it is is never known; the very first one of a person is nobody's news.</summary>
    private static async Task<bool> Meet(WriteTransaction write, PersonId person, byte[]? device, long at, CancellationToken cancel)
    {
        var isFirst = await write.First<long>(
            "SELECT (SELECT count(*) FROM known_device WHERE person_id = @person) + (SELECT count(*) FROM session WHERE person_id = @person)", new { person }, cancel) == 0;
        if (device is null)
        {
            return !isFirst;
        }

        var came = await write.Execute(
            "INSERT INTO known_device (person_id, hash, first_at, last_at) VALUES (@person, @device, @at, @at) ON CONFLICT (person_id, hash) DO NOTHING",
            new { person, device, at },
            cancel);
        if (came == 0)
        {
            await write.Execute("UPDATE known_device SET last_at = @at WHERE person_id = @person AND hash = @device", new { person, device, at }, cancel);
        }

        return came == 1 && !isFirst;
    }
}
