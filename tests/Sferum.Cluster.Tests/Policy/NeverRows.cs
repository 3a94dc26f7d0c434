using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;
using static Sferum.People.Role;

namespace Sferum.Policy;

/// <summary>The refusals of the product, written by hand: a policy table that is wrong must not pass itself.</summary>
internal static partial class NeverRows
{
    private const string Denied = "request.denied";
    private const string Gone = "request.not_found";
    private static readonly byte[] Pdf = "%PDF-1.7 приказ"u8.ToArray();

    public static IEnumerable<NeverRow> All => [.. AcrossSchools, .. Orders, .. Structure, .. Links, .. Moving, .. InChats, .. WithMessages, .. WithCalls, .. OfStudents, .. OfGuardians, .. OfStrangers];

    private static IEnumerable<NeverRow> AcrossSchools =>
    [
        Http("1.1", SchoolAdmin, "reads a chat of another school", Gone, t => t.Client.HistoryAsync(t.Theirs.Chat(ChatKind.School))),
        Http("1.1", SchoolAdmin, "enrols another school's student", Gone, t => t.Client.EnrollInClassAsync(t.Ours.Class.Value, t.Theirs.Person(Student))),
        Http("1.1", SchoolAdmin, "enrols into another school's class", Gone, t => t.Client.EnrollInClassAsync(t.Theirs.Class.Value, t.Ours.Person(Student))),
        Http("1.1", SchoolAdmin, "archives another school's class", Gone, t => t.Client.ArchiveClassAsync(t.Theirs.Class.Value)),
        Http("1.1", SchoolAdmin, "assigns another school's teacher", Gone, t => t.Client.AssignClassTeacherAsync(t.Ours.Class.Value, t.Theirs.Person(SubjectTeacher))),
        Http("1.1", SchoolAdmin, "dismisses another school's teacher", Gone, t => t.Client.OrderMovementAsync(Dismissal(t.Theirs.Person(SubjectTeacher)))),
        Http("1.1", SchoolAdmin, "reads the history of somebody of another school", Gone, t => t.Client.PersonHistoryAsync(t.Theirs.Person(Student))),
        Http("1.1", SchoolAdmin, "exports somebody of another school", Gone, t => t.Client.ExportAsync(t.Theirs.Person(Student))),
        Http("1.1", SchoolAdmin, "erases somebody of another school", Gone, t => t.Client.ErasePersonAsync(t.Theirs.Person(Student), "x")),
        Http("1.1", SchoolAdmin, "makes a link into another school's class", Gone, t => t.Client.InviteAsync(new NewInvitationDto("student", ClassId: t.Theirs.Class.Value))),
        Http("1.1", SchoolAdmin, "sees guardians of another school's child", Gone, t => t.Client.GuardiansAsync(t.Theirs.Person(Student))),
        Http("1.1", SchoolAdmin, "looks somebody of another school up", Gone, t => t.Client.PersonAsync(t.Theirs.Person(Student))),
        Http("1.1", SchoolAdmin, "reads another school's class", Gone, t => t.Client.ClassAsync(t.Theirs.Class.Value)),
        Http("1.1", Director, "sees who teaches another school's class", Gone, t => t.Client.TeachersAsync(t.Theirs.Class.Value)),
        Http("1.1", Director, "joins a chat of another school", Gone, t => t.Client.JoinChatAsync(t.Theirs.Chat(ChatKind.Staff))),
        Http("1.1", Director, "appoints somebody of another school", Gone, t => t.Client.ReplaceAdminAsync(By(t.Theirs.Person(SubjectTeacher)), Pdf)),
        Http("1.1", Director, "asks for originals of another school's chat", Gone, t => t.Client.RequestEvidenceAsync(t.Theirs.Chat(ChatKind.Class), [1], "x")),
        Http("1.1", SubjectTeacher, "opens a direct chat with somebody of another school", Gone, t => t.Client.DirectChatAsync(t.Theirs.Person(SubjectTeacher))),
        Hub("1.1", SubjectTeacher, "writes in a chat of another school", Gone, async t => (await (await t.Line()).PostAsync(t.Theirs.Chat(ChatKind.Study), "x")).Refusal),
    ];

    private static IEnumerable<NeverRow> Orders =>
    [
        Http("1.4", SchoolAdmin, "appoints an administrator", Denied, t => t.Client.ReplaceAdminAsync(By(t.Ours.Person(SchoolAdmin)), Pdf)),
        Http("1.4", SchoolAdmin, "appoints a deputy", Denied, t => t.Client.AppointDeputyAsync(Deputy(t.Ours.Person(SubjectTeacher)), Pdf)),
        Http("1.4", Administration, "appoints an administrator", Denied, t => t.Client.ReplaceAdminAsync(By(t.Ours.Person(Administration)), Pdf)),
        Http("1.4", ClassTeacher, "appoints an administrator", Denied, t => t.Client.ReplaceAdminAsync(By(t.Ours.Person(ClassTeacher)), Pdf)),
        Http("1.4", Director, "appoints without the order's file", "order.file_missing", t => t.Client.ReplaceAdminAsync(By(t.Ours.Person(SubjectTeacher)), [])),
        Http("1.4", Director, "appoints a student", Gone, t => t.Client.ReplaceAdminAsync(By(t.Ours.Person(Student)), Pdf)),
        Http("1.4", Director, "confirms the order about a director", Denied, t => t.Client.DecideDirectorAsync(Guid.CreateVersion7(), new DirectorDecisionRequest(true))),
        Http("1.4", Operator, "confirms the order about a director", Denied, t => t.Client.DecideDirectorAsync(Guid.CreateVersion7(), new DirectorDecisionRequest(true))),
        Http("1.4", DistrictOfficer, "enters an order about a director", Denied, t => t.Client.EnterDirectorAsync(By(t.Ours.Person(Director)), Pdf, t.Ours.School.Value)),
        Http("1.4", DistrictOfficer, "appoints an officer", Denied, t => t.Client.AppointDistrictOfficerAsync(ByPhone, Pdf)),
        Http("1.4", Director, "appoints an officer of the district", Denied, t => t.Client.AppointDistrictOfficerAsync(ByPhone, Pdf)),
        Http("2.1-1", Director, "decides about a school's application", Denied, t => t.Client.DecideApplicationAsync(10_000_000, new ApplicationDecisionRequest("approve", 1, null))),
        Http("2.1-1", DistrictOfficer, "reads schools' applications", Denied, t => t.Client.ApplicationsAsync()),
        Http("2.2-1", Director, "leaves the school without an administrator", "appointment.successor_needed", t => t.Client.EndDeputyAsync(t.Ours.Person(SchoolAdmin))),
        Http("district", DistrictOfficer, "changes a school's card", Denied, t => t.Client.ChangeSchoolCardAsync(new SchoolCardDto("x", "Europe/Moscow", null, null, null, null, null, 0))),
        Http("district", DistrictOfficer, "reads a message", Gone, t => t.Client.HistoryAsync(t.Ours.Chat(ChatKind.School))),
        Http("district", DistrictOfficer, "asks for originals", Denied, t => t.Client.RequestEvidenceAsync(t.Ours.Chat(ChatKind.School), [1], "x")),
        Http("district", DistrictOfficer, "sees how the deployment is", Denied, t => t.Client.ClusterAsync()),
        Http("district", DistrictOfficer, "lists the schools with their sizes", Denied, t => t.Client.SchoolSizesAsync()),
        Http("district", SchoolAdmin, "empties a media server", Denied, t => t.Client.DrainMediaNodeAsync("janus-1", on: true)),
        Http("district", Director, "takes an announcement of maintenance back", Denied, t => t.Client.EndMaintenanceAsync()),
        Http("district", DistrictOfficer, "reads a school's record", Denied, t => t.Client.AuditAsync()),
        Http("4.1", SchoolAdmin, "puts a regulation into force", Denied, t => t.Client.ActivateLocalActAsync(1, new ActivateLocalActRequest())),
        Http("4.1", ClassTeacher, "drafts a regulation", Denied, t => t.Client.DraftLocalActAsync(new LocalActDraftDto("x", "x"))),
    ];

    private static IEnumerable<NeverRow> Structure =>
    [
        Http("1.2", SubjectTeacher, "looks through the people of the school", Denied, t => t.Client.PeopleAsync()),
        Http("1.2", SubjectTeacher, "sees how far classes have come", Denied, t => t.Client.CoverageAsync()),
        Http("1.4", DistrictOfficer, "sees what waits at a school", Denied, t => t.Client.WaitingAsync()),
        Http("2.1-3", Director, "makes a class", Denied, t => t.Client.CreateClassAsync(new ClassRequest("9Я"))),
        Http("2.1-3", ClassTeacher, "makes a class", Denied, t => t.Client.CreateClassAsync(new ClassRequest("9Я"))),
        Http("2.1-3", SubjectTeacher, "adds a subject", Denied, t => t.Client.CreateSubjectAsync("Алгебра")),
        Http("2.1-3", Administration, "sets a school year", Denied, t => t.Client.SetSchoolYearAsync(2030, new SchoolYearRequest(new DateOnly(2030, 9, 1), new DateOnly(2031, 5, 31), true))),
        Http("2.1-4", Director, "changes the card", Denied, t => t.Client.ChangeSchoolCardAsync(new SchoolCardDto("x", "Europe/Moscow", null, null, null, null, null, 0))),
        Http("2.1-5", ClassTeacher, "archives the own class", Denied, t => t.Client.ArchiveClassAsync(t.Ours.Class.Value)),
        Http("2.1-5", SchoolAdmin, "archives a class with students", "school.class_has_students", t => t.Client.ArchiveClassAsync(t.Ours.Class.Value)),
        Http("2.1-5", SchoolAdmin, "makes a second class of that name", "school.class_title_taken", t => t.Client.CreateClassAsync(new ClassRequest("8А", null, 2026))),
        Http("rollover", Director, "carries a rollover out", Denied, t => t.Client.RollOverAsync(new RolloverRequest())),
    ];

    private static NeverRow Http<T>(string paragraph, Role who, string what, string code, Func<NeverTry, Task<Reply<T>>> ask)
        where T : class => new(paragraph, who, what, code, async t => (await ask(t)).Refusal);

    private static NeverRow Hub(string paragraph, Role who, string what, string code, Func<NeverTry, Task<RefusalDto?>> ask) => new(paragraph, who, what, code, ask);

    private static OrderFormDto By(Guid person) => new() { PersonId = person, OrderNumber = "13-о", OrderDate = "2026-09-02" };

    private static OrderFormDto ByPhone => new() { FamilyName = "Котова", GivenName = "Вера", Phone = "+79030000001", OrderNumber = "13-о", OrderDate = "2026-09-02" };

    private static DeputyFormDto Deputy(Guid person) => new()
    {
        PersonId = person, OrderNumber = "13-о", OrderDate = "2026-09-02", Role = "school_admin", Until = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds(),
    };

    private static MovementRequest Dismissal(Guid person, string number = "1-к") =>
        new("dismissal", person, number, new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 1));
}
