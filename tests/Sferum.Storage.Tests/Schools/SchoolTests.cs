using Microsoft.Extensions.Time.Testing;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>A school of its own for each test, and people who act in it.</summary>
public abstract class SchoolTests<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    protected SchoolId School { get; private set; }

    protected TStore Store { get; private set; } = null!;

    protected Town Town { get; private set; } = null!;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    internal KeyRing Keys { get; } = new(new byte[32]);

    internal Acts Acts => new(Store.Database, Keys, Clock);

    public virtual async ValueTask InitializeAsync()
    {
        Store = await shared.Store;
        Town = new Town(Store);
        School = await Town.School();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Somebody with a role, acting in the school.</summary>
    protected async Task<Caller> Staff(Role role, SchoolId? school = null)
    {
        var person = await Town.Person();
        await Town.Affiliate(person, school ?? School, role);
        return new Caller(person, SessionId.New(), school ?? School, role);
    }

    /// <summary>The school's record, from its beginning.</summary>
    internal async Task<IReadOnlyList<AuditRow>> Chain() => await Town.Ask<AuditRow>(
        """
        SELECT school_id AS School, number AS Number, at AS At, actor_id AS Actor, act AS Act, subject_kind AS SubjectKind, subject_id AS Subject,
          person_id AS Person, content AS Content
        FROM audit WHERE school_id = @School ORDER BY number
        """,
        new { School });
}
