using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>A school with an administrator and a class, and people who come to it by links.</summary>
public abstract class JoiningTests<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    protected static readonly ApplicantName Name = new("Снегов", "Артём", "Игоревич");

    protected Caller Admin { get; private set; } = null!;

    protected ClassId Class { get; private set; }

    protected IInvitations Invitations => new InvitationStore(Store.Database, Acts, Keys, Clock);

    protected IJoinRequests Joining => new JoinRequestStore(Store.Database, Acts, Keys, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Admin = await Staff(Role.SchoolAdmin);
        Class = await Town.Class(School);
    }

    /// <summary>A link that can be used.</summary>
    protected async Task<OpenInvitation> Link(ClassId? @class = null, int? cap = null, Role staff = Role.None, Caller? by = null) => (await Invitations.Create(
        by ?? Admin,
        staff == Role.None
            ? new NewInvitation(InvitationKind.Student, Role.None, @class ?? Class, cap, null)
            : new NewInvitation(InvitationKind.Staff, staff, null, cap, null),
        default)).Value.Value;

    /// <summary>Somebody who has signed in by phone and is nobody yet.</summary>
    protected async Task<Caller> Newcomer()
    {
        var id = PersonId.New();
        await Town.Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, '', '', 'Новый участник', 1)", new { id });
        return new Caller(id, SessionId.New(), null, Role.None);
    }

    protected async Task<List<Caller>> Newcomers(int count)
    {
        var all = new List<Caller>();
        for (var i = 0; i < count; i++)
        {
            all.Add(await Newcomer());
        }

        return all;
    }

    /// <summary>A request that waits.</summary>
    protected async Task<JoinRequest> Pending(OpenInvitation? link = null, Caller? who = null) =>
        (await Joining.Use(who ?? await Newcomer(), (link ?? await Link()).Secret, Name, default)).Value.Value;

    protected async Task<Outcome<Enacted<JoinRequest>>> Accept(JoinRequestId id, Caller? by = null) => await Joining.Decide(by ?? Admin, id, new JoinDecision(true, null), default);

    protected async Task<Outcome<Enacted<JoinRequest>>> Reject(JoinRequestId id) => await Joining.Decide(Admin, id, new JoinDecision(false, "Не из нашего класса"), default);

    protected async Task<long> Count(string from, object parameters) => await Town.One<long>($"SELECT count(*) FROM {from}", parameters);

    protected Task<long> Classes(PersonId person) =>
        Count("enrollment WHERE person_id = @person AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL", new { person });

    protected Task<long> Roles(PersonId person) => Count("affiliation WHERE person_id = @person AND ended_at IS NULL", new { person });

    /// <summary>All at once.</summary>
    protected static async Task<T[]> Race<T>(IEnumerable<Func<ValueTask<T>>> callers)
    {
        using var start = new ManualResetEventSlim();
        var running = callers.Select(caller => Task.Run(async () =>
        {
            start.Wait();
            return await caller();
        })).ToList();
        start.Set();
        return await Task.WhenAll(running);
    }
}
