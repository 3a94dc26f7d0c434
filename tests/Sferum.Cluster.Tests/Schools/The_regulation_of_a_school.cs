using System.Net;
using System.Net.Http.Headers;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>The regulation over HTTP and the hub, as a school's people meet it.</summary>
public sealed class The_regulation_of_a_school
{
    [Fact]
    public async Task Paragraph_4_1_waits_at_sign_in_and_is_accepted()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        var pupil = await district.Town.Person(school);
        await InForce(director, required: false);

        var client = await district.SignIn(pupil);

        Assert.Equal(1, client.Session!.Me.RegulationPending);
        Assert.Equal(("Положение", "Всё можно"), ((await client.RegulationAsync()).Must().Active!.Title, (await client.RegulationAsync()).Must().Active!.Text));
        (await client.AcceptRegulationAsync(1)).Must();
        Assert.Null((await client.MeAsync()).Must().RegulationPending);
        Assert.NotNull((await client.RegulationAsync()).Must().AcceptedAt);
        var acceptance = (await director.AcceptanceAsync(accepted: true)).Must();
        Assert.Equal((1, 1, pupil.Value), (acceptance.Accepted, acceptance.Missing, acceptance.People.Single().PersonId));
    }

    [Fact]
    public async Task Paragraph_4_1_that_is_required_keeps_everything_else_closed_until_it_is_accepted()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, [teacher]);
        await InForce(director, required: true);
        var client = await district.SignIn(teacher);

        Assert.Equal("regulation.acceptance_needed", (await client.SchoolCardAsync()).Refusal?.Code);
        Assert.Equal("regulation.acceptance_needed", (await client.HistoryAsync(chat.Value)).Refusal?.Code);
        using (var wire = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken))
        {
            await wire.Call("1", HubNames.Methods.Resume, """{"known":[]}""");
            Assert.Equal("regulation.acceptance_needed", (await wire.Answer("1")).GetProperty("refusal").GetProperty("code").GetString());
        }

        Assert.NotEmpty((await client.SessionsAsync()).Must().Sessions);
        (await client.ExportAsync()).Must().Dispose();
        (await client.AcceptRegulationAsync(1)).Must();

        (await client.SchoolCardAsync()).Must();
        await using var witness = await Witness.Join(client);
        (await witness.Line.PostAsync(chat.Value, "Здравствуйте")).Must();
    }

    [Fact]
    public async Task Paragraph_4_1_that_becomes_required_closes_everything_at_once_open_sockets_included()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => o.TokenCheck = TimeSpan.FromMilliseconds(100) });
        var school = await district.Town.School();
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        var client = await district.SignIn(await district.Town.Person(school, Role.ClassTeacher));
        (await client.SchoolCardAsync()).Must();
        using var wire = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);

        await InForce(director, required: true);

        Assert.Equal("regulation.acceptance_needed", (await client.SchoolCardAsync()).Refusal?.Code);
        Assert.Null(await wire.ReceiveUntil(static _ => false));
        (await client.AcceptRegulationAsync(1)).Must();
        (await client.SchoolCardAsync()).Must();
    }

    [Fact]
    public async Task Paragraph_4_2_is_not_put_into_force_by_anybody_but_the_director_nor_seen_in_another_school()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School(), await district.Town.School());
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.SignIn(await district.Town.Person(school, Role.ClassTeacher));
        var stranger = await district.SignIn(await district.Town.Person(other, Role.Director));

        (await admin.DraftLocalActAsync(new LocalActDraftDto("Положение", "Всё можно"))).Must();

        Assert.Equal("request.denied", (await admin.ActivateLocalActAsync(1, new ActivateLocalActRequest())).Refusal?.Code);
        Assert.Equal("request.denied", (await teacher.DraftLocalActAsync(new LocalActDraftDto("x", "x"))).Refusal?.Code);
        Assert.Equal("request.denied", (await teacher.AcceptanceAsync(accepted: false)).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.ActivateLocalActAsync(1, new ActivateLocalActRequest())).Refusal?.Code);
        Assert.Null((await teacher.RegulationAsync()).Must().Active);
        (await director.ActivateLocalActAsync(1, new ActivateLocalActRequest())).Must();
        Assert.Null((await stranger.RegulationAsync()).Must().Active);
        Assert.Equal("regulation.changed", (await stranger.AcceptRegulationAsync(1)).Refusal?.Code);
        Assert.Equal(1, (await teacher.RegulationAsync()).Must().Active!.Version);
    }

    [Fact]
    public async Task Paragraph_4_1_may_be_a_file_which_is_never_a_page_of_ours()
    {
        await using var district = await TestDistrict.Start();
        var director = await district.SignIn(await district.Town.Person(await district.Town.School(), Role.Director));
        using var http = new HttpClient { BaseAddress = district.Gateways[0].Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", director.Session!.AccessToken);
        byte[] pdf = [.. "%PDF-1.7\n"u8, .. new byte[200_000]];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Draft("<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, await Draft(pdf));
        (await director.ActivateLocalActAsync(1, new ActivateLocalActRequest())).Must();

        Assert.True((await director.RegulationAsync()).Must().Active is { HasFile: true, Text: null });
        using var read = await http.GetAsync("/api/regulation/1/file");
        Assert.Equal(pdf, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", "attachment"), (read.Content.Headers.ContentType!.MediaType, read.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Contains("sandbox", read.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        async Task<HttpStatusCode> Draft(byte[] bytes)
        {
            using var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            using var answer = await http.PostAsync("/api/school/local-acts/file?title=%D0%9F", file);
            return answer.StatusCode;
        }
    }

    private static async Task InForce(SferumClient director, bool required)
    {
        var version = (await director.DraftLocalActAsync(new LocalActDraftDto("Положение", "Всё можно"))).Must().Version;
        (await director.ActivateLocalActAsync(version, new ActivateLocalActRequest(required))).Must();
    }
}
