namespace Sferum.Calls;

/// <summary>Browsers that see and hear each other over a real Janus.</summary>
public sealed class Calls_of_several(Studio studio)
{
    [Fact]
    public async Task Three_see_and_hear_each_other()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        Caller[] all = [await call.Speaks("anna"), await call.Speaks("boris"), await call.Speaks("vera")];
        foreach (var caller in all)
        {
            await call.Heard.IsUp(await caller.Subscribe([.. all.Except([caller]).Select(c => c.Name)]));
        }

        foreach (var caller in all)
        {
            foreach (var other in all.Except([caller]))
            {
                await caller.Decodes(other.Name);
                await caller.Hears(other.Name);
            }
        }
    }

    [Fact]
    public async Task A_screen_is_a_feed_beside_the_camera()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Heard.IsUp(await anna.PublishScreen());
        await boris.Resubscribe([new("anna-screen", MediaKind.Video)], []);
        await boris.Decodes("anna", "anna-screen");
    }

    [Fact]
    public async Task Who_comes_late_sees_who_is_there()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        await call.Pair();
        var vera = await call.Comes("vera");
        await vera.Subscribe("anna");
        await vera.Decodes("anna");
    }

    [Fact]
    public async Task More_and_less_is_received_over_the_same_connection()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (_, boris) = await call.Pair();
        await call.Speaks("vera");

        var more = await boris.Resubscribe(Caller.Both("vera"), []);
        Assert.Equal(await boris.LegOf(Caller.Incoming), more!.Leg);
        await boris.Decodes("anna", "vera");
        await boris.Hears("vera");

        var picture = boris.Mid("anna", MediaKind.Video);
        var less = await boris.Resubscribe([], [new("anna", MediaKind.Video)]);
        Assert.DoesNotContain(new OfferedStream(picture, "anna", MediaKind.Video), less!.Streams);
        await boris.Ask("silent", Caller.Incoming, picture);
        await boris.Decodes("vera");
        await boris.Hears("anna");
    }

    [Fact]
    public async Task A_feed_that_has_gone_leaves_its_place_to_another()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Link.Close(await anna.LegOf("anna"), default);
        await call.Speaks("vera");
        var offer = await boris.Resubscribe(Caller.Both("vera"), Caller.Both("anna"));
        Assert.Equal(["vera"], offer!.Streams.Select(s => s.Feed).Distinct());
        await boris.Decodes("vera");
    }

    [Fact]
    public async Task Nothing_new_needs_no_offer()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (_, boris) = await call.Pair();
        Assert.Null(await boris.Resubscribe([new("nobody", MediaKind.Audio)], []));
        Assert.Null(await boris.Resubscribe([], [new("nobody", MediaKind.Audio)]));
        await boris.Decodes("anna");
    }

    [Fact]
    public async Task A_muted_feed_stops_for_all_and_comes_back()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (_, boris) = await call.Pair();
        await call.Link.Mute(call.Room, "anna", MediaKind.Audio, muted: true, default);
        await boris.GetsNothing("anna", MediaKind.Audio);
        await boris.Decodes("anna");
        await call.Link.Mute(call.Room, "anna", MediaKind.Audio, muted: false, default);
        await boris.Hears("anna");

        await call.Link.Mute(call.Room, "anna", MediaKind.Video, muted: true, default);
        await boris.GetsNothing("anna", MediaKind.Video);
        await boris.Hears("anna");
        await call.Link.Mute(call.Room, "anna", MediaKind.Video, muted: false, default);
        await boris.Decodes("anna");
    }

    [Fact]
    public async Task A_feed_that_is_kicked_ends()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Link.Kick(call.Room, "anna", default);
        await call.Heard.IsDown(await anna.LegOf("anna"));
        await boris.GetsNothing("anna", MediaKind.Video);
        await anna.Ask("state", "anna", "closed,failed,disconnected");
    }

    [Fact]
    public async Task Who_publishes_a_feed_again_replaces_it()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, _) = await call.Pair();
        var again = await call.Speaks("anna");
        await call.Heard.IsDown(await anna.LegOf("anna"));
        var vera = await call.Comes("vera");
        await vera.Subscribe("anna");
        await vera.Decodes("anna");
        Assert.NotEqual(await anna.LegOf("anna"), await again.LegOf("anna"));
    }

    [Fact]
    public async Task Whoever_keeps_a_feed_that_has_ended_gets_nothing_of_the_next_one_of_that_name()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Link.Close(await anna.LegOf("anna"), default);
        await call.Speaks("anna");
        var vera = await call.Comes("vera");
        await vera.Subscribe("anna");
        await vera.Decodes("anna");

        // As a browser does that was told to let it go and did not: it was taken away from it by the server, not by its page.
        await boris.GetsNothing("anna", MediaKind.Video);
        await boris.GetsNothing("anna", MediaKind.Audio);
    }

    [Fact]
    public async Task A_browser_that_closes_its_connection_is_told()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await boris.Ask("close", Caller.Incoming);
        await call.Heard.IsDown(await boris.LegOf(Caller.Incoming));
        await anna.Ask("close", "anna");
        await call.Heard.IsDown(await anna.LegOf("anna"));
    }

    [Fact]
    public async Task A_leg_that_we_close_is_not_told()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Link.Close(await boris.LegOf(Caller.Incoming), default);
        await anna.Ask("close", "anna");
        await call.Heard.IsDown(await anna.LegOf("anna")); // after it, whatever there was to tell has been
        Assert.DoesNotContain($"down {await boris.LegOf(Caller.Incoming)}", call.Heard.All);
    }

    [Fact]
    public async Task A_room_that_ends_takes_all_legs_along()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Link.EndRoom(call.Room, default);
        await call.Heard.IsDown(await anna.LegOf("anna"));
        await call.Heard.IsDown(await boris.LegOf(Caller.Incoming));
        await call.Link.EndRoom(call.Room, default);
        await call.Link.EnsureRoom(call.Room, Call.Spec, default);
        await call.Speaks("vera");
    }

    [Fact]
    public async Task A_size_of_a_simulcast_is_chosen_by_its_viewer()
    {
        // The cap is on all sizes together: below it, the browser does not send the larger ones.
        await using var call = await Call.On(studio, studio.Sturdy, Call.Spec with { VideoBitrate = 2_500_000 });
        await call.Speaks("anna", simulcast: true);
        var boris = await call.Comes("boris");
        var leg = await boris.Subscribe("anna");
        var mid = boris.Mid("anna", MediaKind.Video);
        foreach (var (layer, width) in new[] { (0, 240), (1, 480), (0, 240) })
        {
            await call.Link.Select(leg, mid, layer, default);
            await boris.Ask("width", Caller.Incoming, mid, width);
        }
    }

    [Fact]
    public async Task A_connection_that_sends_finds_a_new_way()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        var former = await anna.Ask<string>("credentials", "anna");
        await anna.RestartIce("anna");
        Assert.NotEqual(former, await anna.Ask<string>("credentials", "anna"));
        await anna.Ask("state", "anna", "connected");
        await boris.Decodes("anna");
    }

    [Fact]
    public async Task A_connection_that_receives_finds_a_new_way()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (_, boris) = await call.Pair();
        var former = await boris.Ask<string>("credentials", Caller.Incoming);
        var offer = await boris.Resubscribe([], [], restart: true);
        Assert.Equal(["anna"], offer!.Streams.Select(s => s.Feed).Distinct());
        Assert.NotEqual(former, await boris.Ask<string>("credentials", Caller.Incoming));
        await boris.Ask("state", Caller.Incoming, "connected");
        await boris.Decodes("anna");
    }

    [Fact]
    public async Task Who_is_heard_is_told()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var anna = await call.Speaks("anna");
        await anna.Ask("speak", "anna");
        await call.Heard.Tells($"anna talks in {call.Room}");
        await anna.Ask("hush", "anna");
        await call.Heard.Tells($"anna is silent in {call.Room}");
    }
}
