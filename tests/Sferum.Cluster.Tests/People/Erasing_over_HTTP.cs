using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.District;
using Sferum.Keys;
using Sferum.Live;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>A person is exported and erased while everybody is online.</summary>
public sealed class Erasing_over_HTTP
{
    [Fact]
    public async Task P15_Ends_sessions_leaves_the_chats_and_takes_the_words_whatever_was_open()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var (teacher, pupil) = (await district.Town.Person(school, Role.ClassTeacher), await district.Town.Person(school, name: "Мария Секретная"));
        var (_, chat) = await district.Town.Class(school, teacher, [pupil]);
        await district.FollowRoster(chat);
        await using var child = await Witness.Join(await district.SignIn(pupil));
        await using var leader = await Witness.Join(await district.SignIn(teacher));
        var posted = (await child.Line.PostAsync(chat.Value, "Мой секрет")).Must();

        (await admin.ErasePersonAsync(pupil.Value, "заявление № 1")).Must();

        await child.Until(static w => w.End is not null);
        await leader.Until(w => w.Events(chat.Value).Any(static e => e.Members is { WentCount: 1 }));
        await Until(async () => await district.Town.Count("SELECT count(*) FROM erasure WHERE finished_at IS NOT NULL") == 1);
        var reader = await district.SignIn(teacher);
        var message = (await reader.HistoryAsync(chat.Value)).Must().Events.Single(e => e.Number == posted.Number);
        Assert.Null(message.Message!.Text);
        Assert.NotNull(message.Message.DeletedAt);
        Assert.Equal("Удалённый участник", message.Author!.Name);
        var reply = (await leader.Line.PostAsync(chat.Value, "Ответ", replyTo: posted.Number)).Must();
        await leader.Until(w => w.Events(chat.Value).Any(e => e.Number == reply.Number));
        Assert.DoesNotContain("секрет", leader.Events(chat.Value).Single(e => e.Number == reply.Number).Message!.ReplyTo?.Text ?? "", StringComparison.Ordinal);
        Assert.Equal("request.not_found", (await admin.ErasePersonAsync(pupil.Value, "ещё раз")).Refusal?.Code);
        Assert.Equal("person.erased", (await admin.AuditAsync()).Must().Entries[0].Act);
    }

    [Fact]
    public async Task P9_Nobody_exports_or_erases_people_of_another_school_nor_without_the_right()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School(), await district.Town.School());
        var pupil = await district.Town.Person(school);
        var stranger = await district.SignIn(await district.Town.Person(other, Role.SchoolAdmin));

        Assert.Equal("request.not_found", (await stranger.ExportAsync(pupil.Value)).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.ErasePersonAsync(pupil.Value, "x")).Refusal?.Code);
        foreach (var role in new[] { Role.Director, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            var somebody = await district.SignIn(await district.Town.Person(school, role));
            Assert.Equal("request.denied", (await somebody.ExportAsync(pupil.Value)).Refusal?.Code);
            Assert.Equal("request.denied", (await somebody.ErasePersonAsync(pupil.Value, "x")).Refusal?.Code);
            using var own = (await somebody.ExportAsync()).Must();
            Assert.Equal(1, own.RootElement.GetProperty("affiliations").GetArrayLength());
        }
    }

    [Fact]
    public async Task No_log_of_an_export_or_an_erasure_and_no_answer_but_ones_own_holds_name_phone_or_words()
    {
        using var log = new CapturedLogs();
        await using var district = await TestDistrict.Start(new DistrictShape { Adjust = (_, builder) => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log) });
        var school = await district.Town.School();
        var adminPerson = await district.Town.Person(school, Role.SchoolAdmin);
        var admin = await district.SignIn(adminPerson);
        var pupil = await district.Town.Person(school, name: "Канарейкина Мария");
        var keys = district.Port<IKeyRing>();
        await district.Town.Run(
            "UPDATE person SET phone_hash = @hash, phone_sealed = @kept WHERE id = @pupil",
            new { pupil, hash = keys.PhoneHash("+79005550199"), kept = keys.Encrypt("+79005550199") });
        var chat = await district.Town.Chat(school, [adminPerson, pupil]);
        var client = await district.SignIn(pupil);
        await using (var child = await Witness.Join(client))
        {
            (await child.Line.PostAsync(chat.Value, "канареечные слова")).Must();
        }

        using (var own = (await client.ExportAsync()).Must())
        {
            Assert.Equal("+79005550199", own.RootElement.GetProperty("phone").GetString());
        }

        using (var shown = (await admin.ExportAsync(pupil.Value)).Must())
        {
            Assert.DoesNotContain("79005550199", shown.RootElement.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("канареечные", shown.RootElement.GetRawText(), StringComparison.Ordinal);
        }

        (await admin.ErasePersonAsync(pupil.Value, "канареечный приказ")).Must();
        await admin.AuditAsync();

        Assert.NotEmpty(log.Lines);
        Assert.All(["Канарейкина", "79005550199", "канареечн"], word => Assert.DoesNotContain(log.Lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
