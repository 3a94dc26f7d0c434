using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What a reader may do in a chat, as the codes that a client's buttons hang on. The server decides again on each command.</summary>
public static class ChatPermissions
{
    private static readonly (Operation Operation, string Code, bool InArchive)[] Codes =
    [
        (Operation.PostMessage, "post", false), (Operation.React, "react", false), (Operation.Pin, "pin", false),
        (Operation.DeleteAnyMessage, "delete_any", true), (Operation.SeeReaders, "see_readers", true), (Operation.MuteMember, "mute", false),
        (Operation.SetChat, "set", true), (Operation.MentionAll, "mention_all", false), (Operation.ManageMembers, "manage_members", false),
        (Operation.AnswerReports, "answer_reports", true), (Operation.Vote, "vote", false), (Operation.MakePoll, "poll", false),
        (Operation.StartCall, "start_call", false), (Operation.JoinCall, "join_call", false),
    ];

    /// <summary>The codes for a role in a chat.</summary>
    /// <param name="inChat">The reader's role in the chat.</param>
    /// <param name="kind">The chat's kind.</param>
    /// <param name="archived">Whether the chat only keeps its history.</param>
    /// <param name="silent">Whether the settings, or a moderator, keep the reader from writing.</param>
    /// <param name="limited">Whether the reader only reads, for want of a consent.</param>
    /// <returns>Codes, in a fixed order.</returns>
    public static IReadOnlyList<string> Of(Role inChat, ChatKind kind, bool archived, bool silent = false, bool limited = false) =>
    [
        .. Codes.Where(c => (!archived || c.InArchive) && !((silent || limited) && c.Operation is (Operation.PostMessage or Operation.MentionAll or Operation.MakePoll))
            && !(limited && c.Operation is (Operation.React or Operation.Vote)) && PolicyTable.Allows(c.Operation, inChat, kind)).Select(static c => c.Code),
    ];
}
