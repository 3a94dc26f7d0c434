using Sferum.Schools;

namespace Sferum.People;

/// <summary>What waits for somebody at the school in which the session acts: it is told with <see cref="Me"/>.</summary>
internal sealed class WhatWaits(ILocalActs regulation, IConsents consents)
{
    public async ValueTask<Waiting> For(Caller caller, CancellationToken cancel) => caller.School is not { } school ? default : new Waiting(
        await regulation.Pending(caller.Person, school, cancel),
        (caller.Roles & Role.Guardian) != 0 ? (await consents.Children(caller, cancel)).Waiting : 0);
}

/// <summary>What waits.</summary>
/// <param name="Regulation">The version that is not accepted yet; null when there is none.</param>
/// <param name="Consents">How many of one's own children wait for a consent.</param>
internal readonly record struct Waiting(PendingRegulation? Regulation, int Consents);
