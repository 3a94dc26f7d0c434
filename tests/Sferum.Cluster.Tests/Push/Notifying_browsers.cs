using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Push;

/// <summary>From a post to a browser that nobody looks at, over a push service on this machine.</summary>
public sealed class Notifying_browsers
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_learns_how_many_messages_there_are_and_nothing_of_them(bool postgres)
    {
        await using var scene = await Scene.Open(postgres);
        var browser = await scene.Subscribe(scene.Student, "phone");

        await scene.Post("Секрет");
        await scene.Post("Ещё секрет");
        await scene.Due();

        var came = Assert.Single(await scene.Service.Until(1));
        Assert.Equal(("phone", "aes128gcm"), (came.Name, came.Headers["Content-Encoding"]));
        var said = browser.Read(came.Body);
        Assert.Equal(
            $$"""{"kind":"chat","person":"{{scene.Student.Session!.Me.PersonId}}","chat":"{{scene.Chat.Value}}","chats":1,"unread":2}""", said.GetRawText());
        Assert.True(IsSigned(came, (await scene.Student.PushAsync()).Must().PublicKey));
    }

    [Fact]
    public async Task Whoever_reads_in_time_is_not_told_and_an_author_never()
    {
        await using var scene = await Scene.Open();
        await scene.Subscribe(scene.Student, "student");
        await scene.Subscribe(scene.Teacher, "teacher");
        var bystander = await scene.Subscribe(scene.Bystander, "bystander");
        await using var reading = await Witness.Join(scene.Student);
        var number = await scene.Post("Вопрос");
        await reading.Until(w => w.Numbers(scene.Chat.Value).Contains(number));
        await reading.Line.MarkReadAsync(scene.Chat.Value, number);
        await scene.Until("SELECT count(*) FROM read_mark WHERE number = @number", 2, new { number });

        await scene.Due();

        Assert.Equal("bystander", Assert.Single(await scene.Service.Until(1)).Name);
        Assert.Equal(1, bystander.Read(scene.Service.Taken[0].Body).GetProperty("unread").GetInt32());
        await scene.Until("SELECT count(*) FROM push_news", 0);
        Assert.Single(scene.Service.Taken);
    }

    [Fact]
    public async Task In_quiet_hours_nobody_is_woken_and_after_them_told_once_of_all()
    {
        await using var scene = await Scene.Open();
        var browser = await scene.Subscribe(scene.Student, "phone");
        var now = TimeProvider.System.GetUtcNow();
        var minute = (now.Hour * 60) + now.Minute;
        (await scene.Student.SetQuietHoursAsync(new QuietHoursDto((minute + 1380) % 1440, (minute + 60) % 1440, "UTC"))).Must();
        await scene.Post("Раз");
        await scene.Due();
        await scene.Until("SELECT count(*) FROM push_digest", 1);
        await scene.Post("Два");
        await scene.Due();
        await scene.Until("SELECT count(*) FROM push_news", 0);
        Assert.Empty(scene.Service.Taken);

        (await scene.Student.SetQuietHoursAsync(null)).Must();
        await scene.District.Town.Run("UPDATE push_digest SET due_at = 1", new { });

        var said = browser.Read(Assert.Single(await scene.Service.Until(1)).Body);
        Assert.Equal(("digest", 1, 2), (said.GetProperty("kind").GetString(), said.GetProperty("chats").GetInt32(), said.GetProperty("unread").GetInt32()));
        await scene.Until("SELECT count(*) FROM push_digest", 0);
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_forgotten_and_a_service_that_is_away_is_asked_again()
    {
        await using var scene = await Scene.Open();
        await scene.Subscribe(scene.Student, "phone");
        scene.Service.Status = 503;
        await scene.Post("Раз");
        await scene.Due();
        await scene.Service.Until(1);
        await scene.Until("SELECT count(*) FROM push_digest WHERE due_at > 1", 1);

        scene.Service.Status = 410;
        await scene.District.Town.Run("UPDATE push_digest SET due_at = 1, held_until = 0", new { });

        await scene.Service.Until(2);
        await scene.Until("SELECT count(*) FROM push_subscription", 0);
    }

    [Fact]
    public async Task A_session_that_ended_takes_its_browser_with_it()
    {
        await using var scene = await Scene.Open();
        await scene.Subscribe(scene.Student, "student");
        await scene.Subscribe(scene.Bystander, "bystander");
        (await scene.Student.SignOutAsync()).Must();
        await scene.Post("Раз");
        await scene.Due();

        Assert.Equal("bystander", Assert.Single(await scene.Service.Until(1)).Name);
        await scene.Until("SELECT count(*) FROM push_news", 0);
        Assert.Single(scene.Service.Taken);
    }

    [Fact]
    public async Task What_is_no_browser_is_refused_by_name()
    {
        await using var scene = await Scene.Open();
        var good = scene.Service.Browser("x").Subscription;
        foreach (var (bad, field) in new[]
        {
            (good with { Endpoint = "ftp://push.example/1" }, "endpoint"), (good with { Endpoint = "https://push.example/" + new string('x', 1000) }, "endpoint"),
            (good with { PublicKey = "" }, "publicKey"), (good with { PublicKey = Base64Url.EncodeToString(new byte[65]) }, "publicKey"), (good with { Secret = "AAAA" }, "secret"),
        })
        {
            var refused = (await scene.Student.SubscribeToPushAsync(bad)).Refusal!;
            Assert.Equal(("school.field_invalid", field), (refused.Code, refused.Args!["field"]));
        }

        Assert.False((await scene.Student.PushAsync()).Must().Subscribed);
    }

    [Fact]
    public async Task Where_it_is_off_nobody_subscribes()
    {
        await using var district = await TestDistrict.Start();
        var student = await district.SignIn(await district.Town.Person(await district.Town.School()));
        await using var service = await PushService.Start();

        Assert.False((await student.PushAsync()).Must().Enabled);
        Assert.Equal("request.not_found", (await student.SubscribeToPushAsync(service.Browser("x").Subscription)).Refusal?.Code);
    }

    [Fact]
    public async Task The_schools_quiet_hours_are_its_administrators_to_set()
    {
        await using var scene = await Scene.Open();
        var night = new QuietHoursDto(1320, 420, null);
        Assert.Equal("request.denied", (await scene.Student.SetSchoolQuietHoursAsync(night)).Refusal?.Code);
        var admin = await scene.District.SignIn(await scene.District.Town.Person(scene.School, Role.SchoolAdmin));

        (await admin.SetSchoolQuietHoursAsync(night)).Must();

        Assert.Equal(night with { Zone = "Europe/Moscow" }, (await scene.Student.PushAsync()).Must().School);
    }

    /// <summary>Whether the request is signed by the key that browsers were given, for the push service to which it went (RFC 8292).</summary>
    private static bool IsSigned(Notification came, string publicKey)
    {
        var (token, key) = came.Headers["Authorization"]["vapid t=".Length..].Split(", k=") is [var t, var k] ? (t, k) : ("", "");
        var parts = token.Split('.');
        var point = Base64Url.DecodeFromChars(key);
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        var claims = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(parts[1]));
        return key == publicKey && claims.GetProperty("sub").GetString() == "mailto:admin@example.org"
            && claims.GetProperty("aud").GetString() == $"http://{came.Headers["Host"]}"
            && ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>A chat with a teacher who writes, a student and a bystander, and a push service.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private Witness? _writes;

        public required TestDistrict District { get; init; }

        public required PushService Service { get; init; }

        public required SchoolId School { get; init; }

        public required ChatId Chat { get; init; }

        public required SferumClient Teacher { get; init; }

        public required SferumClient Student { get; init; }

        public required SferumClient Bystander { get; init; }

        public static async Task<Scene> Open(bool postgres = false)
        {
            var district = await TestDistrict.Start(new DistrictShape { Push = true, Postgres = postgres });
            var school = await district.Town.School();
            var people = await district.Town.People(school, 3);
            var scene = new Scene
            {
                District = district,
                Service = await PushService.Start(),
                School = school,
                Chat = await district.Town.Chat(school, people),
                Teacher = await district.SignIn(people[0]),
                Student = await district.SignIn(people[1]),
                Bystander = await district.SignIn(people[2]),
            };
            scene._writes = await Witness.Join(scene.Teacher);
            return scene;
        }

        public async Task<Browser> Subscribe(SferumClient client, string name)
        {
            var browser = Service.Browser(name);
            (await client.SubscribeToPushAsync(browser.Subscription)).Must();
            Assert.True((await client.PushAsync()).Must().Subscribed);
            return browser;
        }

        public async Task<long> Post(string text) => (await _writes!.Line.PostAsync(Chat.Value, text)).Must().Number;

        /// <summary>The chat's news have been noted, and their time comes.</summary>
        public async Task Due()
        {
            var head = await District.Town.One<long>("SELECT max(number) FROM chat_log WHERE chat_id = @Chat", new { Chat });
            await Until("SELECT count(*) FROM push_news WHERE chat_id = @Chat AND number = @head", 1, new { Chat, head });
            await District.Town.Run("UPDATE push_news SET due_at = 1", new { });
        }

        public async Task Until(string count, long wanted, object? parameters = null)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await District.Town.Count(count, parameters) != wanted)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _writes!.DisposeAsync();
            await Service.DisposeAsync();
            await District.DisposeAsync();
        }
    }
}
