using Sferum.Chats;
using Sferum.People;
using static Sferum.People.Role;

namespace Sferum.Policy;

/// <summary>
/// Who may do what (design: product, section 2). What is not written here is denied. A right in a chat comes from the role in which the person
/// <em>is in that chat</em>: a class teacher moderates the class she is in as its class teacher, a subject teacher the study chats of the assigned
/// sections, the head of a school those that she visibly joined. Nobody reads a chat without being in it.
/// </summary>
public static class PolicyTable
{
    private const Role Heads = SchoolAdmin | Director | Administration;
    private const Role HeadsAndCt = Heads | ClassTeacher;
    private const Role HeadsCtAndSt = Heads | ClassTeacher | SubjectTeacher;
    private const Role StaffAndStudents = Staff | Student;
    private const Role StaffAndGuardians = Staff | Guardian;
    private const Role OfSchool = Staff | Student | Guardian;
    private const Role Anyone = OfSchool | Operator | DistrictOfficer;

    private static readonly ChatKind[] Columns =
        [ChatKind.School, ChatKind.Staff, ChatKind.Class, ChatKind.Guardians, ChatKind.Study, ChatKind.AdHoc, ChatKind.Direct];

    /// <summary>
    /// Rights in chats, by the role held in the chat. In a school chat the school speaks, and students read and react; presence is for staff;
    /// a direct chat has no moderator.
    /// </summary>
    private static readonly Dictionary<Operation, Role[]> InChats = new()
    {
        //                              School            Staff  Class             Guardians          Study             AdHoc     Direct
        [Operation.ReadChat] =         [StaffAndStudents, Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, Anyone],
        [Operation.ReadFile] =         [StaffAndStudents, Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, Anyone],
        [Operation.PostMessage] =      [Staff,            Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, Anyone],
        [Operation.DeleteOwnMessage] = [Staff,            Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, Anyone],
        [Operation.React] =            [StaffAndStudents, Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, Anyone],
        [Operation.Vote] =             [StaffAndStudents, Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, None],
        [Operation.MakePoll] =         [Staff,            Staff, Staff,            StaffAndGuardians, Staff,            StaffAndGuardians, None],
        [Operation.DeleteAnyMessage] = [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.Pin] =              [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.MuteMember] =       [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.SetChat] =          [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.MentionAll] =       [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.ManageMembers] =    [None,             None,  None,             None,              None,             HeadsAndCt, None],
        [Operation.ReportMessage] =    [StaffAndStudents, Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool,   OfSchool],
        [Operation.AnswerReports] =    [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.SeeReaders] =       [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsAndCt, None],
        [Operation.SeeMembers] =       [Staff,            Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, Staff,    Anyone],
        [Operation.SeePresence] =      [Staff,            Staff, Staff,            Staff,             Staff,            Staff,    Staff],
        [Operation.StartCall] =        [Heads,            Heads, HeadsAndCt,       HeadsAndCt,        HeadsCtAndSt,     HeadsCtAndSt, None],
        [Operation.JoinCall] =         [StaffAndStudents, Staff, StaffAndStudents, StaffAndGuardians, StaffAndStudents, OfSchool, None],
    };

    /// <summary>Rights outside chats, by the roles held in the school in which the session acts.</summary>
    private static readonly Dictionary<Operation, Audience> Outside = new()
    {
        [Operation.Public] = Audience.Everybody,
        [Operation.OwnSession] = Audience.SignedIn,
        [Operation.OwnSecondFactor] = Audience.SignedIn,
        [Operation.ListChats] = Audience.SignedIn,
        [Operation.UploadFile] = Audience.Holders(Anyone),
        [Operation.CreateChat] = Audience.Holders(HeadsAndCt),
        [Operation.JoinChat] = Audience.Holders(Heads),
        [Operation.OpenDirectChat] = Audience.Holders(OfSchool),
        [Operation.SeeEscalated] = Audience.Holders(Heads),
        [Operation.RequestEvidence] = Audience.Holders(SchoolAdmin | Director),
        [Operation.ApproveEvidence] = Audience.Holders(SchoolAdmin | Director),
        [Operation.ImportRoster] = Audience.Holders(SchoolAdmin),
        [Operation.SeeSchool] = Audience.Holders(Staff),
        [Operation.SeePeople] = Audience.Holders(HeadsAndCt),
        [Operation.ManageSchool] = Audience.Holders(SchoolAdmin),
        [Operation.ManageInvitations] = Audience.Holders(SchoolAdmin),
        [Operation.RevokeInvitations] = Audience.Holders(SchoolAdmin | ClassTeacher),
        [Operation.SeeInvitations] = Audience.Holders(SchoolAdmin | ClassTeacher),
        [Operation.DecideJoinRequests] = Audience.Holders(SchoolAdmin),
        [Operation.AskToJoin] = Audience.SignedIn,
        [Operation.DecideApplications] = Audience.Holders(Operator),
        [Operation.AppointAdmin] = Audience.Holders(Director),
        [Operation.SeeOrders] = Audience.Holders(Heads),
        [Operation.EnterDirectorOrder] = Audience.Holders(SchoolAdmin | Director | Operator),
        [Operation.ConfirmDirectorOrder] = Audience.Holders(DistrictOfficer),
        [Operation.AppointDistrictOfficer] = Audience.Holders(Operator),
        [Operation.ManageEnrollment] = Audience.Holders(SchoolAdmin),
        [Operation.AssignTeachers] = Audience.Holders(SchoolAdmin),
        [Operation.ManageMovement] = Audience.Holders(SchoolAdmin),
        [Operation.InviteGuardians] = Audience.Holders(HeadsAndCt),
        [Operation.ConfirmGuardians] = Audience.Holders(SchoolAdmin | ClassTeacher),
        [Operation.SeeAudit] = Audience.Holders(SchoolAdmin | Director | Operator),
        [Operation.OwnRegulation] = Audience.SignedIn,
        [Operation.ManageRegulation] = Audience.Holders(SchoolAdmin | Director),
        [Operation.ActivateRegulation] = Audience.Holders(Director),
        [Operation.OwnChildren] = Audience.SignedIn,
        [Operation.RecordConsent] = Audience.Holders(SchoolAdmin | ClassTeacher),
        [Operation.ExportOneself] = Audience.SignedIn,
        [Operation.ExportPerson] = Audience.Holders(SchoolAdmin),
        [Operation.ErasePerson] = Audience.Holders(SchoolAdmin),
        [Operation.SeeCluster] = Audience.Holders(Operator),
        [Operation.ManageCluster] = Audience.Holders(Operator),
        [Operation.AnnounceMaintenance] = Audience.Holders(Operator),
        [Operation.Inside] = Audience.Nobody,
    };

    /// <summary>Whether somebody who is in a chat of this kind in this role may do it there.</summary>
    /// <param name="operation">What.</param>
    /// <param name="inChat">The role in which the person is in the chat; never the roles of the token.</param>
    /// <param name="kind">The chat's kind.</param>
    /// <returns>False for everything that has no cell.</returns>
    public static bool Allows(Operation operation, Role inChat, ChatKind kind) =>
        InChats.TryGetValue(operation, out var row) && Array.IndexOf(Columns, kind) is >= 0 and var column && (row[column] & inChat) != 0;

    /// <summary>Whether a signed-in person may do something that is not in a chat.</summary>
    /// <param name="operation">What.</param>
    /// <param name="held">Roles held in the school in which the session acts.</param>
    /// <returns>False for everything that has no row.</returns>
    public static bool Allows(Operation operation, Role held) =>
        Outside.TryGetValue(operation, out var audience) && audience.Includes(held);

    /// <summary>Whether it needs no sign-in.</summary>
    /// <param name="operation">What.</param>
    /// <returns>False for everything that has no row.</returns>
    public static bool AllowsAnonymous(Operation operation) => Outside.TryGetValue(operation, out var audience) && audience == Audience.Everybody;

    /// <summary>Whether it is open to a session that still lacks the second factor that its person's role demands.</summary>
    /// <param name="operation">What.</param>
    /// <returns>True for one's own session and second factor, and for what is public.</returns>
    public static bool AllowsWithoutFactor(Operation operation) =>
        operation is Operation.OwnSession or Operation.OwnSecondFactor || AllowsAnonymous(operation);

    /// <summary>Whether the operation is decided by the role held in a chat.</summary>
    /// <param name="operation">What.</param>
    /// <returns>True when it is about one chat.</returns>
    public static bool IsInChat(Operation operation) => InChats.ContainsKey(operation);

    /// <summary>Whether the table speaks of the operation at all: what it doesn't is denied, and fails the architecture test.</summary>
    /// <param name="operation">What.</param>
    /// <returns>True when there is a row.</returns>
    public static bool Knows(Operation operation) => InChats.ContainsKey(operation) || Outside.ContainsKey(operation);

    /// <summary>Whether it stays open to somebody who has not accepted a regulation whose acceptance the school requires.</summary>
    /// <param name="operation">What.</param>
    /// <returns>True for sign-in, one's own sessions and data, and the regulation itself.</returns>
    public static bool IsOpenBeforeAcceptance(Operation operation) =>
        operation is Operation.Public or Operation.OwnSession or Operation.OwnSecondFactor or Operation.OwnRegulation or Operation.ExportOneself;

    private sealed record Audience(bool Anonymous, bool Any, Role Roles)
    {
        public static readonly Audience Everybody = new(Anonymous: true, Any: true, None);
        public static readonly Audience SignedIn = new(Anonymous: false, Any: true, None);
        public static readonly Audience Nobody = new(Anonymous: false, Any: false, None);

        public static Audience Holders(Role roles) => new(Anonymous: false, Any: false, roles);

        public bool Includes(Role held) => Any || (Roles & held) != 0;
    }
}
