using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A guardian comes in by a link that names the child, and is in that chat and nowhere else.</summary>
public sealed partial class A_guardian
{
    /// <summary>What a guardian reads besides that chat: the own session, what is public, the own requests and data, the regulation that is to be accepted.</summary>
    private static readonly string[] OwnReads =
    [
        "/api/config", "/api/notice", "/api/demo/people", "/api/me", "/api/sessions", "/api/push", "/api/second-factor", "/api/join-requests", "/api/me/export", "/api/regulation", "/api/children",
        "/api/chats/{id:guid}/scheduled", // what one has written for later oneself: in any chat that is not one's own, nothing
    ];

    /// <summary>What a guardian reads of the own child, and of nobody else.</summary>
    private const string OfChild = "/api/consents/{student:guid}";

    [Fact]
    public async Task Paragraph_2_6_comes_by_the_link_and_the_class_teachers_word_and_takes_part_in_that_chat()
    {
        await using var family = await Family.Start();
        await using var teacher = await Witness.Join(family.Joining.Teacher);
        var newcomer = await family.Joining.Newcomer();
        await using var waiting = await Witness.Join(newcomer);

        var request = await family.Asks(newcomer, family.Chat, family.Child);
        Assert.Equal("pending", request.Status);
        Assert.Equal("request.not_found", (await newcomer.HistoryAsync(family.Chat.Value)).Refusal?.Code);
        var queued = Assert.Single((await family.Joining.Teacher.GuardianRequestsAsync()).Must().Requests);
        Assert.Equal((request.Id, family.Child.Value, null), (queued.Id, queued.StudentId, queued.Phone));
        (await family.Joining.Teacher.DecideGuardianAsync(request.Id, new DecideGuardianDto(true))).Must();

        await teacher.Until(w => w.Events(family.Chat.Value).Any(static e => e.Kind == ChatEventKinds.Members));
        await waiting.Until(static w => w.Changes.Count > 0);
        var me = (await newcomer.RefreshAsync(family.Joining.School.Value)).Must().Me;
        Assert.Equal((family.Joining.School.Value, "guardian"), (me.SchoolId!.Value, Assert.Single(me.Roles)));
        await using var guardian = await Witness.Join(newcomer);
        var placed = (await guardian.Line.PostAsync(family.Chat.Value, "Здравствуйте!")).Must();
        (await guardian.Line.ReactAsync(family.Chat.Value, placed.Number, "👍", on: true)).Must();
        await teacher.Until(w => w.Events(family.Chat.Value).Any(static e => e.Message?.Text == "Здравствуйте!"));
        Assert.Equal("request.denied", (await guardian.Line.PinAsync(family.Chat.Value, placed.Number, on: true)).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_6_reads_nothing_else_at_any_way_in()
    {
        await using var family = await Family.Start();
        var client = await family.Confirmed(family.Chat, family.Child);
        var gateway = family.Joining.District.Gateways[0];
        using var http = new HttpClient { BaseAddress = gateway.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Session!.AccessToken);
        var reads = gateway.Services.GetServices<EndpointDataSource>().SelectMany(static s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(static e => e.RoutePattern.RawText is { } path && path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("**", StringComparison.Ordinal)
                && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(static e => e.RoutePattern.RawText!.TrimEnd('/')).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(reads.Count > 10);
        foreach (var read in reads.Except(OwnReads))
        {
            foreach (var id in new[] { family.Joining.Chat.Value, family.Joining.School.Value, family.Child.Value, family.Joining.Class.Value })
            {
                if (read == OfChild && id == family.Child.Value)
                {
                    continue;
                }

                var path = Parameter().Replace(read, m => m.Value.Contains("guid", StringComparison.Ordinal) ? id.ToString() : "1");
                using var response = await http.GetAsync(path);
                Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{read}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Paragraph_2_6_finds_no_other_chat_over_the_hub()
    {
        await using var family = await Family.Start();
        var feed = new LiveFeed();
        var client = await family.Confirmed(family.Chat, family.Child);
        await using var live = client.Connect(feed);
        Assert.True(await live.WhenLiveAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var item in feed.ReadAllAsync(patience.Token))
        {
            if (item is ChatsListed listed)
            {
                Assert.Equal([family.Chat.Value], listed.Chats.Select(static c => c.Id));
                break;
            }
        }

        var other = family.Joining.Chat.Value;
        Assert.Equal("request.not_found", (await live.PostAsync(other, "x")).Refusal?.Code);
        Assert.Equal("request.not_found", (await live.ReactAsync(other, 1, "👍", on: true)).Refusal?.Code);
        Assert.Equal("request.not_found", (await live.PinAsync(other, 1, on: true)).Refusal?.Code);
        Assert.Equal("request.not_found", (await client.HistoryAsync(other)).Refusal?.Code);
        Assert.Equal("request.not_found", (await client.MembersAsync(other)).Refusal?.Code);
        Assert.All((await client.MembersAsync(family.Chat.Value)).Must().Members, static m => Assert.DoesNotContain("+7", m.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Paragraph_2_6_loses_the_chat_on_every_socket_when_the_child_leaves_the_class()
    {
        await using var family = await Family.Start();
        var (otherClass, otherChat, sibling) = await family.OtherClass();
        var client = await family.Confirmed(family.Chat, family.Child, gateway: 1);
        var second = await family.Asks(client, otherChat, sibling);
        (await family.Joining.Admin.DecideGuardianAsync(second.Id, new DecideGuardianDto(true))).Must();
        await using var one = await Witness.Join(client);
        await using var two = await Witness.Join(client, o => o with { Server = () => family.Joining.District.Gateways[0].Address });
        await using var teacher = await Witness.Join(family.Joining.Teacher);

        await family.Joining.District.Town.Dismiss([family.Child]);
        await family.Joining.District.FollowRoster(family.Chat);
        (await teacher.Line.PostAsync(family.Chat.Value, "Это уже не для вас")).Must();
        var fence = (await teacher.Line.PostAsync(otherChat.Value, "Ограда")).Must().Number;

        foreach (var socket in new[] { one, two })
        {
            await socket.Until(w => w.Events(otherChat.Value).Any(e => e.Number == fence));
            await socket.Until(w => w.Changes.Any(c => c.Removed.Contains(family.Chat.Value)));
            Assert.DoesNotContain(socket.Events(family.Chat.Value), static e => e.Message?.Text == "Это уже не для вас");
            Assert.Equal("request.not_found", (await socket.Line.PostAsync(family.Chat.Value, "А я?")).Refusal?.Code);
        }

        Assert.NotEqual(default, otherClass);
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
