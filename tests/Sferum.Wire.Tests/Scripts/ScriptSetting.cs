namespace Sferum.Wire;

/// <summary>Where a script plays, and who plays it.</summary>
/// <param name="Server">The host.</param>
/// <param name="MessagePack">MessagePack instead of JSON.</param>
/// <param name="Chat">A chat in which both may write.</param>
/// <param name="Mine">A token of the one who is watched.</param>
/// <param name="Theirs">A token of the other.</param>
/// <param name="Expired">A token that was good.</param>
internal sealed record ScriptSetting(Uri Server, bool MessagePack, Guid Chat, string Mine, string Theirs, string Expired)
{
    /// <summary>For how long server and clients bear silence.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Longer than the patience of both sides.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromSeconds(8);

    /// <summary>Between two attempts to come back.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(200);
}
