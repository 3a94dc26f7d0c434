using Sferum.Files;

namespace Sferum.Chats;

/// <summary>Post a message.</summary>
/// <param name="RequestId">The client's id of this request; the same for each retry.</param>
/// <param name="Text">As the client sent it; validated and normalised by the chat.</param>
/// <param name="ReplyTo">Number of the message it answers.</param>
/// <param name="MentionAll">Whether it mentions everybody in the chat; a right of its own.</param>
/// <param name="Parts">What it carries beside the text; null for nearly every message.</param>
/// <param name="Files">Files that it sends, in order: the author's own, or of messages that the author can read. With files the text may be empty.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.post")]
public sealed record PostMessage(
    [property: Id(0)] Guid RequestId,
    [property: Id(1)] string Text,
    [property: Id(2)] long? ReplyTo,
    [property: Id(3)] bool MentionAll = false,
    [property: Id(4)] PostParts? Parts = null,
    [property: Id(5)] IReadOnlyList<FileId>? Files = null);

/// <summary>Change one's message.</summary>
/// <param name="RequestId">As in <see cref="PostMessage"/>.</param>
/// <param name="Number">The message.</param>
/// <param name="Text">The new text.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.edit")]
public sealed record EditMessage([property: Id(0)] Guid RequestId, [property: Id(1)] long Number, [property: Id(2)] string Text);

/// <summary>Take a message back.</summary>
/// <param name="RequestId">As in <see cref="PostMessage"/>.</param>
/// <param name="Number">The message.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.delete")]
public sealed record DeleteMessage([property: Id(0)] Guid RequestId, [property: Id(1)] long Number);

/// <summary>Pin or unpin a message.</summary>
/// <param name="RequestId">As in <see cref="PostMessage"/>.</param>
/// <param name="Number">The message.</param>
/// <param name="On">True pins.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.pin")]
public sealed record PinMessage([property: Id(0)] Guid RequestId, [property: Id(1)] long Number, [property: Id(2)] bool On);

/// <summary>Set or take back a reaction.</summary>
/// <param name="Number">The message.</param>
/// <param name="Emoji">One emoji.</param>
/// <param name="On">True sets.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.react")]
public sealed record React([property: Id(0)] long Number, [property: Id(1)] string Emoji, [property: Id(2)] bool On);

/// <summary>Where a command landed.</summary>
/// <param name="Number">The row's number; the same for every retry.</param>
/// <param name="At">When.</param>
/// <param name="Posts">Posts up to and including it.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.placement")]
public sealed record Placement([property: Id(0)] long Number, [property: Id(1)] DateTimeOffset At, [property: Id(2)] long Posts);
