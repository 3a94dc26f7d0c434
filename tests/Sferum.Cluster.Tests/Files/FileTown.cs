using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Files;

/// <summary>A district with a chat of a teacher and a student, a student who is not in it, and what it takes to speak tus by hand.</summary>
internal sealed class FileTown : IAsyncDisposable
{
    /// <summary>A picture of one red pixel.</summary>
    public static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    private readonly HttpClient _http = new();

    private FileTown(TestDistrict district) => District = district;

    public TestDistrict District { get; }

    public SchoolId School { get; private set; }

    public PersonId Teacher { get; private set; }

    public PersonId Student { get; private set; }

    public PersonId Stranger { get; private set; }

    public ChatId Chat { get; private set; }

    public static async Task<FileTown> Start(DistrictShape? shape = null)
    {
        var town = new FileTown(await TestDistrict.Start(shape));
        var all = town.District.Town;
        town.School = await all.School();
        (town.Teacher, town.Student, town.Stranger) = (await all.Person(town.School, Role.ClassTeacher), await all.Person(town.School), await all.Person(town.School));
        town.Chat = await all.Chat(town.School, [town.Teacher, town.Student]);
        return town;
    }

    /// <summary>A request in somebody's name.</summary>
    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, SferumClient? who, HttpContent? content = null, int gateway = 0, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(District.Gateways[gateway].Address, path)) { Content = content };
        if (who is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who.Session!.AccessToken);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    /// <summary>A tus request.</summary>
    public Task<HttpResponseMessage> Tus(HttpMethod method, string path, SferumClient who, byte[]? body = null, int gateway = 0, params (string Name, string Value)[] headers)
    {
        var content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
        return Ask(method, path, who, content, gateway, [("Tus-Resumable", "1.0.0"), .. headers]);
    }

    /// <summary>Announces a file; its address.</summary>
    public async Task<string> Announce(SferumClient who, long length, string name = "задание.txt")
    {
        using var answer = await Tus(
            HttpMethod.Post, "/api/uploads", who, headers: [("Upload-Length", length.ToString(CultureInfo.InvariantCulture)), ("Upload-Metadata", "filename " + Convert.ToBase64String(Encoding.UTF8.GetBytes(name)))]);
        Assert.Equal(201, (int)answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Sends bytes from a place; the status.</summary>
    public async Task<int> Patch(SferumClient who, string path, long offset, byte[] bytes, int gateway = 0)
    {
        using var answer = await Tus(HttpMethod.Patch, path, who, bytes, gateway, ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));
        return (int)answer.StatusCode;
    }

    /// <summary>How far an upload is.</summary>
    public async Task<long> Offset(SferumClient who, string path, int gateway = 0)
    {
        using var answer = await Tus(HttpMethod.Head, path, who, gateway: gateway);
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await District.DisposeAsync();
    }
}
