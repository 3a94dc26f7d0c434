namespace Sferum;

/// <summary>Where the hub is and what its messages are called; see docs/protocol.md.</summary>
public static class HubNames
{
    /// <summary>The hub's path. WebSockets only, without negotiation; the access token travels as a bearer header or, from a browser, as <c>access_token</c>.</summary>
    public const string Path = "/hub";

    /// <summary>Largest message a client may send, in bytes.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>Client → server: methods of the hub.</summary>
    public static class Methods
    {
        /// <summary><see cref="Chats.ResumeRequest"/> → <see cref="Chats.ResumeAnswer"/>.</summary>
        public const string Resume = "Resume";

        /// <summary><see cref="Chats.ReadSinceRequest"/> → <see cref="Chats.ChatPage"/>.</summary>
        public const string ReadSince = "ReadSince";

        /// <summary><see cref="Chats.PostRequest"/> → <see cref="Chats.Placed"/>.</summary>
        public const string Post = "Post";

        /// <summary><see cref="Chats.EditRequest"/> → <see cref="Chats.Placed"/>.</summary>
        public const string Edit = "Edit";

        /// <summary><see cref="Chats.DeleteRequest"/> → <see cref="Chats.Placed"/>.</summary>
        public const string Delete = "Delete";

        /// <summary><see cref="Chats.PinRequest"/> → <see cref="Chats.Placed"/>.</summary>
        public const string Pin = "Pin";

        /// <summary><see cref="Chats.MuteRequest"/> → <see cref="Chats.Placed"/>.</summary>
        public const string Mute = "Mute";

        /// <summary><see cref="Chats.SetChatRequest"/> → <see cref="Chats.Placed"/>.</summary>
        public const string Set = "Set";

        /// <summary><see cref="Chats.ReactRequest"/> → <see cref="Done"/>.</summary>
        public const string React = "React";

        /// <summary><see cref="Chats.VoteRequest"/> → <see cref="Done"/>.</summary>
        public const string Vote = "Vote";

        /// <summary><see cref="Chats.ClosePollRequest"/> → <see cref="Done"/>.</summary>
        public const string ClosePoll = "ClosePoll";

        /// <summary><see cref="Chats.MarkReadRequest"/>; no answer.</summary>
        public const string MarkRead = "MarkRead";

        /// <summary><see cref="Chats.TypingRequest"/>; no answer.</summary>
        public const string Typing = "Typing";

        /// <summary><see cref="Chats.WatchRequest"/> → <see cref="Done"/>: this connection looks at the chat; presence is sent while it does.</summary>
        public const string Watch = "Watch";

        /// <summary><see cref="Calls.StartCallRequest"/> → <see cref="Calls.CallStarted"/>.</summary>
        public const string StartCall = "StartCall";

        /// <summary><see cref="Calls.JoinCallRequest"/> → <see cref="Calls.CallJoined"/>.</summary>
        public const string JoinCall = "JoinCall";

        /// <summary><see cref="Calls.CallRequest"/> → <see cref="Done"/>.</summary>
        public const string LeaveCall = "LeaveCall";

        /// <summary><see cref="Calls.CallRequest"/> → <see cref="Calls.CallStateDto"/>: how it is now, after something was missed.</summary>
        public const string CallNow = "CallNow";

        /// <summary><see cref="Calls.SetSeatRequest"/> → <see cref="Done"/>.</summary>
        public const string SetSeat = "SetSeat";

        /// <summary><see cref="Calls.LeadCallRequest"/> → <see cref="Done"/>.</summary>
        public const string LeadCall = "LeadCall";

        /// <summary><see cref="Calls.SignalRequest"/> → <see cref="Calls.SignalAnswer"/>.</summary>
        public const string Signal = "Signal";

        /// <summary><see cref="Calls.DrawRequest"/> → <see cref="Done"/>.</summary>
        public const string Draw = "Draw";

        /// <summary><see cref="Calls.BoardRequest"/> → <see cref="Calls.BoardPieceDto"/>: what is on the board, a piece at a time.</summary>
        public const string Board = "Board";

        /// <summary><see cref="Calls.CallRequest"/> → <see cref="Calls.CallIce"/>: before one comes in, and before credentials end.</summary>
        public const string IceServers = "IceServers";

        /// <summary><see cref="Calls.ReportCallRequest"/> → <see cref="Done"/>: how media goes, for measures.</summary>
        public const string ReportCall = "ReportCall";
    }

    /// <summary>Server → client: invocations the client handles.</summary>
    public static class Events
    {
        /// <summary><see cref="Chats.ChatEvents"/>: numbered events of one chat, in order.</summary>
        public const string Chat = "chat";

        /// <summary><see cref="Chats.ChatState"/>: reactions, receipts, typing, presence: coalesced, may be lost.</summary>
        public const string State = "state";

        /// <summary><see cref="Chats.ChatListChange"/>: chats this person came into or left.</summary>
        public const string Chats = "chats";

        /// <summary><see cref="Calls.CallNewsDto"/>: news of the session in which this connection takes part.</summary>
        public const string Call = "call";

        /// <summary>No argument: this connection fell behind and events were dropped; resume by number.</summary>
        public const string Resync = "resync";

        /// <summary><see cref="People.SignedOut"/>: the session has ended; the connection closes next.</summary>
        public const string SignedOut = "signedOut";

        /// <summary><see cref="People.NewDevice"/>: somebody has signed in as this person on a device that was not known.</summary>
        public const string NewDevice = "newDevice";

        /// <summary><see cref="Sferum.GoAway"/>: open another connection, resume there, then close this one.</summary>
        public const string GoAway = "goaway";
    }
}
