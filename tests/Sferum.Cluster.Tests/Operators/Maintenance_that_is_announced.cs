using Sferum.District;
using Sferum.People;

namespace Sferum.Operators;

/// <summary>Maintenance as the operator announces it and everybody sees it.</summary>
public sealed class Maintenance_that_is_announced
{
    [Fact]
    public async Task Is_seen_by_everybody_signed_in_or_not_at_any_gateway_until_it_is_over()
    {
        var clock = new MovedClock(TimeProvider.System.GetUtcNow());
        await using var district = await TestDistrict.Start(new DistrictShape { Clock = clock, Gateways = 2 });
        var console = await Operator(district);
        var student = await district.SignIn(await district.Town.Person(await district.Town.School()));
        Assert.Null((await student.NoticeAsync()).Must().Notice);

        var announced = (await console.AnnounceMaintenanceAsync(Tonight(clock, "An upgrade"))).Must();

        Assert.Equal(announced, (await student.NoticeAsync()).Must().Notice);
        Assert.Equal(announced, (await district.Visitor(gateway: 1).NoticeAsync()).Must().Notice);
        Assert.Equal(("Обновление", "An upgrade"), (announced.Text, announced.TextEn));
        clock.Pass(TimeSpan.FromHours(3));
        Assert.Null((await student.NoticeAsync()).Must().Notice);
    }

    [Fact]
    public async Task Is_another_notice_when_it_is_changed_and_none_when_it_is_taken_back()
    {
        await using var district = await TestDistrict.Start();
        var console = await Operator(district);
        var first = (await console.AnnounceMaintenanceAsync(Tonight(TimeProvider.System))).Must();

        var second = (await console.AnnounceMaintenanceAsync(Tonight(TimeProvider.System) with { Text = "Обновление переносится" })).Must();

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(second, (await district.Visitor().NoticeAsync()).Must().Notice);
        (await console.EndMaintenanceAsync()).Must();
        Assert.Null((await district.Visitor().NoticeAsync()).Must().Notice);
        Assert.Equal("request.not_found", (await console.EndMaintenanceAsync()).Refusal?.Code);
        Assert.Equal(
            ["Снятие", "Обновление переносится", "Обновление"],
            (await console.AuditAsync()).Must().Entries.Select(static e => e.Act == "maintenance.ended" ? "Снятие" : e.After!.Value.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Is_refused_without_words_and_to_everybody_who_is_no_operator()
    {
        await using var district = await TestDistrict.Start();
        var console = await Operator(district);
        var officer = await district.SignIn(await district.Town.Person(null, Role.DistrictOfficer));

        Assert.Equal("school.field_invalid", (await console.AnnounceMaintenanceAsync(Tonight(TimeProvider.System) with { Text = "" })).Refusal?.Code);
        Assert.Equal("request.malformed", (await console.AnnounceMaintenanceAsync(Tonight(TimeProvider.System) with { Until = long.MaxValue })).Refusal?.Code);
        Assert.Equal("request.denied", (await officer.AnnounceMaintenanceAsync(Tonight(TimeProvider.System))).Refusal?.Code);
        Assert.Equal("request.denied", (await officer.EndMaintenanceAsync()).Refusal?.Code);
        Assert.Null((await district.Visitor().NoticeAsync()).Must().Notice);
    }

    private static MaintenanceRequest Tonight(TimeProvider clock, string? english = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new MaintenanceRequest("Обновление", english, now + 3_600_000, now + 7_200_000);
    }

    private static async Task<SferumClient> Operator(TestDistrict district) => await district.SignIn(await district.Town.Person(null, Role.Operator));
}
