using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>The district's office in the demonstration: an operator, an officer, and schools that come in by their applications, as in life.</summary>
internal sealed class DemoOffice(
    IClaims claims, IPeople people, IKeyRing keys, ISchoolApplications applications, IApplicationDesk desk, IDistrictOfficers officers, DemoContent content,
    DemoMembers members)
{
    private static readonly ApplicationStatus[] Anywhere = Enum.GetValues<ApplicationStatus>();
    private readonly DemoSchools _schools = content.Schools;
    private readonly OrderFile _order = content.Order;

    /// <summary>Whether nobody is here but the operator of the demonstration, if that one is.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>True before the first school.</returns>
    public async Task<bool> IsAlone(CancellationToken cancel) => (await people.Examples(2, cancel)).All(e => e.Role == Role.Operator && e.Name == _schools.Operator);

    /// <summary>Whether the schools of the demonstration have begun to come in.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>True once the first one is founded.</returns>
    public async Task<bool> HasBegun(CancellationToken cancel) => await people.ByPhone(keys.PhoneHash(_schools.Applications[0].Form.Admin.Phone), cancel) is not null;

    /// <summary>Takes the schools on. What is there already is left as it is.</summary>
    /// <param name="cancel">Stops in between.</param>
    /// <returns>When each application stands where it stands in the content.</returns>
    public async Task Open(CancellationToken cancel)
    {
        var caller = await Operator(cancel);
        foreach (var application in _schools.Applications)
        {
            await TakeOn(caller, application, cancel);
        }

        if ((await officers.Holders(caller, cancel)).Value.Count == 0)
        {
            _ = (await officers.Appoint(caller, _schools.Officer.Person, _schools.Officer.Order, _order, cancel)).Value;
        }
    }

    private async Task<Caller> Operator(CancellationToken cancel)
    {
        // The secret is for a phone; in the demonstration nobody needs one.
        _ = await claims.FirstOperator(_schools.Operator, TimeSpan.FromMinutes(1), cancel);
        var known = (await people.Examples(1, cancel)).First(static e => e.Role == Role.Operator);
        return new Caller(known.Person, SessionId.New(), null, Role.Operator);
    }

    private async Task TakeOn(Caller caller, DemoApplication application, CancellationToken cancel)
    {
        var line = await Find(caller, application.Form.School.Name, cancel);
        if (line is null)
        {
            _ = (await applications.Submit(application.Form, _order, secret: null, cancel)).Value;
            line = await Find(caller, application.Form.School.Name, cancel) ?? throw new InvalidOperationException("An application of the demonstration is gone.");
        }

        if (line.Status == ApplicationStatus.Submitted && application.Decision is { } decision)
        {
            var read = (await desk.Read(caller, line.Number, cancel)).Value;
            var decided = (await desk.Decide(caller, line.Number, new ApplicationDecision(decision, read.State.Revision, application.Reason), cancel)).Value;
            if (decided.Act is { } act)
            {
                await members.Follow(act, cancel);
            }
        }
    }

    private async Task<ApplicationLine?> Find(Caller caller, string school, CancellationToken cancel)
    {
        foreach (var status in Anywhere)
        {
            if ((await desk.List(caller, status, cursor: null, limit: 200, cancel)).Value.Lines.FirstOrDefault(l => l.SchoolName == school) is { } line)
            {
                return line;
            }
        }

        return null;
    }
}
