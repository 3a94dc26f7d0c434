using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Sferum.District;

namespace Sferum.Files;

public sealed class Uploading_over_a_bad_line
{
    private const int Mega = 1024 * 1024;

    [Fact]
    public async Task What_has_come_before_the_line_broke_is_kept_and_another_gateway_goes_on()
    {
        await using var town = await FileTown.Start(new DistrictShape { Gateways = 2 });
        var student = await town.District.SignIn(town.Student);
        var bytes = RandomNumberGenerator.GetBytes((3 * Mega) + 77);
        var path = await town.Announce(student, bytes.Length, "запись.bin");

        await BreakOff(town, student, path, bytes, after: Mega + 500_000);
        var kept = await GoOn(town, student, path, bytes, gateway: 1);
        Assert.InRange(kept, Mega, Mega + 500_000);

        Assert.Equal(bytes, await Downloaded(student, path));
    }

    [Fact]
    public async Task The_client_goes_on_by_itself()
    {
        await using var town = await FileTown.Start(new DistrictShape { Adjust = static (_, builder) => builder.Services.AddSingleton<IStartupFilter, BreaksEachFirstPatch>() });
        var student = await town.District.SignIn(town.Student);
        var bytes = RandomNumberGenerator.GetBytes((2 * Mega) + 5);

        var sent = (await student.UploadAsync(new MemoryStream(bytes), "запись.bin")).Must();

        Assert.Equal(("запись.bin", bytes.Length, "other"), (sent.Name, (int)sent.Size, sent.Kind));
        Assert.Equal(bytes, (await student.DownloadAsync(sent.Id)).Must());
    }

    [Fact]
    public async Task An_announcement_whose_answer_was_lost_is_repeated_and_counts_once()
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);
        var request = "request " + Convert.ToBase64String(Encoding.ASCII.GetBytes(Guid.CreateVersion7().ToString()));

        using var first = await town.Tus(HttpMethod.Post, "/api/uploads", student, headers: [("Upload-Length", "10"), ("Upload-Metadata", request)]);
        using var second = await town.Tus(HttpMethod.Post, "/api/uploads", student, headers: [("Upload-Length", "10"), ("Upload-Metadata", request)]);

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(10, await town.District.Town.Count("SELECT bytes FROM person_usage WHERE person_id = @Student", new { town.Student }));
    }

    [Fact]
    public async Task A_hostile_client_gets_a_typed_no()
    {
        await using var town = await FileTown.Start();
        var (student, teacher) = (await town.District.SignIn(town.Student), await town.District.SignIn(town.Teacher));
        var path = await town.Announce(student, 10);
        Assert.Equal(204, await town.Patch(student, path, 0, [1, 2, 3, 4]));

        Assert.Equal(409, await town.Patch(student, path, 0, [1, 2, 3, 4]));
        Assert.Equal(409, await town.Patch(student, path, 5, [1]));
        Assert.Equal(400, await town.Patch(student, path, 4, new byte[7]));
        Assert.Equal(404, await town.Patch(teacher, path, 4, [5]));
        Assert.Equal(412, (int)(await town.Ask(HttpMethod.Head, path, student)).StatusCode);
        Assert.Equal(412, (int)(await town.Ask(HttpMethod.Patch, path, student, new ByteArrayContent([5]), headers: [("Tus-Resumable", "1.0.0"), ("Upload-Offset", "4")])).StatusCode);
        Assert.Equal(400, (int)(await town.Tus(HttpMethod.Post, "/api/uploads", student, headers: [("Upload-Length", "-1")])).StatusCode);
        Assert.Equal(400, (int)(await town.Tus(HttpMethod.Post, "/api/uploads", student, headers: [("Upload-Length", "1"), ("Upload-Metadata", "filename %%%")])).StatusCode);
        Assert.Equal(413, (int)(await town.Tus(HttpMethod.Post, "/api/uploads", student, headers: [("Upload-Length", "999999999999")])).StatusCode);
        Assert.Equal(4, await town.Offset(student, path));
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_with_its_bytes()
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);
        var path = await town.Announce(student, 10);
        await town.Patch(student, path, 0, [1, 2, 3, 4]);

        Assert.Equal(204, (int)(await town.Tus(HttpMethod.Delete, path, student)).StatusCode);

        Assert.Equal(404, (int)(await town.Tus(HttpMethod.Head, path, student)).StatusCode);
        while (await town.District.Town.Count("SELECT count(*) FROM file") > 0)
        {
            await Task.Yield();
        }

        Assert.Equal(0, await town.District.Town.Count("SELECT bytes FROM person_usage WHERE person_id = @Student", new { town.Student }));
    }

    [Fact]
    public async Task Says_what_it_speaks_to_whoever_asks()
    {
        await using var town = await FileTown.Start();

        using var answer = await town.Ask(HttpMethod.Options, "/api/uploads", who: null);

        Assert.Equal(("1.0.0", "creation,expiration,termination"), (answer.Headers.GetValues("Tus-Version").Single(), answer.Headers.GetValues("Tus-Extension").Single()));
        Assert.Equal((100 * Mega).ToString(CultureInfo.InvariantCulture), answer.Headers.GetValues("Tus-Max-Size").Single());
    }

    private static async Task<byte[]> Downloaded(SferumClient who, string path)
    {
        var id = Guid.Parse(path[(path.LastIndexOf('/') + 1)..]);
        while ((await who.UploadStateAsync(id)).Must().Status == UploadStates.Checking)
        {
            await Task.Yield();
        }

        return (await who.DownloadAsync(id)).Must();
    }

    /// <summary>Sends the beginning of a request by hand and cuts the line.</summary>
    private static async Task BreakOff(FileTown town, SferumClient who, string path, byte[] bytes, int after)
    {
        var gateway = town.District.Gateways[0].Address;
        using var line = new TcpClient();
        await line.ConnectAsync(gateway.Host, gateway.Port);
        var head = $"PATCH {path} HTTP/1.1\r\nHost: {gateway.Authority}\r\nAuthorization: Bearer {who.Session!.AccessToken}\r\nTus-Resumable: 1.0.0\r\n"
            + $"Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {bytes.Length}\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await line.GetStream().WriteAsync(bytes.AsMemory(0, after));
        line.Client.LingerState = new LingerOption(enable: false, 0);
    }

    /// <summary>Asks how far it is and sends the rest, as a client does: again when the first gateway has written the end of what came to it meanwhile.</summary>
    /// <returns>From where the rest was sent.</returns>
    private static async Task<long> GoOn(FileTown town, SferumClient who, string path, byte[] bytes, int gateway)
    {
        while (true)
        {
            var kept = await town.Offset(who, path);
            var status = kept < Mega ? 409 : await town.Patch(who, path, kept, bytes[(int)kept..], gateway);
            if (status != 409)
            {
                Assert.Equal(204, status);
                return kept;
            }
        }
    }
}
