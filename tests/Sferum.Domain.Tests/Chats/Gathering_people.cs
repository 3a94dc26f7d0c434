using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

public sealed class Gathering_people
{
    [Theory]
    [InlineData(Role.SchoolAdmin, ChatTemplate.School, false, null)]
    [InlineData(Role.Director, ChatTemplate.Staff, false, null)]
    [InlineData(Role.Administration, ChatTemplate.Class, false, null)]
    [InlineData(Role.ClassTeacher, ChatTemplate.List, false, null)]
    [InlineData(Role.ClassTeacher, ChatTemplate.Class, true, null)]
    [InlineData(Role.ClassTeacher, ChatTemplate.Class, false, "request.not_found")]
    [InlineData(Role.ClassTeacher, ChatTemplate.School, false, "request.denied")]
    [InlineData(Role.ClassTeacher, ChatTemplate.Staff, false, "request.denied")]
    [InlineData(Role.SubjectTeacher, ChatTemplate.List, false, "request.denied")]
    [InlineData(Role.Student, ChatTemplate.List, false, "request.denied")]
    [InlineData(Role.Guardian, ChatTemplate.List, false, "request.denied")]
    public void Paragraph_2_1_11_chats_are_made_by_heads_and_of_the_own_class_by_its_teacher(Role held, ChatTemplate template, bool leads, string? code) =>
        Assert.Equal(code, Gathering.MayMake(held, template, leads)?.Code);

    [Theory]
    [InlineData(Role.ClassTeacher, Role.SubjectTeacher, false, true)]
    [InlineData(Role.ClassTeacher, Role.Student, true, true)]
    [InlineData(Role.ClassTeacher, Role.Student, false, false)]
    [InlineData(Role.ClassTeacher, Role.Guardian, true, true)]
    [InlineData(Role.ClassTeacher, Role.Guardian, false, false)]
    [InlineData(Role.Director, Role.Student, false, true)]
    [InlineData(Role.SchoolAdmin, Role.Guardian, false, true)]
    [InlineData(Role.SchoolAdmin, Role.None, false, false)]
    [InlineData(Role.SchoolAdmin, Role.DistrictOfficer, false, false)]
    public void Paragraph_2_1_11_members_are_those_whom_one_may_gather(Role held, Role roles, bool own, bool may) =>
        Assert.Equal(may ? null : Refusals.NotFound, Gathering.MayTake(held, new Candidate(PersonId.New(), roles, own)));

    [Theory]
    [InlineData(ChatTemplate.List, new[] { Role.Student, Role.ClassTeacher }, true)]
    [InlineData(ChatTemplate.List, new[] { Role.Guardian, Role.ClassTeacher }, true)]
    [InlineData(ChatTemplate.List, new[] { Role.Guardian, Role.Student }, false)]
    [InlineData(ChatTemplate.Class, new[] { Role.Guardian }, false)]
    [InlineData(ChatTemplate.School, new[] { Role.Guardian }, false)]
    [InlineData(ChatTemplate.Staff, new[] { Role.Guardian }, true)]
    public void Guardians_and_students_are_not_gathered_in_one_chat(ChatTemplate template, Role[] roles, bool may) =>
        Assert.Equal(may ? null : Refusals.GuardiansApart, Gathering.MayBeTogether(template, roles));

    [Theory]
    [InlineData(Role.Director | Role.SubjectTeacher, false, Role.Director)]
    [InlineData(Role.ClassTeacher | Role.SubjectTeacher, true, Role.ClassTeacher)]
    [InlineData(Role.ClassTeacher | Role.SubjectTeacher, false, Role.SubjectTeacher)]
    [InlineData(Role.SubjectTeacher | Role.Guardian, false, Role.SubjectTeacher)]
    [InlineData(Role.Student, false, Role.Student)]
    [InlineData(Role.Guardian, false, Role.Guardian)]
    public void A_class_teacher_moderates_only_what_she_made(Role roles, bool leads, Role inChat) => Assert.Equal(inChat, Gathering.InChat(roles, leads));

    [Fact]
    public void A_new_chat_names_the_field_that_can_not_be_so()
    {
        var chat = new NewChat { Template = ChatTemplate.List, Title = "Поход" };

        Assert.Null(chat.Check());
        Assert.Equal("title", Field(chat with { Title = "" }));
        Assert.Equal("classId", Field(chat with { Template = ChatTemplate.Class }));
        Assert.Equal("classId", Field(chat with { Class = ClassId.New() }));
        Assert.Equal("chat.members_too_many", (chat with { Members = [.. Enumerable.Range(0, 501).Select(_ => PersonId.New())] }).Check()?.Code);
    }

    private static string? Field(NewChat chat) => chat.Check()?.Args?["field"];
}
