using Sferum.Keys;

namespace Sferum.People;

/// <summary>The second step of a sign-in, for those who have a second factor.</summary>
internal sealed class SecondSignIn(ISecondFactors factors, FactorCodes codes, IKeyRing keys, SessionDesk desk, NewDevices devices, TimeProvider time)
{
    /// <summary>A ticket as it is stored.</summary>
    public static byte[] Hash(IKeyRing keys, string ticket) => keys.SecretHash("second factor ticket", ticket);

    /// <summary>Signs in with the ticket of the first step and a code.</summary>
    public async ValueTask<Outcome<SignedIn>> SignIn(SecondSignInRequest request, CancellationToken cancel)
    {
        var ticket = Hash(keys, request.Ticket);
        if (await factors.Waiting(ticket, time.GetUtcNow(), cancel) is not { } person)
        {
            return Refusals.CodeWrong;
        }

        var looked = await codes.Look(person, request.Code, cancel);
        if (looked.IsRefused(out var refusal))
        {
            return refusal;
        }

        var (session, token) = desk.New(null);
        var completed = await factors.Complete(ticket, looked.Value.Proof, session, cancel);
        if (completed.IsRefused(out refusal))
        {
            return refusal;
        }

        devices.Tell(completed.Value, session);
        return await desk.Open(new OpenSession(person, session.Id, null, HasShownFactor: true), token, cancel);
    }
}
