using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>What is decided for many at once is told once; what the outbox has told of it meanwhile hides nothing of the rest.</summary>
public sealed class Telling_many_acts
{
    [Fact]
    public async Task Every_chat_follows_though_the_outbox_has_told_the_first_act_before()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var (first, firstStudent) = await Class(district, school, "7А");
        var (second, secondStudent) = await Class(district, school, "7Б");
        RosterAct[] acts = [Act(school, first), Act(school, second)];
        await district.Cluster.GetGrain<ISchoolGrain>(school.Value).FollowRoster(acts[0]);

        await district.Gateways[0].Services.GetRequiredService<ActTeller>().Tell(acts);

        Assert.Contains(firstStudent, await Members(district, first.Chat));
        Assert.Contains(secondStudent, await Members(district, second.Chat));
    }

    private static async Task<(AffectedChat Chat, PersonId Student)> Class(TestDistrict district, SchoolId school, string title)
    {
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var student = await district.Town.Person(school);
        var (@class, chat) = await district.Town.Class(school, teacher, [student], title);
        return (new AffectedChat(chat, @class), student);
    }

    private static RosterAct Act(SchoolId school, AffectedChat chat) => new(Guid.CreateVersion7(), school, [chat]);

    private static async Task<IReadOnlyList<PersonId>> Members(TestDistrict district, ChatId chat) =>
        [.. (await district.Port<IChatReader>().Members(chat, null, default)).Members.Select(static m => m.Person.Id)];
}
