using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;

namespace Sferum.People;

/// <summary>What somebody with a demanding role may do in a whole district before the second factor is shown, and after it.</summary>
public sealed class Without_the_second_factor
{
    private static readonly DistrictShape Demanding = new()
    {
        Adjust = static (_, builder) => builder.Services.PostConfigure<PeopleOptions>(static o => o.RequireSecondFactor = true),
    };

    [Fact]
    public async Task Paragraph_2_2_9_a_school_admin_does_nothing_but_take_one_and_everything_afterwards()
    {
        await using var district = await TestDistrict.Start(Demanding);
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));

        Assert.Equal("second_factor.needed", (await admin.SchoolCardAsync()).Refusal?.Code);
        Assert.Equal("second_factor.needed", await OverTheHub(district, admin));
        Assert.True((await admin.MeAsync()).Must().NeedsSecondFactor);
        Assert.Single((await admin.SessionsAsync()).Must().Sessions);
        var app = new Authenticator((await admin.OfferSecondFactorAsync()).Must().Secret, TimeProvider.System);
        Assert.Equal(10, (await admin.ConfirmSecondFactorAsync(app.Code())).Must().RecoveryCodes.Count);

        Assert.False(admin.Session!.Me.NeedsSecondFactor);
        Assert.Equal("Школа № 1", (await admin.SchoolCardAsync()).Must().Name);
        Assert.Null(await OverTheHub(district, admin));
        Assert.NotNull((await admin.SecondFactorAsync()).Must().Since);
    }

    [Fact]
    public async Task Paragraph_2_2_9_a_teacher_is_asked_for_nothing()
    {
        await using var district = await TestDistrict.Start(Demanding);
        var teacher = await district.SignIn(await district.Town.Person(await district.Town.School(), Role.ClassTeacher));

        Assert.True((await teacher.SchoolCardAsync()).IsDone);
        Assert.Null(await OverTheHub(district, teacher));
    }

    [Fact]
    public async Task Paragraph_2_2_9_every_method_of_the_hub_is_refused()
    {
        await using var district = await TestDistrict.Start(Demanding);
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.Director);
        var chat = (await district.Town.Chat(school, [person])).Value;
        await using var hub = await Open(district, await district.SignIn(person));

        foreach (var (method, request) in new (string, object)[]
        {
            (HubNames.Methods.Resume, new ResumeRequest([], "ru")),
            (HubNames.Methods.ReadSince, new ReadSinceRequest(chat, 0, 10)),
            (HubNames.Methods.Post, new PostRequest(chat, Guid.CreateVersion7(), "x")),
            (HubNames.Methods.Watch, new WatchRequest(chat, true)),
        })
        {
            Assert.Equal("second_factor.needed", (await hub.InvokeAsync<Answer<Done>>(method, request)).Refusal?.Code);
        }

        Assert.Equal(0, await district.Town.Count("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task Paragraph_2_2_9_who_removes_it_is_stopped_at_once_on_every_device_open_sockets_included()
    {
        await using var district = await TestDistrict.Start(Demanding with { Limits = static o => o.TokenCheck = TimeSpan.FromMilliseconds(100) });
        var person = await district.Town.Person(await district.Town.School(), Role.SchoolAdmin);
        var (one, two) = (await district.SignIn(person), await district.SignIn(person));
        var app = new Authenticator((await one.OfferSecondFactorAsync()).Must().Secret, TimeProvider.System);
        var codes = (await one.ConfirmSecondFactorAsync(app.Code())).Must().RecoveryCodes;
        (await two.ConfirmSecondFactorAsync(codes[0])).Must();
        (await two.SchoolCardAsync()).Must();
        await using var hub = await Open(district, two);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };

        (await one.RemoveSecondFactorAsync(codes[1])).Must();

        Assert.Equal("second_factor.needed", (await two.SchoolCardAsync()).Refusal?.Code);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("second_factor.needed", await OverTheHub(district, two));
    }

    /// <summary>The code with which Resume is refused.</summary>
    private static async Task<string?> OverTheHub(TestDistrict district, SferumClient client)
    {
        await using var hub = await Open(district, client);
        return (await hub.InvokeAsync<Answer<Done>>(HubNames.Methods.Resume, new ResumeRequest([], "ru"))).Refusal?.Code;
    }

    private static async Task<HubConnection> Open(TestDistrict district, SferumClient client)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(district.Gateways[0].Address, HubNames.Path), o =>
        {
            o.SkipNegotiation = true;
            o.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            o.AccessTokenProvider = () => Task.FromResult(client.Session?.AccessToken);
        }).Build();
        await hub.StartAsync();
        return hub;
    }
}
