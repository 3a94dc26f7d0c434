using Sferum.People;

namespace Sferum.Schools;

/// <summary>Brings an appointment to everybody before whoever made it is answered: the chats follow, and the sessions that ended with it are closed.</summary>
internal sealed class AppointmentDesk(ActTeller teller, SessionEnds ends)
{
    public async ValueTask<Outcome<AppointedDto>> Tell(Outcome<Enacted<Appointed>> outcome)
    {
        var told = await teller.Tell(outcome);
        if (told.IsRefused(out var refusal))
        {
            return refusal;
        }

        foreach (var lost in told.Value.Lost)
        {
            await ends.Tell(lost.Person, lost.Sessions, "revoked");
        }

        return new AppointedDto(told.Value.Person?.Value);
    }
}
