using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sferum.District;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>P8: what was taken away is gone on every open socket of every gateway when the act is answered; what was given is there.</summary>
public sealed class Rights_that_come_and_go
{
    private static readonly DistrictShape TwoOfEach = new() { Silos = 2, Gateways = 2 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paragraph_2_1_10_P8_who_is_assigned_hears_the_class_and_who_is_unassigned_hears_nothing_more(bool postgres)
    {
        await using var district = await TestDistrict.Start(TwoOfEach with { Postgres = postgres });
        await using var room = await Classroom.Open(district);
        await room.AssertRefused();

        (await room.Admin.AssignClassTeacherAsync(room.Class.Value, room.Newcomer.Value)).Must();
        await room.AssertOpen("Добро пожаловать");
        Assert.Contains("class_teacher", (await room.Clients[1].MeAsync()).Must().Roles);

        (await room.Admin.UnassignClassTeacherAsync(room.Class.Value, room.Newcomer.Value)).Must();
        await room.AssertClosed("Ограда в классе");
        Assert.DoesNotContain("class_teacher", (await room.Clients[1].MeAsync()).Must().Roles);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paragraph_2_1_13_P8_who_is_dismissed_hears_and_reads_nothing_more(bool postgres)
    {
        await using var district = await TestDistrict.Start(TwoOfEach with { Postgres = postgres });
        await using var room = await Classroom.Open(district);
        (await room.Admin.AssignClassTeacherAsync(room.Class.Value, room.Newcomer.Value)).Must();
        await room.AssertOpen("Добро пожаловать");
        (await room.Clients[1].SchoolCardAsync()).Must();

        (await room.Admin.OrderMovementAsync(Today("dismissal", room.Newcomer))).Must();

        await room.AssertClosed("Ограда в классе");
        Assert.All(room.Clients, c => Assert.NotNull(c.Session));
        foreach (var client in room.Clients)
        {
            Assert.Equal("request.denied", (await client.SchoolCardAsync()).Refusal?.Code);
            Assert.Empty((await client.MeAsync()).Must().Affiliations);
        }
    }

    [Fact]
    public async Task Paragraph_2_1_13_P8_who_is_on_leave_hears_nothing_until_the_return()
    {
        await using var district = await TestDistrict.Start(TwoOfEach);
        await using var room = await Classroom.Open(district);
        (await room.Admin.AssignClassTeacherAsync(room.Class.Value, room.Newcomer.Value)).Must();
        await room.AssertOpen("Добро пожаловать");

        (await room.Admin.OrderMovementAsync(Today("leave", room.Newcomer))).Must();
        await room.AssertClosed("Пока вас нет");

        (await room.Admin.OrderMovementAsync(Today("return", room.Newcomer))).Must();
        await room.AssertOpen("С возвращением");
    }

    [Fact]
    public async Task P8_an_act_that_was_committed_but_not_told_is_finished_by_the_outbox()
    {
        await using var district = await TestDistrict.Start(TwoOfEach with
        {
            // The gateway of the administrator reaches nobody once it has committed, as if it had died there.
            Adjust = static (place, builder) =>
            {
                if (place == 0)
                {
                    builder.Services.AddSingleton(static p => new ActTeller(
                        DispatchProxy.Create<IClusterClient, Unreachable>(), p.GetRequiredService<IOutbox>(), NullLogger<ActTeller>.Instance));
                }
            },
        });
        await using var room = await Classroom.Open(district);

        (await room.Admin.AssignClassTeacherAsync(room.Class.Value, room.Newcomer.Value)).Must();
        await room.Listed(true);

        (await room.Admin.OrderMovementAsync(Today("dismissal", room.Newcomer))).Must();
        await room.Listed(false);
        await room.AssertClosed("Ограда в классе");
    }

    [Fact]
    public async Task Paragraph_2_1_13_a_planned_dismissal_takes_effect_by_the_schedule_and_not_before()
    {
        await using var district = await TestDistrict.Start(TwoOfEach);
        await using var room = await Classroom.Open(district);
        (await room.Admin.AssignClassTeacherAsync(room.Class.Value, room.Newcomer.Value)).Must();
        var later = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3);
        var planned = (await room.Admin.OrderMovementAsync(Today("dismissal", room.Newcomer) with { EffectiveOn = later })).Must().Movement;
        Assert.Equal("planned", planned.Status);
        await room.AssertOpen("До конца недели");

        // Its day comes.
        await district.Town.Run("UPDATE movement SET effective_on = '2020-01-01', due_at = 1 WHERE id = @Id", new { planned.Id });
        await room.Listed(false);
        await room.AssertClosed("Ограда в классе");
        Assert.Equal("applied", (await room.Admin.MovementsAsync(room.Newcomer.Value)).Must().Items.Single().Status);
    }

    private static MovementRequest Today(string kind, PersonId person)
    {
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        return new MovementRequest(kind, person.Value, "147-к", yesterday, yesterday);
    }
}
