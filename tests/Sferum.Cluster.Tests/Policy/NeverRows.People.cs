using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;
using static Sferum.People.Role;

namespace Sferum.Policy;

/// <content>Links, enrolment and movement, chats, students, guardians, strangers.</content>
internal static partial class NeverRows
{
    private static IEnumerable<NeverRow> Links =>
    [
        Http("2.1-6", SchoolAdmin, "makes a link to an administrator", "invitation.role_not_granted", t => t.Client.InviteAsync(new NewInvitationDto("staff", "school_admin"))),
        Http("2.1-6", SchoolAdmin, "makes a link to a director", "invitation.role_not_granted", t => t.Client.InviteAsync(new NewInvitationDto("staff", "director"))),
        Http("2.1-6", SchoolAdmin, "makes a link to a district officer", "invitation.role_not_granted", t => t.Client.InviteAsync(new NewInvitationDto("staff", "district_officer"))),
        Http("2.1-6", Director, "makes a staff link", Denied, t => t.Client.InviteAsync(new NewInvitationDto("staff", "subject_teacher"))),
        Http("2.1-7", Director, "hands a link out", Denied, t => t.Client.HandOutInvitationAsync(t.StudentLink, t.Ours.Person(SubjectTeacher))),
        Http("2.1-7", SchoolAdmin, "hands a link to somebody who is not of the staff", Gone, t => t.Client.HandOutInvitationAsync(t.StudentLink, t.Ours.Person(Guardian))),
        Http("2.2-2", Administration, "makes a staff link", Denied, t => t.Client.InviteAsync(new NewInvitationDto("staff", "subject_teacher"))),
        Http("2.1-8", ClassTeacher, "hands a link out to a colleague", Denied, t => t.Client.HandOutInvitationAsync(t.StudentLink, t.Ours.Person(SubjectTeacher))),
        Http("2.3", ClassTeacher, "makes a student link", Denied, t => t.Client.InviteAsync(new NewInvitationDto("student", ClassId: t.Ours.Class.Value))),
        Http("2.3", ClassTeacher, "ends the students' link", Denied, t => t.Client.RevokeInvitationAsync(t.StudentLink)),
        Http("2.3", ClassTeacher, "sees guardians of another class's child", Gone, t => t.Client.GuardiansAsync(t.Ours.Pupil.Value)),
        Http("2.3", ClassTeacher, "ends a guardianship of another class's child", Gone, t => t.Client.EndGuardianshipAsync(new EndGuardianshipDto(t.Ours.Person(Guardian), t.Ours.Pupil.Value, "x"))),
        Http("2.3", ClassTeacher, "invites a guardian of another class's child", Gone, t => t.Client.InviteGuardianAsync(new NewGuardianLinkDto(t.Ours.Chat(ChatKind.Guardians), t.Ours.Pupil.Value))),
        Http("2.3", ClassTeacher, "records a consent for another class's child", Gone, t => t.Client.ConsentAsync(new ConsentRequest(t.Ours.Pupil.Value, Paper: "папка"))),
        Http("2.4", SubjectTeacher, "sees links", Denied, t => t.Client.InvitationsAsync()),
        Http("2.4", SubjectTeacher, "shows the students' link", Denied, t => t.Client.ShowInvitationAsync(t.StudentLink)),
        Http("2.4", SubjectTeacher, "invites a guardian", Denied, t => t.Client.InviteGuardianAsync(new NewGuardianLinkDto(t.Ours.Chat(ChatKind.Guardians), t.Ours.Person(Student)))),
        Http("2.4", SubjectTeacher, "confirms guardians", Denied, t => t.Client.GuardianRequestsAsync()),
    ];

    private static IEnumerable<NeverRow> Moving =>
    [
        Http("2.1-9", ClassTeacher, "enrols a student", Denied, t => t.Client.EnrollInClassAsync(t.Ours.Class.Value, t.Ours.Pupil.Value)),
        Http("2.1-9", Director, "enrols a student", Denied, t => t.Client.EnrollInClassAsync(t.Ours.Class.Value, t.Ours.Pupil.Value)),
        Http("2.1-9", SchoolAdmin, "gives a student a second class", "enrollment.has_class", t => t.Client.EnrollInClassAsync(t.Ours.Class.Value, t.Ours.Pupil.Value)),
        Http("2.1-9", SchoolAdmin, "enrols a teacher as a student", "enrollment.not_student", t => t.Client.EnrollInClassAsync(t.Ours.Class.Value, t.Ours.Person(SubjectTeacher))),
        Http("2.1-10", Director, "assigns a class teacher", Denied, t => t.Client.AssignClassTeacherAsync(t.Ours.Class.Value, t.Ours.Person(SubjectTeacher))),
        Http("2.1-10", SchoolAdmin, "lets a student lead a class", "assignment.not_staff", t => t.Client.AssignClassTeacherAsync(t.Ours.Class.Value, t.Ours.Person(Student))),
        Http("2.1-12", Director, "decides who joins", Denied, t => t.Client.DecideJoinRequestsAsync(new DecideJoinRequestsDto([Guid.CreateVersion7()], true))),
        Http("2.1-12", ClassTeacher, "decides who joins", Denied, t => t.Client.DecideJoinRequestsAsync(new DecideJoinRequestsDto([Guid.CreateVersion7()], true))),
        Http("2.1-13", Director, "dismisses somebody", Denied, t => t.Client.OrderMovementAsync(Dismissal(t.Ours.Person(SubjectTeacher)))),
        Http("2.1-13", SchoolAdmin, "dismisses the director", "movement.holds_office", t => t.Client.OrderMovementAsync(Dismissal(t.Ours.Person(Director)))),
        Http("2.1-13", SchoolAdmin, "dismisses without an order", "school.field_invalid", t => t.Client.OrderMovementAsync(Dismissal(t.Ours.Person(SubjectTeacher), " "))),
        Http("personal data", SchoolAdmin, "erases the director in office", "erasure.in_office", t => t.Client.ErasePersonAsync(t.Ours.Person(Director), "x")),
        Http("personal data", SchoolAdmin, "erases oneself", "erasure.oneself", t => t.Client.ErasePersonAsync(t.Ours.Person(SchoolAdmin), "x")),
        Http("personal data", ClassTeacher, "erases a student of the own class", Denied, t => t.Client.ErasePersonAsync(t.Ours.Person(Student), "x")),
        Http("personal data", Director, "exports somebody's data", Denied, t => t.Client.ExportAsync(t.Ours.Person(Student))),
    ];

    private static IEnumerable<NeverRow> InChats =>
    [
        Http("2.1-11", SubjectTeacher, "makes a chat", Denied, t => t.Client.CreateChatAsync(For("list"))),
        Http("2.1-11", ClassTeacher, "makes a chat for the staff", Denied, t => t.Client.CreateChatAsync(For("staff"))),
        Http("2.1-11", ClassTeacher, "makes a chat for another class", Gone, t => t.Client.CreateChatAsync(For("class", t.Ours.Elsewhere.Value))),
        Http("2.1-11", ClassTeacher, "joins a chat of the school", Denied, t => t.Client.JoinChatAsync(t.Ours.Chat(ChatKind.Staff))),
        Http("2.2-6", Director, "joins a direct chat", Gone, t => t.Client.JoinChatAsync(t.Ours.Chat(ChatKind.Direct))),
        Hub("2.2-6", Director, "deletes somebody's message in a direct chat", "chat.not_yours", t => Delete(t, ChatKind.Direct)),
        Hub("2.3", ClassTeacher, "deletes somebody's message in the school's chat", "chat.not_yours", t => Delete(t, ChatKind.School)),
        Hub("2.3", ClassTeacher, "pins in the staff's chat", Denied, t => Pin(t, ChatKind.Staff)),
        Hub("2.4", SubjectTeacher, "pins in a class chat", Denied, t => Pin(t, ChatKind.Class)),
        Hub("2.4", SubjectTeacher, "silences somebody in a class chat", Denied, async t => (await (await t.Line()).MuteAsync(t.Ours.Chat(ChatKind.Class), t.Ours.Person(Student))).Refusal),
        Http("2.4", SubjectTeacher, "answers reports of a class chat", Denied, t => t.Client.ReportsAsync(t.Ours.Chat(ChatKind.Class))),
        Http("2.4", SubjectTeacher, "sees escalated reports", Denied, t => t.Client.EscalatedReportsAsync()),
        Http("evidence", Administration, "asks for originals", Denied, t => t.Client.RequestEvidenceAsync(t.Ours.Chat(ChatKind.Class), [1], "x")),
        Http("evidence", Operator, "reads a chat", Gone, t => t.Client.HistoryAsync(t.Ours.Chat(ChatKind.Class))),
        Http("record", ClassTeacher, "reads the record", Denied, t => t.Client.AuditAsync()),
    ];

    private static IEnumerable<NeverRow> OfStudents =>
    [
        Http("2.5", Student, "reads the staff's chat", Gone, t => t.Client.HistoryAsync(t.Ours.Chat(ChatKind.Staff))),
        Http("2.5", Student, "reads the guardians' chat", Gone, t => t.Client.HistoryAsync(t.Ours.Chat(ChatKind.Guardians))),
        Hub("2.5", Student, "writes in the school's chat", "chat.read_only", async t => (await (await t.Line()).PostAsync(t.Ours.Chat(ChatKind.School), "x")).Refusal),
        Hub("2.5", Student, "mentions everybody", "chat.may_not_mention_all", async t => (await (await t.Line()).PostToAllAsync(t.Ours.Chat(ChatKind.Class), "x")).Refusal),
        Hub("2.5", Student, "pins", Denied, t => Pin(t, ChatKind.Class)),
        Hub("2.5", Student, "silences a classmate", Denied, async t => (await (await t.Line()).MuteAsync(t.Ours.Chat(ChatKind.Class), t.Ours.Person(ClassTeacher))).Refusal),
        Hub("2.5", Student, "sets a chat", Denied, t => Set(t, ChatKind.Class)),
        Hub("2.5", Student, "deletes a teacher's message", "chat.not_yours", t => Delete(t, ChatKind.Class)),
        Http("2.5", Student, "makes a chat", Denied, t => t.Client.CreateChatAsync(For("list"))),
        Http("2.5", Student, "opens a chat with a student of another school", Gone, t => t.Client.DirectChatAsync(t.Theirs.Pupil.Value)),
        Http("2.5", Student, "opens a chat with a guardian", Gone, t => t.Client.DirectChatAsync(t.Ours.Person(Guardian))),
        Http("2.5", Student, "enrols oneself in another class", Denied, t => t.Client.EnrollInClassAsync(t.Ours.Elsewhere.Value, t.Ours.Person(Student))),
        Http("2.5", Student, "sees the structure", Denied, t => t.Client.ClassesAsync()),
        Http("2.5", Student, "sees links", Denied, t => t.Client.InvitationsAsync()),
        Http("2.5", Student, "gives one's own consent", Gone, t => t.Client.ConsentAsync(new ConsentRequest(t.Ours.Person(Student), Version: 1))),
        Http("2.5", Student, "sends a guardian away", Gone, t => t.Client.EndGuardianshipAsync(new EndGuardianshipDto(t.Ours.Person(Guardian), t.Ours.Person(Student), "x"))),
    ];

    private static IEnumerable<NeverRow> OfGuardians =>
    [
        Http("2.6", Guardian, "reads the class chat", Gone, t => t.Client.HistoryAsync(t.Ours.Chat(ChatKind.Class))),
        Http("2.6", Guardian, "reads the school's chat", Gone, t => t.Client.HistoryAsync(t.Ours.Chat(ChatKind.School))),
        Hub("2.6", Guardian, "writes in a study chat", Gone, async t => (await (await t.Line()).PostAsync(t.Ours.Chat(ChatKind.Study), "x")).Refusal),
        Http("2.6", Guardian, "sees who is in the class chat", Gone, t => t.Client.MembersAsync(t.Ours.Chat(ChatKind.Class))),
        Http("2.6", Guardian, "sees the structure", Denied, t => t.Client.ClassesAsync()),
        Http("2.6", Guardian, "sees the card", Denied, t => t.Client.SchoolCardAsync()),
        Http("2.6", Guardian, "invites a guardian", Denied, t => t.Client.InviteGuardianAsync(new NewGuardianLinkDto(t.Ours.Chat(ChatKind.Guardians), t.Ours.Person(Student)))),
        Http("2.6", Guardian, "makes a chat", Denied, t => t.Client.CreateChatAsync(For("list"))),
        Hub("2.6", Guardian, "pins", Denied, t => Pin(t, ChatKind.Guardians)),
        Hub("2.6", Guardian, "silences another guardian", Denied, async t => (await (await t.Line()).MuteAsync(t.Ours.Chat(ChatKind.Guardians), t.Ours.Person(ClassTeacher))).Refusal),
        Hub("2.6", Guardian, "sets the chat", Denied, t => Set(t, ChatKind.Guardians)),
        Http("2.6", Guardian, "opens a chat with a child", Gone, t => t.Client.DirectChatAsync(t.Ours.Person(Student))),
        Http("2.6", Guardian, "opens a chat with staff of another class", Gone, t => t.Client.DirectChatAsync(t.Ours.Person(SubjectTeacher))),
        Http("2.6", Guardian, "sees consents of somebody else's child", Gone, t => t.Client.ConsentsAsync(t.Ours.Pupil.Value)),
        Http("2.6", Guardian, "consents for somebody else's child", Gone, t => t.Client.ConsentAsync(new ConsentRequest(t.Ours.Pupil.Value, Version: 1))),
        Http("2.6", Guardian, "sees guardians of a child", Denied, t => t.Client.GuardiansAsync(t.Ours.Pupil.Value)),
    ];

    private static IEnumerable<NeverRow> OfStrangers =>
    [
        Http("2.1-1", None, "sees an application without its secret", Gone, t => t.Client.ApplicationAsync(new ApplicationReceiptDto(10_000_000, "x"))),
        Http("2.1-2", None, "signs in with a code that nobody sent", "sign_in.code_wrong", t => t.Client.ConfirmAsync(new ConfirmRequest(Guid.CreateVersion7(), "000000"))),
        Http("2.1-6", None, "learns what a link opens that there is not", "invitation.invalid", t => t.Client.PeekInvitationAsync("AAAAAAAAAAAAAAAAAAAAAA")),
        Http("2.2-9", Student, "ends somebody else's session", Gone, t => t.Client.EndSessionAsync(Guid.CreateVersion7())),
    ];

    private static NewChatRequest For(string template, Guid? classId = null) => new() { Template = template, Title = "x", ClassId = classId };

    private static async Task<RefusalDto?> Pin(NeverTry t, ChatKind kind) => (await (await t.Line()).PinAsync(t.Ours.Chat(kind), Never.Said, on: true)).Refusal;

    private static async Task<RefusalDto?> Delete(NeverTry t, ChatKind kind) => (await (await t.Line()).DeleteAsync(t.Ours.Chat(kind), Never.Said)).Refusal;

    private static async Task<RefusalDto?> Set(NeverTry t, ChatKind kind) =>
        (await (await t.Line()).SetAsync(new SetChatRequest { ChatId = t.Ours.Chat(kind), RequestId = Guid.CreateVersion7(), SlowSeconds = 10 })).Refusal;
}
