using Sferum.People;

namespace Sferum.Calls;

/// <summary>Somebody in the foreground for all: chosen by whoever leads, until another one is, or the person leaves.</summary>
internal static class CallSpotlight
{
    /// <summary>Whether somebody who leads may do it. It takes nothing from anybody, so a helper may also show a leader.</summary>
    public static Refusal? May(StoredCall call, LeadCall command) =>
        command.Person is not { } person ? Refusals.Malformed : call.Inside(person) is null ? Refusals.NotFound : null;

    /// <summary>Puts somebody in the foreground, or back.</summary>
    public static void Lead(StoredCall call, LeadCall command)
    {
        if (command.On)
        {
            call.Spotlight = command.Person;
        }
        else
        {
            Forget(call, command.Person);
        }
    }

    /// <summary>Whoever is not there is not in the foreground.</summary>
    public static void Forget(StoredCall call, PersonId? person)
    {
        if (call.Spotlight == person)
        {
            call.Spotlight = null;
        }
    }
}
