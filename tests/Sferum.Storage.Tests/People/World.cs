using System.Security.Cryptography;
using Sferum.Keys;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>People, schools, attempts and sessions for tests of one store.</summary>
internal sealed class World(Store store)
{
    private static int _phones;

    public static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public KeyRing Keys { get; } = new(new byte[32]);

    public ISignIns SignIns => store.Get<ISignIns>();

    public ISessions Sessions => new SessionStore(store.Database, Acts);

    public ISecondFactors Factors => new SecondFactorStore(store.Database, Acts);

    public IPeople People => store.Get<IPeople>();

    public IClaims Claims => new ClaimStore(store.Database, Keys, TimeProvider.System);

    private Acts Acts => new(store.Database, Keys, TimeProvider.System);

    public static byte[] Random() => RandomNumberGenerator.GetBytes(32);

    public static string NewPhone() => $"+7900{Interlocked.Increment(ref _phones):D7}";

    public SignInAttempt Attempt(string? phone = null, DateTimeOffset? at = null, byte[]? address = null)
    {
        phone ??= NewPhone();
        return new SignInAttempt
        {
            Id = Guid.CreateVersion7(),
            PhoneHash = Keys.PhoneHash(phone),
            PhoneSealed = Keys.Encrypt(phone),
            AddressHash = address ?? Random(),
            CodeHash = Random(),
            At = at ?? Noon,
            ExpiresAt = (at ?? Noon).AddMinutes(5),
        };
    }

    public async Task<SignInAttempt> Asked(string? phone = null)
    {
        var attempt = Attempt(phone);
        Assert.Null(await SignIns.Add(attempt, [], default));
        return attempt;
    }

    public static SignInCompletion Completion(SignInAttempt attempt, byte[]? claim = null) =>
        new() { Attempt = attempt.Id, ClaimHash = claim, NewcomerName = "Новый участник", Session = Session(), TicketHash = Random() };

    public static NewSession Session(byte[]? token = null) =>
        new() { Id = SessionId.New(), Device = "Планшет", TokenHash = token ?? Random(), At = Noon, TokenExpiresAt = SessionLife.TokenExpiry(Noon, Noon) };

    public async Task<PersonId> Person(string name = "Мария Тестова")
    {
        var id = PersonId.New();
        await Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, '', '', @name, 1)", new { id, name });
        return id;
    }

    public async Task<SchoolId> School(string name)
    {
        var id = SchoolId.New();
        await Run("INSERT INTO school (id, name, created_at) VALUES (@id, @name, 1)", new { id, name });
        return id;
    }

    public Task Affiliate(PersonId person, SchoolId? school, Role role) => Run(
        "INSERT INTO affiliation (id, person_id, school_id, role, imported, began_at) VALUES (@Id, @person, @school, @Role, @Imported, 1)",
        new { Id = Guid.CreateVersion7(), person, school, Role = role.Code(), Imported = role is Role.SchoolAdmin or Role.Director or Role.DistrictOfficer ? 1 : 0 });

    public async Task Run(string sql, object? parameters = null)
    {
        await using var write = await store.Database.Write(default);
        await write.Execute(sql, parameters);
        await write.Commit();
    }

    public async Task<long> Count(string sql, object? parameters = null)
    {
        await using var write = await store.Database.Write(default);
        return await write.First<long>(sql, parameters);
    }
}
