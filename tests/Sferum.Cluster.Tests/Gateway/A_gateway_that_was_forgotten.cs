using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Live;

/// <summary>A silo gives up a gateway that does not take what it is sent. What the gateway was not told meanwhile it asks for by itself.</summary>
public sealed class A_gateway_that_was_forgotten
{
    private static readonly DistrictShape Quiet = new() { Limits = static o => (o.FeedRenewal, o.Renewal) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)) };

    [Fact]
    public async Task Is_told_so_and_delivers_again_without_waiting_for_its_next_renewal()
    {
        await using var district = await TestDistrict.Start(Quiet);
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        await using var reader = await Witness.Join(await district.SignIn(people[1]));
        (await author.Line.PostAsync(chat.Value, "Первое")).Must();

        Forget(district);
        (await author.Line.PostAsync(chat.Value, "Второе")).Must();

        await reader.Until(w => w.Numbers(chat.Value).Count == 2);
    }

    [Fact]
    public async Task Finds_out_by_renewing_when_it_could_not_be_told()
    {
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Limits = static o => (o.FeedRenewal, o.Renewal) = (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 1, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));

        var table = Table(district);
        var gateway = table.Gateways().Single();
        table.Unfollow(gateway.Name, [chat]);
        (await author.Line.PostAsync(chat.Value, "Первое")).Must();

        await author.Until(w => w.Numbers(chat.Value).Count == 1);
    }

    [Fact]
    public async Task Asks_who_came_who_left_and_whose_session_ended()
    {
        await using var district = await TestDistrict.Start(Quiet);
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var left = await district.Town.Chat(school, people);
        await using var stays = await Witness.Join(await district.SignIn(people[0]));
        var gone = await district.SignIn(people[1]);
        await using var goes = await Witness.Join(gone);

        // Behind the actors' back, as if what they told had not arrived.
        var came = await district.Town.Chat(school, people);
        await district.Town.Run("UPDATE chat_member SET to_number = 0 WHERE chat_id = @left AND person_id = @person", new { left, person = people[0] });
        var session = (await gone.SessionsAsync()).Must().Sessions.Single().Id;
        await district.Port<ISessions>().End(people[1], new SessionId(session), "revoked", DateTimeOffset.UnixEpoch.AddDays(30_000), CancellationToken.None);
        Forget(district);

        await stays.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == came.Value)) && w.Changes.Any(c => c.Removed.Contains(left.Value)));
        await goes.Until(static w => w.End is not null);
        Assert.Equal(new LiveEnd("revoked"), goes.End);
        (await stays.Line.PostAsync(came.Value, "Здравствуйте")).Must();
        await stays.Until(w => w.Numbers(came.Value).Count == 1);
    }

    private static FeedTable Table(TestDistrict district) => district.Silos.Silos[0].ServiceProvider.GetRequiredService<FeedTable>();

    private static void Forget(TestDistrict district)
    {
        var table = Table(district);
        table.Drop(table.Gateways().Single());
    }
}
