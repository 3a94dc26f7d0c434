using Microsoft.Extensions.DependencyInjection;
using Sferum.District;
using Sferum.Live;

namespace Sferum.People;

/// <summary>Somebody signs in on a device that was not known: the person's other sessions see it at once, on whatever gateway.</summary>
public sealed class A_new_device
{
    private readonly CapturedSms _sms = new();

    [Fact]
    public async Task Paragraph_2_2_9_is_told_to_the_open_sockets_of_the_other_sessions_on_every_gateway()
    {
        await using var district = await Start();
        var phone = SignInDoor.NewPhone();
        var (one, two) = (await SignIn(district, phone, "tablet-of-the-test"), await SignIn(district, phone, "tablet-of-the-test", 1));
        LiveFeed[] feeds = [new(), new()];
        await using var live = one.Connect(feeds[0]);
        await using var other = two.Connect(feeds[1]);
        Assert.True(await live.WhenLiveAsync() && await other.WhenLiveAsync());

        var thief = await SignIn(district, phone, "phone-of-somebody-else", 1);

        foreach (var feed in feeds)
        {
            var came = await First(feed);
            Assert.Equal((thief.Session!.Me.SessionId, "Чужой телефон"), (came.SessionId, came.Device));
        }

        Assert.Equal(3, _sms.Sent.Count);
        var list = (await one.SessionsAsync()).Must().Sessions;
        Assert.Equal([thief.Session!.Me.SessionId], list.Where(static s => s.NewDevice).Select(static s => s.Id));
        (await one.EndSessionAsync(thief.Session.Me.SessionId)).Must();
    }

    [Fact]
    public async Task Paragraph_2_2_9_is_told_by_a_text_that_says_nothing_but_the_fact_when_nobody_is_signed_in()
    {
        await using var district = await Start();
        var phone = SignInDoor.NewPhone();
        (await (await SignIn(district, phone, "tablet-of-the-test")).SignOutAsync()).Must();

        await SignIn(district, phone, "phone-of-somebody-else");

        var text = _sms.Sent.Last();
        Assert.Equal(phone, text.Phone);
        Assert.Equal(TextCatalogue.Render("people.sms_new_device", null, "ru"), text.Text);
        Assert.Equal(3, _sms.Sent.Count);
    }

    [Fact]
    public async Task Paragraph_2_6_two_people_share_a_device_and_each_sees_only_their_own()
    {
        await using var district = await Start();
        const string Device = "tablet-of-the-family";
        var (mother, child) = (await SignIn(district, SignInDoor.NewPhone(), Device), await SignIn(district, SignInDoor.NewPhone(), Device));

        Assert.NotEqual(mother.Session!.Me.PersonId, child.Session!.Me.PersonId);
        foreach (var person in new[] { mother, child })
        {
            Assert.Equal(person.Session!.Me.PersonId, (await person.MeAsync()).Must().PersonId);
            Assert.Equal([person.Session.Me.SessionId], (await person.SessionsAsync()).Must().Sessions.Select(static s => s.Id));
        }

        Assert.Equal("request.not_found", (await child.EndSessionAsync(mother.Session.Me.SessionId)).Refusal?.Code);
        (await child.EndAllSessionsAsync()).Must();
        Assert.True((await mother.MeAsync()).IsDone);
        Assert.True((await mother.RefreshAsync()).IsDone);
        Assert.Equal(2, _sms.Sent.Count);
    }

    private Task<TestDistrict> Start() => TestDistrict.Start(new DistrictShape
    {
        Gateways = 2,
        Adjust = (_, builder) =>
        {
            builder.Services.AddSingleton<ISmsSender>(_sms);
            builder.Services.PostConfigure<PeopleOptions>(static o => o.Limits.BetweenCodes = TimeSpan.Zero);
        },
    });

    private async Task<SferumClient> SignIn(TestDistrict district, string phone, string device, int gateway = 0)
    {
        var client = district.Visitor(gateway);
        var sent = (await client.RequestCodeAsync(phone)).Must();
        var name = device.StartsWith("tablet", StringComparison.Ordinal) ? "Планшет" : "Чужой телефон";
        (await client.ConfirmAsync(new ConfirmRequest(sent.AttemptId, _sms.CodeOf(sent.AttemptId), Device: name, DeviceId: device))).Must();
        return client;
    }

    private static async Task<NewDevice> First(LiveFeed feed)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var item in feed.ReadAllAsync(patience.Token))
        {
            if (item is DeviceCame came)
            {
                return came.Device;
            }
        }

        throw new InvalidOperationException("The connection ended.");
    }
}
