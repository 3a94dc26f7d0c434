using Sferum.Chats;
using static Sferum.People.Role;

namespace Sferum.Policy;

/// <content>What messages carry, who looks into them, messages for later, files.</content>
internal static partial class NeverRows
{
    private static IEnumerable<NeverRow> WithMessages =>
    [
        Http("1.1", SchoolAdmin, "searches a chat of another school", Gone, t => t.Client.SearchAsync(t.Theirs.Chat(ChatKind.School), "объявление")),
        Http("1.1", SchoolAdmin, "learns who has read a message of another school", Gone, t => t.Client.ReadersAsync(t.Theirs.Chat(ChatKind.School), Never.Said)),
        Http("1.1", SchoolAdmin, "learns who has voted in another school", Gone, t => t.Client.VotersAsync(t.Theirs.Chat(ChatKind.School), Never.Said, 0)),
        Http("1.1", SchoolAdmin, "writes for later into a chat of another school", Gone, t => Later(t, t.Theirs.Chat(ChatKind.School))),
        Http("1.1", SchoolAdmin, "chooses how to see a chat of another school", Gone, t => t.Client.ChooseAsync(t.Theirs.Chat(ChatKind.School), "none")),
        Hub("1.1", SchoolAdmin, "forwards a message of another school", "chat.no_such_message", t => Forward(t, t.Theirs.Chat(ChatKind.School), ChatKind.School)),
        Hub("1.1", SchoolAdmin, "votes in another school", Gone, async t => (await (await t.Line()).VoteAsync(t.Theirs.Chat(ChatKind.School), Never.Said, [0])).Refusal),
        Hub("2.4", SubjectTeacher, "mentions a role in a class chat", "chat.may_not_mention_all", t => Mention(t, ChatKind.Class, "role:student")),
        Hub("2.5", Student, "makes a poll", Denied, t => Poll(t, ChatKind.Class)),
        Hub("2.5", Student, "mentions the teachers as a group", "chat.may_not_mention_all", t => Mention(t, ChatKind.Class, "role:staff")),
        Hub("2.5", Student, "forwards a message of the staff's chat", "chat.no_such_message", t => Forward(t, t.Ours.Chat(ChatKind.Staff), ChatKind.Class)),
        Http("2.5", Student, "writes for later in the school's chat", "chat.read_only", t => Later(t, t.Ours.Chat(ChatKind.School))),
        Http("2.5", Student, "searches the guardians' chat", Gone, t => t.Client.SearchAsync(t.Ours.Chat(ChatKind.Guardians), "объявление")),
        Hub("2.6", Guardian, "votes in the class chat", Gone, async t => (await (await t.Line()).VoteAsync(t.Ours.Chat(ChatKind.Class), Never.Said, [0])).Refusal),
        Hub("2.6", Guardian, "mentions the teachers as a group", "chat.may_not_mention_all", t => Mention(t, ChatKind.Guardians, "role:staff")),
        Hub("2.6", Guardian, "forwards a message of the class chat", "chat.no_such_message", t => Forward(t, t.Ours.Chat(ChatKind.Class), ChatKind.Guardians)),
        Http("2.6", Guardian, "searches the class chat", Gone, t => t.Client.SearchAsync(t.Ours.Chat(ChatKind.Class), "объявление")),
        Http("1.1", SchoolAdmin, "lists files of a chat of another school", Gone, t => t.Client.ChatFilesAsync(t.Theirs.Chat(ChatKind.School), "other")),
        Http("2.5", Student, "lists files of the staff's chat", Gone, t => t.Client.ChatFilesAsync(t.Ours.Chat(ChatKind.Staff), "other")),
        Http("2.6", Guardian, "lists files of the class chat", Gone, t => t.Client.ChatFilesAsync(t.Ours.Chat(ChatKind.Class), "other")),
        Http("district", DistrictOfficer, "lists files of a chat", Gone, t => t.Client.ChatFilesAsync(t.Ours.Chat(ChatKind.School), "other")),
        Http("district", DistrictOfficer, "searches a chat", Gone, t => t.Client.SearchAsync(t.Ours.Chat(ChatKind.School), "объявление")),
    ];

    private static Task<Reply<Done>> Later(NeverTry t, Guid chat) =>
        t.Client.ScheduleAsync(chat, Guid.CreateVersion7(), "x", TimeProvider.System.GetUtcNow().AddDays(1));

    private static async Task<RefusalDto?> Forward(NeverTry t, Guid from, ChatKind to) =>
        (await (await t.Line()).ForwardAsync(from, Never.Said, t.Ours.Chat(to))).Refusal;

    private static async Task<RefusalDto?> Poll(NeverTry t, ChatKind kind) => (await (await t.Line()).PostMessageAsync(
        new PostRequest(t.Ours.Chat(kind), Guid.CreateVersion7(), "Когда?", Poll: new NewPollRequest { Options = ["Среда", "Пятница"] }))).Refusal;

    private static async Task<RefusalDto?> Mention(NeverTry t, ChatKind kind, string group) => (await (await t.Line()).PostMessageAsync(
        new PostRequest(t.Ours.Chat(kind), Guid.CreateVersion7(), "@все", Mentions: [new MentionDto("все", Group: group)]))).Refusal;
}
