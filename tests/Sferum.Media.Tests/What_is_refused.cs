namespace Sferum.Calls;

/// <summary>Whatever is wrong is a <see cref="MediaException"/>, or of no consequence.</summary>
public sealed class What_is_refused(Studio studio)
{
    [Fact]
    public async Task A_link_with_a_wrong_secret() =>
        await Assert.ThrowsAsync<MediaException>(() => studio.ServerWith(new string('x', 32)).Connect(studio.Sturdy.Name, null, new Heard(), default));

    [Fact]
    public async Task A_server_that_is_not_configured() =>
        await Assert.ThrowsAsync<MediaException>(() => studio.Server.Connect("elsewhere", null, new Heard(), default));

    [Fact]
    public async Task Rooms_and_feeds_that_are_not_there()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var anna = await call.Comes("anna");
        var offer = await anna.Ask<string>("offer", "anna", new { kind = "camera" });
        await Refused(() => call.Link.Publish("nowhere", "anna", offer, default));
        await Refused(() => call.Link.Subscribe("nowhere", Caller.Both("anna"), default));
        await Refused(() => call.Link.Subscribe(call.Room, Caller.Both("nobody"), default));
        await Refused(() => call.Link.Mute("nowhere", "anna", MediaKind.Audio, true, default));
        await Refused(() => call.Link.Mute(call.Room, "nobody", MediaKind.Audio, true, default));
        await call.Link.Kick("nowhere", "anna", default);
        await call.Link.Kick(call.Room, "nobody", default);
        await call.Link.EndRoom("nowhere", default);
    }

    [Fact]
    public async Task Legs_that_are_not_there()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        await Refused(() => call.Link.Republish(1, "v=0", default));
        await Refused(() => call.Link.Answer(1, "v=0", default));
        await Refused(() => call.Link.Trickle(1, null, default));
        await Refused(() => call.Link.Select(1, "0", 1, default));
        await Refused(() => call.Link.Resubscribe(call.Room, 1, [], [], restart: true, default));
        await call.Link.Close(1, default);
    }

    [Fact]
    public async Task What_is_no_sdp()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        await Refused(() => call.Link.Publish(call.Room, "anna", "nonsense", default));
        await Refused(() => call.Link.Publish(call.Room, "anna", "", default));
        await call.Speaks("anna");
        var boris = await call.Comes("boris");
        var leg = await call.Link.Subscribe(call.Room, Caller.Both("anna"), default);
        await Refused(() => call.Link.Answer(leg.Leg, "nonsense", default));
        await boris.Subscribe("anna");
        await boris.Decodes("anna");
    }

    [Fact]
    public async Task An_offer_before_the_last_one_is_answered()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        await call.Speaks("anna");
        var boris = await call.Comes("boris");
        var offer = await call.Link.Subscribe(call.Room, [new("anna", MediaKind.Video)], default);
        await Refused(() => call.Link.Resubscribe(call.Room, offer.Leg, [new("anna", MediaKind.Audio)], [], restart: false, default));
        await boris.Subscribe(new[] { new FeedWanted("anna", MediaKind.Video) });
        await Refused(() => boris.Resubscribe([new("anna", MediaKind.Audio)], [], restart: true));
        await boris.Resubscribe([new("anna", MediaKind.Audio)], []);
        await boris.Hears("anna");
    }

    [Fact]
    public async Task More_publishers_than_a_room_bears()
    {
        await using var call = await Call.On(studio, studio.Sturdy, Call.Spec with { Publishers = 1 });
        await call.Speaks("anna");
        var boris = await call.Comes("boris");
        await Refused(() => boris.Publish());
    }

    private static Task Refused(Func<Task> act) => Assert.ThrowsAsync<MediaException>(act);
}
