using Sferum.Chats;
using Sferum.People;

namespace Sferum.Policy;

/// <summary>Double entry: the table is written down here once more, in letters, from the product paper; each cell is one test.</summary>
public sealed class The_policy_table
{
    // A school admin, D director, M administration, C class teacher, T subject teacher, S student, G guardian, O operator, I district officer.
    private const string Letters = "ADMCTSGOI";

    private static readonly Role[] Roles =
    [
        Role.SchoolAdmin, Role.Director, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian, Role.Operator,
        Role.DistrictOfficer,
    ];

    private static readonly Dictionary<Operation, string> Expected = new()
    {
        //                               School  Staff  Class   Guardians Study   AdHoc    Direct
        [Operation.ReadChat] =         "ADMCTS  ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  ADMCTSGOI",
        [Operation.ReadFile] =         "ADMCTS  ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  ADMCTSGOI",
        [Operation.PostMessage] =      "ADMCT   ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  ADMCTSGOI",
        [Operation.DeleteOwnMessage] = "ADMCT   ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  ADMCTSGOI",
        [Operation.React] =            "ADMCTS  ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  ADMCTSGOI",
        [Operation.Vote] =             "ADMCTS  ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  -",
        [Operation.MakePoll] =         "ADMCT   ADMCT  ADMCT   ADMCTG    ADMCT   ADMCTG   -",
        [Operation.DeleteAnyMessage] = "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.Pin] =              "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.MuteMember] =       "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.SetChat] =          "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.MentionAll] =       "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.ManageMembers] =    "-       -      -       -         -       ADMC     -",
        [Operation.ReportMessage] =    "ADMCTS  ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  ADMCTSG",
        [Operation.AnswerReports] =    "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.SeeReaders] =       "ADM     ADM    ADMC    ADMC      ADMCT   ADMC     -",
        [Operation.SeeMembers] =       "ADMCT   ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCT    ADMCTSGOI",
        [Operation.SeePresence] =      "ADMCT   ADMCT  ADMCT   ADMCT     ADMCT   ADMCT    ADMCT",
        [Operation.StartCall] =        "ADM     ADM    ADMC    ADMC      ADMCT   ADMCT    -",
        [Operation.JoinCall] =         "ADMCTS  ADMCT  ADMCTS  ADMCTG    ADMCTS  ADMCTSG  -",
    };

    /// <summary>What is not in a chat: "all" stands for every signed-in person, "*" for strangers too.</summary>
    private static readonly Dictionary<Operation, string> ExpectedOutside = new()
    {
        [Operation.Public] = "*",
        [Operation.OwnSession] = "all",
        [Operation.OwnSecondFactor] = "all",
        [Operation.ListChats] = "all",
        [Operation.UploadFile] = "ADMCTSGOI",
        [Operation.CreateChat] = "ADMC",
        [Operation.JoinChat] = "ADM",
        [Operation.OpenDirectChat] = "ADMCTSG",
        [Operation.SeeEscalated] = "ADM",
        [Operation.RequestEvidence] = "AD",
        [Operation.ApproveEvidence] = "AD",
        [Operation.ImportRoster] = "A",
        [Operation.SeeSchool] = "ADMCT",
        [Operation.SeePeople] = "ADMC",
        [Operation.ManageSchool] = "A",
        [Operation.ManageInvitations] = "A",
        [Operation.RevokeInvitations] = "AC",
        [Operation.SeeInvitations] = "AC",
        [Operation.DecideJoinRequests] = "A",
        [Operation.AskToJoin] = "all",
        [Operation.DecideApplications] = "O",
        [Operation.AppointAdmin] = "D",
        [Operation.SeeOrders] = "ADM",
        [Operation.EnterDirectorOrder] = "ADO",
        [Operation.ConfirmDirectorOrder] = "I",
        [Operation.AppointDistrictOfficer] = "O",
        [Operation.ManageEnrollment] = "A",
        [Operation.AssignTeachers] = "A",
        [Operation.ManageMovement] = "A",
        [Operation.InviteGuardians] = "ADMC",
        [Operation.ConfirmGuardians] = "AC",
        [Operation.SeeAudit] = "ADO",
        [Operation.OwnRegulation] = "all",
        [Operation.ManageRegulation] = "AD",
        [Operation.ActivateRegulation] = "D",
        [Operation.OwnChildren] = "all",
        [Operation.RecordConsent] = "AC",
        [Operation.ExportOneself] = "all",
        [Operation.ExportPerson] = "A",
        [Operation.ErasePerson] = "A",
        [Operation.SeeCluster] = "O",
        [Operation.ManageCluster] = "O",
        [Operation.AnnounceMaintenance] = "O",
        [Operation.Inside] = "-",
    };

    public static TheoryData<Operation, Role, bool> OutsideCells()
    {
        var cells = new TheoryData<Operation, Role, bool>();
        foreach (var (operation, letters) in ExpectedOutside)
        {
            foreach (var (role, letter) in Roles.Zip(Letters).Append((Role.None, ' ')))
            {
                cells.Add(operation, role, letters is "all" or "*" || letters.Contains(letter, StringComparison.Ordinal));
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(OutsideCells))]
    public void Says_outside_chats_what_the_product_says(Operation operation, Role role, bool allowed) => Assert.Equal(allowed, PolicyTable.Allows(operation, role));

    [Fact]
    public void Keeps_little_open_to_those_who_have_not_accepted_the_regulation() => Assert.Equal(
        [Operation.Public, Operation.OwnSession, Operation.OwnSecondFactor, Operation.OwnRegulation, Operation.ExportOneself], Enum.GetValues<Operation>().Where(PolicyTable.IsOpenBeforeAcceptance));

    [Fact]
    public void Is_written_down_twice_for_each_operation() =>
        Assert.DoesNotContain(Enum.GetValues<Operation>(), o => !Expected.ContainsKey(o) && !ExpectedOutside.ContainsKey(o));

    public static TheoryData<Operation, ChatKind, Role, bool> Cells()
    {
        var cells = new TheoryData<Operation, ChatKind, Role, bool>();
        foreach (var (operation, row) in Expected)
        {
            var columns = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var (kind, letters) in Enum.GetValues<ChatKind>().Zip(columns))
            {
                foreach (var (role, letter) in Roles.Zip(Letters))
                {
                    cells.Add(operation, kind, role, letters.Contains(letter, StringComparison.Ordinal));
                }
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Says_in_each_cell_what_the_product_says(Operation operation, ChatKind kind, Role role, bool allowed) =>
        Assert.Equal(allowed, PolicyTable.Allows(operation, role, kind));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Is_what_a_chat_asks(Operation operation, ChatKind kind, Role role, bool allowed)
    {
        var (chat, caller) = Sample.Chat(kind, role);

        var refusal = ChatRules.May(chat, caller, operation, out _);

        Assert.Equal(allowed, refusal is null);
    }

    [Theory]
    [InlineData(Role.Guardian, ChatKind.School)]
    [InlineData(Role.Guardian, ChatKind.Staff)]
    [InlineData(Role.Guardian, ChatKind.Class)]
    [InlineData(Role.Guardian, ChatKind.Study)]
    [InlineData(Role.Student, ChatKind.Staff)]
    [InlineData(Role.Student, ChatKind.Guardians)]
    [InlineData(Role.DistrictOfficer, ChatKind.School)]
    [InlineData(Role.DistrictOfficer, ChatKind.Staff)]
    [InlineData(Role.DistrictOfficer, ChatKind.Class)]
    [InlineData(Role.DistrictOfficer, ChatKind.Guardians)]
    [InlineData(Role.DistrictOfficer, ChatKind.Study)]
    [InlineData(Role.DistrictOfficer, ChatKind.AdHoc)]
    [InlineData(Role.Operator, ChatKind.School)]
    [InlineData(Role.Operator, ChatKind.Class)]
    [InlineData(Role.Operator, ChatKind.Guardians)]
    [InlineData(Role.None, ChatKind.School)]
    [InlineData(Role.None, ChatKind.Direct)]
    public void Never_lets_them_do_anything_there_even_if_a_membership_says_so(Role role, ChatKind kind) =>
        Assert.All(Enum.GetValues<Operation>(), operation => Assert.False(PolicyTable.Allows(operation, role, kind), operation.ToString()));

    [Theory]
    [InlineData(Operation.Pin, Role.Student)]
    [InlineData(Operation.Pin, Role.Guardian)]
    [InlineData(Operation.DeleteAnyMessage, Role.Student)]
    [InlineData(Operation.DeleteAnyMessage, Role.Guardian)]
    [InlineData(Operation.DeleteAnyMessage, Role.Operator)]
    [InlineData(Operation.SeeReaders, Role.Student)]
    [InlineData(Operation.SeeReaders, Role.Guardian)]
    [InlineData(Operation.StartCall, Role.Student)]
    [InlineData(Operation.StartCall, Role.Guardian)]
    [InlineData(Operation.SeePresence, Role.Student)]
    [InlineData(Operation.SeePresence, Role.Guardian)]
    [InlineData(Operation.ImportRoster, Role.Student)]
    [InlineData(Operation.MuteMember, Role.Student)]
    [InlineData(Operation.MuteMember, Role.Guardian)]
    [InlineData(Operation.SetChat, Role.Student)]
    [InlineData(Operation.SetChat, Role.Guardian)]
    [InlineData(Operation.MakePoll, Role.Student)]
    [InlineData(Operation.MakePoll, Role.DistrictOfficer)]
    [InlineData(Operation.Vote, Role.Operator)]
    [InlineData(Operation.Vote, Role.DistrictOfficer)]
    [InlineData(Operation.MentionAll, Role.Student)]
    [InlineData(Operation.MentionAll, Role.Guardian)]
    [InlineData(Operation.ManageMembers, Role.Student)]
    [InlineData(Operation.ManageMembers, Role.Guardian)]
    [InlineData(Operation.AnswerReports, Role.Student)]
    [InlineData(Operation.AnswerReports, Role.Guardian)]
    [InlineData(Operation.AnswerReports, Role.DistrictOfficer)]
    [InlineData(Operation.Inside, Role.SchoolAdmin)]
    public void Never_lets_them_do_it_in_any_chat(Operation operation, Role role) =>
        Assert.All(Enum.GetValues<ChatKind>(), kind => Assert.False(PolicyTable.Allows(operation, role, kind), kind.ToString()));

    [Theory]
    [InlineData(Operation.Inside, Role.Operator)]
    [InlineData(Operation.Inside, Role.SchoolAdmin)]
    [InlineData(Operation.ImportRoster, Role.Director)]
    [InlineData(Operation.ImportRoster, Role.ClassTeacher)]
    [InlineData(Operation.ImportRoster, Role.DistrictOfficer)]
    [InlineData(Operation.AppointDistrictOfficer, Role.DistrictOfficer)]
    [InlineData(Operation.AppointDistrictOfficer, Role.SchoolAdmin)]
    [InlineData(Operation.AppointDistrictOfficer, Role.Director)]
    [InlineData(Operation.SeeCluster, Role.DistrictOfficer)]
    [InlineData(Operation.SeeCluster, Role.SchoolAdmin)]
    [InlineData(Operation.ManageCluster, Role.DistrictOfficer)]
    [InlineData(Operation.ManageCluster, Role.SchoolAdmin)]
    [InlineData(Operation.AnnounceMaintenance, Role.DistrictOfficer)]
    [InlineData(Operation.AnnounceMaintenance, Role.Director)]
    [InlineData(Operation.ImportRoster, Role.None)]
    [InlineData(Operation.CreateChat, Role.SubjectTeacher)]
    [InlineData(Operation.CreateChat, Role.Student)]
    [InlineData(Operation.JoinChat, Role.ClassTeacher)]
    [InlineData(Operation.JoinChat, Role.DistrictOfficer)]
    [InlineData(Operation.JoinChat, Role.Operator)]
    [InlineData(Operation.RequestEvidence, Role.Administration)]
    [InlineData(Operation.RequestEvidence, Role.DistrictOfficer)]
    [InlineData(Operation.RequestEvidence, Role.Operator)]
    [InlineData(Operation.ApproveEvidence, Role.ClassTeacher)]
    [InlineData(Operation.SeeEscalated, Role.DistrictOfficer)]
    [InlineData(Operation.ReadChat, Role.Director)]
    [InlineData(Operation.PostMessage, Role.SchoolAdmin)]
    [InlineData(Operation.ManageInvitations, Role.Director)]
    [InlineData(Operation.ManageInvitations, Role.ClassTeacher)]
    [InlineData(Operation.ManageInvitations, Role.Operator)]
    [InlineData(Operation.ManageInvitations, Role.Student)]
    [InlineData(Operation.ManageInvitations, Role.Guardian)]
    [InlineData(Operation.SeeInvitations, Role.SubjectTeacher)]
    [InlineData(Operation.SeeInvitations, Role.Student)]
    [InlineData(Operation.SeeInvitations, Role.Guardian)]
    [InlineData(Operation.SeeInvitations, Role.DistrictOfficer)]
    [InlineData(Operation.DecideJoinRequests, Role.Director)]
    [InlineData(Operation.DecideJoinRequests, Role.ClassTeacher)]
    [InlineData(Operation.DecideJoinRequests, Role.Student)]
    [InlineData(Operation.DecideJoinRequests, Role.Operator)]
    [InlineData(Operation.DecideJoinRequests, Role.None)]
    public void Never_lets_them_do_it_by_the_token_alone(Operation operation, Role held) => Assert.False(PolicyTable.Allows(operation, held));

    [Fact]
    public void Never_gives_a_direct_chat_a_moderator() =>
        Assert.All(Roles, role => Assert.False(PolicyTable.Allows(Operation.DeleteAnyMessage, role, ChatKind.Direct)));

    [Theory]
    [InlineData(Operation.DeleteAnyMessage)]
    [InlineData(Operation.Pin)]
    public void Never_lets_a_teacher_moderate_the_whole_school(Operation operation) => Assert.All(
        new[] { ChatKind.School, ChatKind.Staff },
        kind => Assert.False(PolicyTable.Allows(operation, Role.ClassTeacher | Role.SubjectTeacher, kind)));

    [Fact]
    public void Has_a_row_for_each_operation() => Assert.All(Enum.GetValues<Operation>(), operation => Assert.True(PolicyTable.Knows(operation), operation.ToString()));

    [Fact]
    public void Denies_what_it_does_not_know()
    {
        Assert.False(PolicyTable.Allows((Operation)999, (Role)int.MaxValue));
        Assert.False(PolicyTable.Allows((Operation)999, (Role)int.MaxValue, ChatKind.School));
        Assert.False(PolicyTable.Allows(Operation.ReadChat, (Role)int.MaxValue, (ChatKind)999));
        Assert.False(PolicyTable.AllowsAnonymous((Operation)999));
    }

    [Fact]
    public void Never_opens_more_than_the_own_session_to_somebody_without_the_second_factor() => Assert.Equal(
        [Operation.Public, Operation.OwnSession, Operation.OwnSecondFactor], Enum.GetValues<Operation>().Where(PolicyTable.AllowsWithoutFactor));

    [Fact]
    public void Opens_to_everybody_only_what_is_public() =>
        Assert.Equal([Operation.Public], Enum.GetValues<Operation>().Where(PolicyTable.AllowsAnonymous));
}
