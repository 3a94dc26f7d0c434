using Microsoft.Extensions.Options;

namespace Sferum.People;

/// <summary>The demonstration: whoever comes chooses whom to be. Outside it nothing here exists.</summary>
internal sealed class DemoSignIn(IPeople people, ISessions sessions, SessionDesk desk, IOptions<PeopleOptions> options)
{
    private const int PerRole = 3;

    public async ValueTask<Outcome<DemoPeople>> List(CancellationToken cancel)
    {
        if (!options.Value.Demo)
        {
            return Refusals.NotFound;
        }

        var examples = await people.Examples(PerRole, cancel);
        return new DemoPeople([.. examples.Select(static e => new DemoPersonDto(
            e.Person.Value, e.Name, e.Role.Code(), string.Join(", ", new[] { e.SchoolName, e.ClassTitle }.Where(static p => p is not null))))]);
    }

    public async ValueTask<Outcome<SignedIn>> SignIn(DemoSignInRequest request, CancellationToken cancel)
    {
        if (!options.Value.Demo)
        {
            return Refusals.NotFound;
        }

        var (session, token) = desk.New(null);
        var person = new PersonId(request.PersonId);
        return await sessions.Begin(person, session, cancel) ? await desk.Open(new OpenSession(person, session.Id, null, HasShownFactor: false), token, cancel) : Refusals.NotFound;
    }
}
