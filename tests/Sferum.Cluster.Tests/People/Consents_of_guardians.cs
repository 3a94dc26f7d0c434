using Sferum.District;
using Sferum.Live;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>A guardian's consent, and what its withdrawal means to the child's open connections.</summary>
public sealed class Consents_of_guardians
{
    [Fact]
    public async Task Withdrawn_leave_the_child_reading_and_not_writing_until_there_is_a_new_one()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        var (teacher, pupil) = (await district.Town.Person(school, Role.ClassTeacher), await district.Town.Person(school));
        var guardianPerson = await district.Town.Person(school, Role.Guardian);
        await district.Town.Run("INSERT INTO guardianship (guardian_id, student_id, began_at) VALUES (@guardianPerson, @pupil, 1)", new { guardianPerson, pupil });
        var (_, chat) = await district.Town.Class(school, teacher, [pupil]);
        await district.FollowRoster(chat);
        var version = (await director.DraftLocalActAsync(new LocalActDraftDto("Согласие", "Я согласен", "consent"))).Must().Version;
        (await director.ActivateLocalActAsync(version, new ActivateLocalActRequest(Kind: "consent"))).Must();
        var guardian = await district.SignIn(guardianPerson);
        await using var child = await Witness.Join(await district.SignIn(pupil));
        await using var leader = await Witness.Join(await district.SignIn(teacher));

        (await guardian.ConsentAsync(new ConsentRequest(pupil.Value, version))).Must();
        (await child.Line.PostAsync(chat.Value, "Можно")).Must();
        (await guardian.WithdrawConsentAsync(new ConsentWithdrawal(pupil.Value))).Must();

        Assert.Equal("consent.missing", (await child.Line.PostAsync(chat.Value, "Нельзя")).Refusal?.Code);
        await child.Until(static w => w.Changes.SelectMany(static c => c.Added).LastOrDefault() is { Limited: true, May: ["join_call"] });
        (await leader.Line.PostAsync(chat.Value, "Домашнее задание")).Must();
        await child.Until(w => w.Events(chat.Value).Any(static e => e.Message?.Text == "Домашнее задание"));
        Assert.True((await guardian.ConsentsAsync(pupil.Value)).Must().Limited);

        (await guardian.ConsentAsync(new ConsentRequest(pupil.Value, version))).Must();
        (await child.Line.PostAsync(chat.Value, "Снова можно")).Must();
        await child.Until(static w => w.Changes.SelectMany(static c => c.Added).LastOrDefault() is { Limited: null, May: ["post", "react", "vote", "join_call"] });
        Assert.Empty(leader.Changes);
    }

    [Fact]
    public async Task Paragraph_2_6_are_asked_for_once_the_guardian_is_confirmed_and_until_then_the_child_only_reads()
    {
        await using var family = await Family.Start();
        var (district, school, chat) = (family.Joining.District, family.Joining.School, family.Joining.Chat);
        await district.FollowRoster(chat);
        var director = await district.SignIn(await district.Town.Person(school, Role.Director));
        await using var child = await Witness.Join(await district.SignIn(family.Child));
        (await child.Line.PostAsync(chat.Value, "Пока можно")).Must();

        (await director.DraftLocalActAsync(new LocalActDraftDto("Согласие", "Я согласен", "consent"))).Must();
        (await director.ActivateLocalActAsync(1, new ActivateLocalActRequest(Required: true, "consent"))).Must();
        Assert.Equal("consent.missing", (await child.Line.PostAsync(chat.Value, "Уже нельзя")).Refusal?.Code);
        await child.Until(static w => w.Changes.SelectMany(static c => c.Added).LastOrDefault() is { Limited: true });

        var guardian = await family.Confirmed(family.Chat, family.Child);
        Assert.Equal(1, guardian.Session!.Me.ConsentsPending);
        var own = (await guardian.ChildrenAsync()).Must();
        var waiting = Assert.Single(own.Children);
        Assert.Equal((1, family.Child.Value, true, true), (own.ConsentVersion!.Value, waiting.StudentId, waiting.Limited, waiting.NeedsConsent));
        Assert.Equal("Я согласен", (await guardian.RegulationAsync("consent")).Must().Active!.Text);
        (await guardian.ConsentAsync(new ConsentRequest(family.Child.Value, own.ConsentVersion))).Must();

        (await child.Line.PostAsync(chat.Value, "Снова можно")).Must();
        Assert.Equal(0, (await guardian.MeAsync()).Must().ConsentsPending);
        Assert.False((await guardian.ChildrenAsync()).Must().Children.Single().Limited);
    }

    [Fact]
    public async Task Are_not_for_other_peoples_children()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School(), await district.Town.School());
        var pupil = await district.Town.Person(school);
        foreach (var somebody in new[]
        {
            await district.Town.Person(school, Role.Guardian), await district.Town.Person(school, Role.SubjectTeacher), await district.Town.Person(school, Role.ClassTeacher),
            await district.Town.Person(other, Role.SchoolAdmin), pupil,
        })
        {
            var client = await district.SignIn(somebody);
            Assert.Equal("request.not_found", (await client.ConsentsAsync(pupil.Value)).Refusal?.Code);
            Assert.Equal("request.not_found", (await client.ConsentAsync(new ConsentRequest(pupil.Value, 1))).Refusal?.Code);
            Assert.Equal("request.not_found", (await client.WithdrawConsentAsync(new ConsentWithdrawal(pupil.Value))).Refusal?.Code);
        }

        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        (await admin.ConsentAsync(new ConsentRequest(pupil.Value, Paper: "папка 3"))).Must();
        (await admin.BirthDateAsync(pupil.Value, new DateOnly(2016, 5, 1))).Must();
        Assert.Equal(new DateOnly(2016, 5, 1), (await admin.ConsentsAsync(pupil.Value)).Must().BirthDate);
        Assert.Empty((await admin.MissingConsentsAsync()).Must().Students);
    }
}
