using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A district with one school, its administrator and a class, to which people come by phone and link.</summary>
internal sealed class JoiningDistrict : IAsyncDisposable
{
    private static int _phones = 5_000_000;

    private readonly CapturedSms _sms = new();

    private JoiningDistrict()
    {
    }

    public CapturedLogs Logs { get; } = new();

    public TestDistrict District { get; private set; } = null!;

    public SchoolId School { get; private set; }

    public SferumClient Admin { get; private set; } = null!;

    public PersonId TeacherId { get; private set; }

    public SferumClient Teacher { get; private set; } = null!;

    public ClassId Class { get; private set; }

    public ChatId Chat { get; private set; }

    public static async Task<JoiningDistrict> Start()
    {
        var made = new JoiningDistrict();
        made.District = await TestDistrict.Start(new DistrictShape
        {
            Gateways = 2,
            Adjust = (_, builder) =>
            {
                builder.Services.AddSingleton<ISmsSender>(made._sms);
                builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(made.Logs);
            },
        });
        var town = made.District.Town;
        made.School = await town.School();
        made.Admin = await made.District.SignIn(await town.Person(made.School, Role.SchoolAdmin));
        made.TeacherId = await town.Person(made.School, Role.ClassTeacher);
        made.Teacher = await made.District.SignIn(made.TeacherId, gateway: 1);
        (made.Class, made.Chat) = await town.Class(made.School, made.TeacherId, []);
        await made.District.FollowRoster(made.Chat);
        return made;
    }

    /// <summary>Somebody signs in by phone for the first time.</summary>
    public async Task<SferumClient> Newcomer(int gateway = 0)
    {
        var client = District.Visitor(gateway);
        var sent = (await client.RequestCodeAsync($"+7900{Interlocked.Increment(ref _phones):D7}")).Must();
        (await client.ConfirmAsync(new ConfirmRequest(sent.AttemptId, _sms.CodeOf(sent.AttemptId)))).Must();
        return client;
    }

    public async Task<OpenInvitationDto> ClassLink(int? cap = null) => (await Admin.InviteAsync(new NewInvitationDto("student", ClassId: Class.Value, Cap: cap))).Must();

    /// <summary>The one request that is decided.</summary>
    public async Task<JoinDecisionDto> Decide(Guid request, bool accept = true, string? reason = null) =>
        Assert.Single((await Admin.DecideJoinRequestsAsync(new DecideJoinRequestsDto([request], accept, reason))).Must().Results);

    public ValueTask DisposeAsync() => District.DisposeAsync();
}
