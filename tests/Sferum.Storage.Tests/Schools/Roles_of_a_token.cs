using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Roles_of_a_token_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Roles_of_a_token<PostgreSqlStore>(shared);

public sealed class Roles_of_a_token_on_SQLite(SharedStore<SqliteStore> shared) : Roles_of_a_token<SqliteStore>(shared);

/// <summary>A token is good for ten minutes, but never for a role that has been taken away since.</summary>
public abstract class Roles_of_a_token<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private SessionStore Sessions => new(Store.Database, Acts);

    [Fact]
    public async Task Are_those_held_now_in_the_place_of_the_token()
    {
        var teacher = await SignIn(await Staff(Role.SubjectTeacher));
        await Town.Affiliate(teacher.Person, await Town.School(), Role.Director);
        Assert.Equal(Role.SubjectTeacher, await Now(teacher));

        await Town.Affiliate(teacher.Person, School, Role.ClassTeacher);
        Assert.Equal(Role.SubjectTeacher | Role.ClassTeacher, await Now(teacher));
        await Town.Run("UPDATE affiliation SET until_at = @Now WHERE person_id = @Person AND role = 'class_teacher'", new { teacher.Person, Now = Clock.GetUtcNow().ToUnixTimeMilliseconds() });
        Assert.Equal(Role.SubjectTeacher, await Now(teacher));
        Assert.Equal(Role.None, await Now(teacher with { School = null, Roles = Role.Operator }));

        await Town.EndAffiliations(teacher.Person);
        Assert.Equal(Role.None, await Now(teacher));
    }

    [Fact]
    public async Task Of_a_newcomer_are_those_that_come_anywhere()
    {
        var newcomer = await SignIn(new Caller(await Town.Person(), SessionId.New(), null, Role.None));
        Assert.Equal(Role.None, await Now(newcomer));

        await Town.Affiliate(newcomer.Person, School, Role.Student);

        Assert.Equal(Role.Student, await Now(newcomer));
    }

    [Fact]
    public async Task Are_none_at_all_when_the_session_is_over_or_somebody_elses()
    {
        var (teacher, other) = (await SignIn(await Staff(Role.SubjectTeacher)), await SignIn(await Staff(Role.SubjectTeacher)));

        Assert.Null(await Standing(teacher with { Person = other.Person }));
        Assert.Null(await Standing(teacher with { Session = SessionId.New() }));
        await Sessions.End(teacher.Person, teacher.Session, "revoked", Clock.GetUtcNow(), default);
        Assert.Null(await Standing(teacher));
    }

    [Fact]
    public async Task Are_told_for_many_tokens_at_once_each_for_itself()
    {
        var other = await Town.School();
        var (teacher, pupil) = (await SignIn(await Staff(Role.ClassTeacher)), await SignIn(await Staff(Role.Student)));
        await Town.Affiliate(teacher.Person, other, Role.Director);
        var gone = teacher with { Session = SessionId.New() };

        var now = await Sessions.Now([pupil, gone, teacher with { School = other }, teacher], Clock.GetUtcNow(), default);

        Assert.Equal([Role.Student, null, Role.Director, Role.ClassTeacher], now.Select(static n => n?.Roles));
        Assert.Empty(await Sessions.Now([], Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task Come_with_whether_a_second_factor_is_lacking()
    {
        var teacher = await SignIn(await Staff(Role.SubjectTeacher));
        Assert.False((await Standing(teacher))!.LacksFactor);

        // Demanded wherever the session acts: it can go there.
        await Town.Affiliate(teacher.Person, await Town.School(), Role.SchoolAdmin);
        Assert.True((await Standing(teacher))!.LacksFactor);

        await Town.Run("UPDATE session SET factor_at = 1 WHERE id = @Session", new { teacher.Session });
        Assert.False((await Standing(teacher))!.LacksFactor);
    }

    [Fact]
    public async Task Come_with_whether_a_required_regulation_waits()
    {
        var teacher = await SignIn(await Staff(Role.SubjectTeacher));
        var (director, acts) = (await Staff(Role.Director), new LocalActStore(Store.Database, Acts, Clock));
        await acts.Draft(director, LocalActKind.Regulation, new LocalActDraft("Положение", "Текст", null), default);

        await acts.Activate(director, LocalActKind.Regulation, 1, required: false, default);
        Assert.False((await Standing(teacher))!.MustAccept);

        await acts.Activate(director, LocalActKind.Regulation, 1, required: true, default);
        Assert.True((await Standing(teacher))!.MustAccept);

        await acts.Accept(teacher, 1, default);
        Assert.False((await Standing(teacher))!.MustAccept);
    }

    private async Task<Role?> Now(Caller caller) => (await Standing(caller))?.Roles;

    private async Task<SessionNow?> Standing(Caller caller) => Assert.Single(await Sessions.Now([caller], Clock.GetUtcNow(), default));

    private async Task<Caller> SignIn(Caller caller)
    {
        var now = Clock.GetUtcNow();
        await Sessions.Begin(
            caller.Person,
            new NewSession { Id = caller.Session, School = caller.School, Device = "Телефон", TokenHash = caller.Session.Value.ToByteArray(), At = now, TokenExpiresAt = now.AddDays(1) },
            default);
        return caller;
    }
}
