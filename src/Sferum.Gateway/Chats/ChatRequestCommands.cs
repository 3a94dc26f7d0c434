namespace Sferum.Chats;

/// <summary>Requests as commands; null for one that lacks a part, which neither protocol prevents.</summary>
internal static class ChatRequestCommands
{
    public static PostMessage? Command(this PostRequest? r) =>
        r is { Text: not null } && IsId(r.RequestId) ? new PostMessage(r.RequestId, r.Text, r.ReplyTo) : null;

    public static EditMessage? Command(this EditRequest? r) =>
        r is { Text: not null } && IsId(r.RequestId) ? new EditMessage(r.RequestId, r.Number, r.Text) : null;

    public static DeleteMessage? Command(this DeleteRequest? r) => r is not null && IsId(r.RequestId) ? new DeleteMessage(r.RequestId, r.Number) : null;

    public static PinMessage? Command(this PinRequest? r) => r is not null && IsId(r.RequestId) ? new PinMessage(r.RequestId, r.Number, r.On) : null;

    public static React? Command(this ReactRequest? r) => r is { Emoji: not null } ? new React(r.Number, r.Emoji, r.On) : null;

    private static bool IsId(Guid id) => id != Guid.Empty;
}
