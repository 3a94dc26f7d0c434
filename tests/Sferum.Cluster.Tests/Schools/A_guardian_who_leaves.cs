using Sferum.Live;

namespace Sferum.Schools;

/// <summary>A guardianship is ended by hand, and every socket knows.</summary>
public sealed class A_guardian_who_leaves
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Paragraph_2_6_is_out_of_the_chat_on_every_socket_and_reads_nothing_more(bool byTheTeacher)
    {
        await using var family = await Family.Start();
        var guardian = await family.Confirmed(family.Chat, family.Child, gateway: 1);
        await using var socket = await Witness.Join(guardian);
        var listed = Assert.Single((await family.Joining.Teacher.GuardiansAsync(family.Child.Value)).Must().Guardians);
        Assert.Equal((guardian.Session!.Me.PersonId, "Снегова Анна"), (listed.PersonId, listed.Name));

        var end = new EndGuardianshipDto(listed.PersonId, family.Child.Value, byTheTeacher ? "заявление № 4" : null);
        (await (byTheTeacher ? family.Joining.Teacher : guardian).EndGuardianshipAsync(end)).Must();

        Assert.Equal("request.not_found", (await socket.Line.PostAsync(family.Chat.Value, "А я?")).Refusal?.Code);
        await socket.Until(w => w.Changes.Any(c => c.Removed.Contains(family.Chat.Value)));
        Assert.Equal("request.not_found", (await guardian.HistoryAsync(family.Chat.Value)).Refusal?.Code);
        Assert.Empty((await guardian.MeAsync()).Must().Affiliations);
        Assert.Empty((await family.Joining.Admin.GuardiansAsync(family.Child.Value)).Must().Guardians);
    }

    [Fact]
    public async Task Paragraph_2_6_is_one_as_long_as_a_stranger_says_so()
    {
        await using var family = await Family.Start();
        var guardian = await family.Confirmed(family.Chat, family.Child);
        var (_, otherChat, sibling) = await family.OtherClass();
        var other = await family.Confirmed(otherChat, sibling);
        var end = new EndGuardianshipDto(guardian.Session!.Me.PersonId, family.Child.Value, "Так надо");

        Assert.Equal("request.not_found", (await other.EndGuardianshipAsync(end)).Refusal?.Code);
        Assert.Equal("request.denied", (await other.GuardiansAsync(family.Child.Value)).Refusal?.Code);
        Assert.Equal("request.not_found", (await guardian.EndGuardianshipAsync(end with { StudentId = sibling.Value })).Refusal?.Code);
        (await guardian.HistoryAsync(family.Chat.Value)).Must();
    }

    [Fact]
    public async Task Paragraph_2_3_comes_no_more_by_a_link_that_the_class_teacher_has_ended()
    {
        await using var family = await Family.Start();
        var link = (await family.Joining.Teacher.InviteGuardianAsync(new NewGuardianLinkDto(family.Chat.Value, family.Child.Value))).Must();
        var students = await family.Joining.ClassLink();

        (await family.Joining.Teacher.RevokeInvitationAsync(link.Invitation.Id)).Must();

        Assert.Equal("invitation.invalid", (await (await family.Joining.Newcomer()).UseInvitationAsync(new UseInvitationDto(link.Secret, "Снегова", "Анна"))).Refusal?.Code);
        Assert.Equal("request.denied", (await family.Joining.Teacher.RevokeInvitationAsync(students.Invitation.Id)).Refusal?.Code);
    }
}
