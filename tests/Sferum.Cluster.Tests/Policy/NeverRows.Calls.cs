using Sferum.Calls;
using Sferum.Chats;
using static Sferum.People.Role;

namespace Sferum.Policy;

/// <content>Calls: who starts none, and who sees nothing of what has become of them.</content>
internal static partial class NeverRows
{
    private static IEnumerable<NeverRow> WithCalls =>
    [
        Hub("1.1", SchoolAdmin, "starts a call in another school", Gone, t => StartCall(t, t.Theirs.Chat(ChatKind.School))),
        Http("1.1", SchoolAdmin, "lists the calls of another school", Gone, t => t.Client.CallsAsync(t.Theirs.Chat(ChatKind.School))),
        Http("1.1", SchoolAdmin, "sees the attendance of a call that is not there", Gone, t => t.Client.AttendanceAsync(Guid.CreateVersion7())),
        Hub("2.4", SubjectTeacher, "starts a call in a class chat", Denied, t => StartCall(t, t.Ours.Chat(ChatKind.Class))),
        Hub("2.5", Student, "starts a call in the class chat", Denied, t => StartCall(t, t.Ours.Chat(ChatKind.Class))),
        Hub("2.5", Student, "starts a call in a study chat", Denied, t => StartCall(t, t.Ours.Chat(ChatKind.Study))),
        Hub("2.5", Student, "starts a call in the staff's chat", Gone, t => StartCall(t, t.Ours.Chat(ChatKind.Staff))),
        Http("2.5", Student, "lists the calls of the class", Denied, t => t.Client.CallsAsync(t.Ours.Chat(ChatKind.Class))),
        Hub("2.6", Guardian, "starts a call in the guardians' chat", Denied, t => StartCall(t, t.Ours.Chat(ChatKind.Guardians))),
        Http("2.6", Guardian, "lists the calls of the class", Gone, t => t.Client.CallsAsync(t.Ours.Chat(ChatKind.Class))),
        Hub("district", DistrictOfficer, "starts a call", Gone, t => StartCall(t, t.Ours.Chat(ChatKind.School))),
    ];

    private static async Task<RefusalDto?> StartCall(NeverTry t, Guid chat) => (await (await t.Line()).StartCallAsync(new StartCallRequest(chat))).Refusal;
}
