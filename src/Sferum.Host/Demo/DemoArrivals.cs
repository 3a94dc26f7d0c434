using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>What waits for the administrators of the demonstration: links in use, requests to join, a movement that is ordered.</summary>
internal sealed class DemoArrivals(
    DemoContent content, IRosterStore rosters, IInvitations invitations, IJoinRequests requests, IMovements movements, IPeople people, ISignIns signIns, IKeyRing keys,
    TimeProvider time)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    /// <summary>Lets them come. Who is there already does not come twice.</summary>
    /// <param name="cancel">Stops in between.</param>
    /// <returns>When all have come.</returns>
    public async Task Come(CancellationToken cancel)
    {
        foreach (var arrival in content.Arrivals)
        {
            var school = (await rosters.Schools([arrival.School], cancel))[0].Id;
            var admin = new Caller((await rosters.People([arrival.Admin], own: null, cancel))[0].Id, SessionId.New(), school, Role.SchoolAdmin);
            var classes = (await rosters.Roster(school, cancel)).Classes.ToDictionary(static c => c.Title, static c => c.Id, StringComparer.Ordinal);
            var secret = await Link(admin, classes[arrival.Class], cancel);
            foreach (var newcomer in arrival.Newcomers)
            {
                await Join(newcomer, secret, cancel);
            }

            if (arrival.Transfer is { } transfer)
            {
                await Order(admin, transfer, classes[transfer.ToClass], cancel);
            }
        }
    }

    private async Task<string> Link(Caller admin, ClassId @class, CancellationToken cancel)
    {
        var made = (await invitations.List(admin, new InvitationQuery(InvitationKind.Student, @class), cancel)).Value.Invitations;
        var open = made is [var first, ..]
            ? await invitations.Show(admin, first.Id, cancel)
            : await invitations.Create(admin, new NewInvitation(InvitationKind.Student, Role.Student, @class, Cap: null, Life: null), cancel);
        return open.Value.Value.Secret;
    }

    private async Task Join(DemoNewcomer newcomer, string secret, CancellationToken cancel)
    {
        if (await people.ByPhone(keys.PhoneHash(newcomer.Phone), cancel) is null)
        {
            var person = await SignIn(newcomer, cancel);
            _ = (await requests.Use(new Caller(person, SessionId.New(), null, Role.None), secret, newcomer.Name, cancel)).Value;
        }
    }

    /// <summary>By the phone, as anybody does; the code is known to be right because nobody has to read it.</summary>
    private async Task<PersonId> SignIn(DemoNewcomer newcomer, CancellationToken cancel)
    {
        var (now, attempt, session) = (time.GetUtcNow(), Guid.CreateVersion7(), SessionId.New());
        await signIns.Add(
            new SignInAttempt
            {
                Id = attempt,
                PhoneHash = keys.PhoneHash(newcomer.Phone),
                PhoneSealed = keys.Encrypt(newcomer.Phone),
                AddressHash = keys.SecretHash("address", "demo"),
                CodeHash = OneTimeCode.Hash(keys, attempt, OneTimeCode.New()),
                At = now,
                ExpiresAt = now + CodeLife,
            },
            [],
            cancel);
        var completed = await signIns.Complete(
            new SignInCompletion
            {
                Attempt = attempt,
                NewcomerName = newcomer.Name.Display(student: true),
                Session = new NewSession
                {
                    Id = session,
                    Device = "demo",
                    TokenHash = keys.SecretHash("demo", session.ToString()),
                    At = now,
                    TokenExpiresAt = SessionLife.TokenExpiry(now, now),
                },
                TicketHash = keys.SecretHash("demo", attempt.ToString()),
            },
            cancel);
        return completed.Value.Person;
    }

    private async Task Order(Caller admin, DemoTransfer transfer, ClassId toClass, CancellationToken cancel)
    {
        var person = (await rosters.People([transfer.Person], own: null, cancel))[0].Id;
        if ((await movements.List(admin.School!.Value, new MovementFilter(person), after: null, limit: 1, cancel)).Count > 0)
        {
            return;
        }

        var today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        var order = new MovementOrder
        {
            Kind = MovementKind.ClassTransfer, Person = person, ToClass = toClass, Order = new OrderFacts(transfer.Number, today, today.AddDays(transfer.InDays)),
        };
        _ = (await movements.Order(admin, order, cancel)).Value;
    }
}
