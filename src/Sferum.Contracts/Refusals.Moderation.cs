namespace Sferum;

/// <content>What a chat refuses because of how it is moderated.</content>
public static partial class Refusals
{
    /// <summary>A moderator has silenced this person here, for a time or until it is lifted.</summary>
    public static readonly Refusal Muted = new("chat.muted");

    /// <summary>Only some may mention everybody here.</summary>
    public static readonly Refusal MayNotMentionAll = new("chat.may_not_mention_all");

    /// <summary>Nobody silences oneself or another moderator.</summary>
    public static readonly Refusal NotToBeMuted = new("chat.not_to_be_muted");

    /// <summary>This chat follows the roster: its title, its members and its end come from there.</summary>
    public static readonly Refusal FollowsTheRoster = new("chat.follows_the_roster");

    /// <summary>Guardians and students are not gathered in a chat that somebody makes (ADR: chats that people make).</summary>
    public static readonly Refusal GuardiansApart = new("chat.guardians_apart");

    /// <summary>There is nobody now who could supervise this direct chat.</summary>
    public static readonly Refusal NoSupervisor = new("chat.no_supervisor");

    /// <summary>The same person has an open report about the same message.</summary>
    public static readonly Refusal ReportedAlready = new("report.reported_already");

    /// <summary>Somebody has answered the report already.</summary>
    public static readonly Refusal ReportAnswered = new("report.answered");

    /// <summary>Who is not in the chat can only dismiss a report: join, seen by all, to act.</summary>
    public static readonly Refusal JoinFirst = new("report.join_first");

    /// <summary>The request for originals is approved already.</summary>
    public static readonly Refusal EvidenceDecided = new("evidence.decided");

    /// <summary>A request for originals is approved by the other head, never by the one who asks.</summary>
    public static readonly Refusal EvidenceSameHead = new("evidence.same_head");

    /// <summary>The request is not approved, or its 24 hours are over.</summary>
    public static readonly Refusal EvidenceNotOpen = new("evidence.not_open");

    /// <summary>Too many people for a chat that somebody makes.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal MembersTooMany(int limit) => new("chat.members_too_many", Args: Arg("limit", limit));

    /// <summary>People write one after another here: wait a little.</summary>
    /// <param name="seconds">How long.</param>
    /// <returns>The refusal.</returns>
    public static Refusal SlowMode(int seconds) => new("chat.slow_mode", RetryAfterMs: seconds * 1000, Args: Arg("seconds", seconds));
}
