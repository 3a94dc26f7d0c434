using System.Net;
using System.Text;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Files;

public sealed class Downloading_files
{
    [Fact]
    public async Task P8_Ends_with_the_right_to_the_chat_and_with_the_session()
    {
        await using var town = await FileTown.Start();
        var (teacher, student, stranger) = (await town.District.SignIn(town.Teacher), await town.District.SignIn(town.Student), await town.District.SignIn(town.Stranger));
        var id = await Shared(town, teacher, "контрольная"u8.ToArray());

        Assert.Equal("контрольная", Encoding.UTF8.GetString((await student.DownloadAsync(id)).Must()));
        Assert.Equal("request.not_found", (await stranger.DownloadAsync(id)).Refusal?.Code);

        await town.District.Town.Run("UPDATE chat_member SET to_number = 1 WHERE person_id = @Student", new { town.Student });
        Assert.Equal("request.not_found", (await student.DownloadAsync(id)).Refusal?.Code);

        var token = teacher.Session!;
        await teacher.SignOutAsync();
        using var after = await town.Ask(HttpMethod.Get, $"/api/files/{id}", who: null, headers: [("Authorization", $"Bearer {token.AccessToken}")]);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Gives_parts_and_says_when_nothing_has_changed()
    {
        await using var town = await FileTown.Start();
        var teacher = await town.District.SignIn(town.Teacher);
        var id = await Shared(town, teacher, "0123456789"u8.ToArray());

        using var part = await town.Ask(HttpMethod.Get, $"/api/files/{id}", teacher, headers: [("Range", "bytes=2-4")]);
        Assert.Equal((HttpStatusCode.PartialContent, "234", "bytes 2-4/10"), (part.StatusCode, await part.Content.ReadAsStringAsync(), part.Content.Headers.ContentRange!.ToString()));

        using var end = await town.Ask(HttpMethod.Get, $"/api/files/{id}", teacher, headers: [("Range", "bytes=-3")]);
        Assert.Equal("789", await end.Content.ReadAsStringAsync());

        using var beyond = await town.Ask(HttpMethod.Get, $"/api/files/{id}", teacher, headers: [("Range", "bytes=10-")]);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);

        using var same = await town.Ask(HttpMethod.Get, $"/api/files/{id}", teacher, headers: [("If-None-Match", part.Headers.ETag!.ToString())]);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        using var head = await town.Ask(HttpMethod.Head, $"/api/files/{id}", teacher);
        Assert.Equal((10L, "bytes"), (head.Content.Headers.ContentLength!.Value, head.Headers.AcceptRanges.Single()));
    }

    [Theory]
    [InlineData("страница.html", "<html><script>alert(1)</script></html>")]
    [InlineData("рисунок.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("фото.jpg", "<html><script>alert(1)</script></html>")]
    public async Task Gives_nothing_out_that_a_browser_would_run(string name, string content)
    {
        await using var town = await FileTown.Start();
        var teacher = await town.District.SignIn(town.Teacher);
        var id = await Shared(town, teacher, Encoding.UTF8.GetBytes(content), name);

        using var answer = await town.Ask(HttpMethod.Get, $"/api/files/{id}", teacher);

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-cache, private", answer.Headers.CacheControl!.ToString());
        Assert.Contains("Authorization", answer.Headers.Vary);
    }

    [Fact]
    public async Task Of_a_picture_is_as_small_as_it_is_asked_for_and_small_on_a_thin_line()
    {
        await using var town = await FileTown.Start();
        var teacher = await town.District.SignIn(town.Teacher);
        var id = await Shared(town, teacher, FileTown.Pixel, "точка.png");

        Assert.Equal("image/png", await Type(town, teacher, $"/api/files/{id}"));
        Assert.Equal("image/webp", await Type(town, teacher, $"/api/files/{id}?size=small"));
        Assert.Equal("image/png", await Type(town, teacher, $"/api/files/{id}?size=large")); // it is no larger than that itself
        Assert.Equal("image/webp", await Type(town, teacher, $"/api/files/{id}", ("Save-Data", "on")));
        Assert.Equal("image/png", await Type(town, teacher, $"/api/files/{id}?size=full", ("Save-Data", "on")));
        using var odd = await town.Ask(HttpMethod.Get, $"/api/files/{id}?size=huge", teacher);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task Takes_no_token_in_the_address()
    {
        await using var town = await FileTown.Start();
        var teacher = await town.District.SignIn(town.Teacher);
        var id = await Shared(town, teacher, "x"u8.ToArray());

        using var answer = await town.Ask(HttpMethod.Get, $"/api/files/{id}?access_token={teacher.Session!.AccessToken}", who: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<string> Type(FileTown town, SferumClient who, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await town.Ask(HttpMethod.Get, path, who, headers: headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.Headers.ContentType!.ToString();
    }

    /// <summary>A file that is posted in the chat.</summary>
    private static async Task<Guid> Shared(FileTown town, SferumClient who, byte[] bytes, string name = "задание.txt")
    {
        var file = (await who.UploadAsync(new MemoryStream(bytes), name)).Must();
        await using var line = await Witness.Join(who);
        (await line.Line.PostAsync(town.Chat.Value, "", attachments: [file.Id])).Must();
        return file.Id;
    }
}
