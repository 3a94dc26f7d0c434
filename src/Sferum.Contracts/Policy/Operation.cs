namespace Sferum.Policy;

/// <summary>
/// Everything that somebody may ask of the system. Each hub method, endpoint and grain method names its operation with <see cref="OperationAttribute"/>;
/// what names none, and what has no row in <c>PolicyTable</c>, is denied at run time and fails the architecture test.
/// </summary>
public enum Operation
{
    /// <summary>Open to everybody, signed in or not: sign-in itself, health, the page.</summary>
    Public,

    /// <summary>One's own session, profile and list of sessions.</summary>
    OwnSession,

    /// <summary>One's own second factor: take one, show it, remove it.</summary>
    OwnSecondFactor,

    /// <summary>One's own list of chats and what was missed.</summary>
    ListChats,

    /// <summary>Read a chat one is or was a member of, inside one's windows.</summary>
    ReadChat,

    /// <summary>Have the files of a chat that one is in: list them and download them.</summary>
    ReadFile,

    /// <summary>Upload a file, see how far it is and take it back.</summary>
    UploadFile,

    /// <summary>Post a message, and edit one's own.</summary>
    PostMessage,

    /// <summary>Delete one's own message.</summary>
    DeleteOwnMessage,

    /// <summary>Delete somebody else's message.</summary>
    DeleteAnyMessage,

    /// <summary>React to a message.</summary>
    React,

    /// <summary>Vote in a poll.</summary>
    Vote,

    /// <summary>Make a poll, and end one's own.</summary>
    MakePoll,

    /// <summary>Pin and unpin.</summary>
    Pin,

    /// <summary>Silence a member of a chat, and let the member write again.</summary>
    MuteMember,

    /// <summary>Set a chat: who writes, slow mode, who may mention everybody; title and archive of a chat that somebody made.</summary>
    SetChat,

    /// <summary>Mention everybody in a chat.</summary>
    MentionAll,

    /// <summary>Take people into a chat that somebody made, and remove them.</summary>
    ManageMembers,

    /// <summary>Report a message to the chat's moderators.</summary>
    ReportMessage,

    /// <summary>See and answer reports about a chat that one moderates.</summary>
    AnswerReports,

    /// <summary>See who has read.</summary>
    SeeReaders,

    /// <summary>See the list of members.</summary>
    SeeMembers,

    /// <summary>See who of the members is online.</summary>
    SeePresence,

    /// <summary>Make a chat for a purpose.</summary>
    CreateChat,

    /// <summary>Join a chat of the school or of a class, seen by all in it, and leave it again; never a direct one.</summary>
    JoinChat,

    /// <summary>Open a direct chat with somebody.</summary>
    OpenDirectChat,

    /// <summary>See reports that the moderators of a chat have left unanswered.</summary>
    SeeEscalated,

    /// <summary>Ask for the originals of edited and deleted messages, and read them once another head has approved it.</summary>
    RequestEvidence,

    /// <summary>Approve somebody else's request for originals.</summary>
    ApproveEvidence,

    /// <summary>Bring a roster into the system.</summary>
    ImportRoster,

    /// <summary>See the school's card and structure.</summary>
    SeeSchool,

    /// <summary>See who is at the school and how far its classes have come; a class teacher the own class.</summary>
    SeePeople,

    /// <summary>Change the school's card and structure: years, parallels, classes, groups, subjects.</summary>
    ManageSchool,

    /// <summary>Make links that bring staff and students in, and note to whom they were handed.</summary>
    ManageInvitations,

    /// <summary>Revoke links; a class teacher the guardians' links of the own class.</summary>
    RevokeInvitations,

    /// <summary>See links, show and print them; a class teacher those of the own class.</summary>
    SeeInvitations,

    /// <summary>Accept and reject requests to join the school.</summary>
    DecideJoinRequests,

    /// <summary>Use a link, see and withdraw one's own requests to join.</summary>
    AskToJoin,

    /// <summary>Read the record of what was done: of one's own school, or of the deployment.</summary>
    SeeAudit,

    /// <summary>Read applications of schools, take in those that came by e-mail, approve, return and reject them.</summary>
    DecideApplications,

    /// <summary>Replace the school's administrator and appoint deputies, by an order.</summary>
    AppointAdmin,

    /// <summary>See who directs and administers the school, and by which orders.</summary>
    SeeOrders,

    /// <summary>Enter an order about a school's director, which changes nothing before it is confirmed.</summary>
    EnterDirectorOrder,

    /// <summary>Appoint and end officers of the education district, by an order, and see who they are.</summary>
    AppointDistrictOfficer,

    /// <summary>Confirm or refuse an order about a school's director.</summary>
    ConfirmDirectorOrder,

    /// <summary>Enrol students in classes and sections, end enrolments, see the history of a person's roles and places.</summary>
    ManageEnrollment,

    /// <summary>Assign class teachers and subject teachers, and end it.</summary>
    AssignTeachers,

    /// <summary>Order movements: transfer, leave, return, dismissal, substitution.</summary>
    ManageMovement,

    /// <summary>Make a guardian's link: into a class's guardians' chat, for one child of the class. Class teachers for their own class.</summary>
    InviteGuardians,

    /// <summary>Confirm that somebody is the guardian of a child, and see who is. Class teachers for their own class.</summary>
    ConfirmGuardians,

    /// <summary>Read the regulation of one's school and accept it.</summary>
    OwnRegulation,

    /// <summary>Draft local acts and see who has accepted the regulation.</summary>
    ManageRegulation,

    /// <summary>Put a local act into force.</summary>
    ActivateRegulation,

    /// <summary>See one's own children, give and withdraw consents for them, and be their guardian no longer.</summary>
    OwnChildren,

    /// <summary>Record consents that were given on paper, and dates of birth: in the whole school, or in the own class.</summary>
    RecordConsent,

    /// <summary>Everything that is kept about oneself.</summary>
    ExportOneself,

    /// <summary>What one's school keeps about a person.</summary>
    ExportPerson,

    /// <summary>Erase a person from one's school.</summary>
    ErasePerson,

    /// <summary>Start a video session in a chat, and lead those that others started there: let in, mute, lock, take out, end, see attendance.</summary>
    StartCall,

    /// <summary>Take part in a video session of a chat that one is in.</summary>
    JoinCall,

    /// <summary>See how the deployment is: silos, gateways, media servers, queues, database; schools with their size.</summary>
    SeeCluster,

    /// <summary>Empty a media server and let it take sessions again; even clients out over the gateways.</summary>
    ManageCluster,

    /// <summary>Announce maintenance to everybody, change and take back the announcement.</summary>
    AnnounceMaintenance,

    /// <summary>Calls between the system's own parts: never reachable from a client.</summary>
    Inside,
}

/// <summary>Names the operation that a hub method, an endpoint or a grain method carries out.</summary>
/// <param name="operation">The operation.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class OperationAttribute(Operation operation) : Attribute
{
    /// <summary>The operation.</summary>
    public Operation Operation { get; } = operation;
}
