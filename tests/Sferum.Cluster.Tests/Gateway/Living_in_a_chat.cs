using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class Living_in_a_chat
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_reaches_everybody_over_either_protocol(bool messagePack)
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var people = await district.Town.People(school, 3, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]), o => o with { MessagePack = messagePack });
        await using var reader = await Witness.Join(await district.SignIn(people[1]), o => o with { MessagePack = !messagePack });
        var request = Guid.CreateVersion7();
        var placed = (await author.Line.PostAsync(chat.Value, "Здравствуйте, 7Б! 👋", requestId: request)).Must();
        Assert.Equal(1, placed.Number);
        foreach (var witness in new[] { author, reader })
        {
            await witness.Until(w => w.Numbers(chat.Value).Count == 1);
            var e = witness.Events(chat.Value)[0];
            Assert.Equal((1L, ChatEventKinds.Posted, request, "Здравствуйте, 7Б! 👋", 1L), (e.Number, e.Kind, e.RequestId, e.Message!.Text, e.Posts));
            Assert.Equal(people[0].Value, e.Author!.Id);
        }
    }

    [Fact]
    public async Task Readers_at_two_gateways_see_the_same_in_the_same_order()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2, Gateways = 2 });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 4, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        var witnesses = new List<Witness>();
        foreach (var (person, i) in people.Select(static (p, i) => (p, i)))
        {
            witnesses.Add(await Witness.Join(await district.SignIn(person, i % 2)));
        }

        await Task.WhenAll(witnesses.Select((w, i) => Task.WhenAll(Enumerable.Range(0, 20).Select(n => w.Line.PostAsync(chat.Value, $"{i}/{n}")))));
        foreach (var witness in witnesses)
        {
            await witness.Until(w => w.Numbers(chat.Value).Count >= 80);
            Assert.Equal(RoomBench.Numbers(1, 80), witness.Numbers(chat.Value));
            Assert.Equal(witnesses[0].Events(chat.Value).Select(static e => e.Message!.Text), witness.Events(chat.Value).Select(static e => e.Message!.Text));
            await witness.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_was_missed_comes_with_the_answer_to_resume()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        for (var i = 1; i <= 12; i++)
        {
            (await author.Line.PostAsync(chat.Value, $"№ {i}")).Must();
        }

        await using var reader = await Witness.Join(await district.SignIn(people[1]), o => o with { Known = [new KnownChat(chat.Value, 4)] });
        await reader.Until(w => w.Numbers(chat.Value).Count >= 8);
        (await author.Line.PostAsync(chat.Value, "№ 13")).Must();
        await reader.Until(w => w.Numbers(chat.Value).Count >= 9);
        Assert.Equal(RoomBench.Numbers(5, 13), reader.Numbers(chat.Value));
        Assert.Equal(RoomBench.Numbers(5, 12), reader.Arrived(chat.Value, EventSource.Resume));
    }

    [Fact]
    public async Task A_broken_line_leaves_no_hole_and_no_double()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        await using var reader = await Witness.Join(await district.SignIn(people[1]), static o => o with { ShortestPause = TimeSpan.FromMilliseconds(20) });
        for (var i = 1; i <= 60; i++)
        {
            (await author.Line.PostAsync(chat.Value, $"№ {i}")).Must();
            if (i % 20 == 0)
            {
                await reader.Line.CutAsync();
            }
        }

        await reader.Until(w => w.Numbers(chat.Value).Count >= 60);
        Assert.Equal(RoomBench.Numbers(1, 60), reader.Numbers(chat.Value));
    }

    [Fact]
    public async Task Who_was_removed_receives_nothing_more_on_any_gateway()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var students = await district.Town.People(school, 2);
        var (_, chat) = await district.Town.Class(school, teacher, students);
        await district.FollowRoster(chat);
        await using var speaks = await Witness.Join(await district.SignIn(teacher));
        await using var stays = await Witness.Join(await district.SignIn(students[0], 1));
        await using var goesHere = await Witness.Join(await district.SignIn(students[1]));
        await using var goesThere = await Witness.Join(await district.SignIn(students[1], 1));
        (await speaks.Line.PostAsync(chat.Value, "Все здесь?")).Must();
        foreach (var witness in new[] { stays, goesHere, goesThere })
        {
            await witness.Until(w => w.Numbers(chat.Value).Count >= 1);
        }

        await district.Town.Dismiss([students[1]]);
        await district.FollowRoster(chat);
        var last = (await speaks.Line.PostAsync(chat.Value, "Только для тех, кто остался.")).Must().Number;
        await stays.Until(w => w.Numbers(chat.Value).Contains(last));
        foreach (var gone in new[] { goesHere, goesThere })
        {
            await gone.Until(w => w.Changes.Any(c => c.Removed.Contains(chat.Value)));
            Assert.DoesNotContain(last, gone.Arrived(chat.Value, EventSource.Live));
            Assert.Equal(Refusals.NotFound.Code, (await gone.Line.PostAsync(chat.Value, "А я?")).Refusal!.Code);
        }
    }

    [Fact]
    public async Task Who_is_enrolled_gets_the_chat_and_what_is_said_in_it()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var newcomer = await district.Town.Person(school);
        var (@class, chat) = await district.Town.Class(school, teacher, []);
        await district.FollowRoster(chat);
        await using var speaks = await Witness.Join(await district.SignIn(teacher));
        await using var comes = await Witness.Join(await district.SignIn(newcomer));
        await district.Town.Enroll(school, @class, [newcomer]);
        await district.FollowRoster(chat);
        await comes.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == chat.Value)));
        var placed = (await speaks.Line.PostAsync(chat.Value, "Добро пожаловать!")).Must();
        await comes.Until(w => w.Numbers(chat.Value).Contains(placed.Number));
        Assert.Equal(placed.Number, comes.Numbers(chat.Value)[^1]);
    }

    [Fact]
    public async Task A_reaction_reaches_the_others_as_state()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        await using var reader = await Witness.Join(await district.SignIn(people[1]));
        var placed = (await author.Line.PostAsync(chat.Value, "Экскурсия в пятницу.")).Must();
        (await reader.Line.ReactAsync(chat.Value, placed.Number, "👍", on: true)).Must();
        await author.Until(w => w.States.Any(static s => s.Reactions is { Count: > 0 }));
        var reactions = author.States.First(static s => s.Reactions is { Count: > 0 }).Reactions!;
        Assert.Equal((placed.Number, "👍", 1), (reactions[0].Number, reactions[0].Reactions[0].Emoji, reactions[0].Reactions[0].Count));
    }

    [Fact]
    public async Task Signing_out_everywhere_closes_every_socket_of_the_session()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.ClassTeacher);
        var phone = await district.SignIn(person);
        await using var open = await Witness.Join(phone);
        var elsewhere = await district.SignIn(person, 1);
        (await elsewhere.EndSessionAsync(phone.Session!.Me.SessionId)).Must();
        await open.Until(static w => w.End is not null);
        Assert.NotNull(open.End);
    }
}
