using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Calls;

/// <summary>What the tables know of video sessions: which run, who was there when. How one goes on is its actor's.</summary>
public interface ICalls
{
    /// <summary>Notes that a session begins, with its audit row. A chat has one at a time.</summary>
    /// <param name="caller">Who starts it.</param>
    /// <param name="call">The session.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>
    /// The session that runs in the chat now: this one, or one that ran already. Refused: <see cref="Refusals.CallsOfSchool"/>, <see cref="Refusals.CallsOfStarter"/>;
    /// of those who start at the same moment one more may come through.
    /// </returns>
    ValueTask<Outcome<VideoSessionId>> Begin(Caller caller, NewCall call, CancellationToken cancel);

    /// <summary>The session that runs in a chat.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when none runs.</returns>
    ValueTask<VideoSessionId?> Running(ChatId chat, CancellationToken cancel);

    /// <summary>The sessions in which somebody is now, or whose seat is kept there.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The sessions that run.</returns>
    ValueTask<IReadOnlyList<VideoSessionId>> With(PersonId person, CancellationToken cancel);

    /// <summary>In which chat a session is, whether it runs or not.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when there is no such session.</returns>
    ValueTask<ChatId?> ChatOf(VideoSessionId id, CancellationToken cancel);

    /// <summary>Notes that a session is over. Whoever is still there left then.</summary>
    /// <param name="id">The session.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask End(VideoSessionId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Notes whether the session keeps its chat's members from writing.</summary>
    /// <param name="id">The session.</param>
    /// <param name="held">Whether.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask Hold(VideoSessionId id, bool held, CancellationToken cancel);

    /// <summary>Notes who came and went.</summary>
    /// <param name="id">The session.</param>
    /// <param name="came">Who came in, and when (Unix ms).</param>
    /// <param name="went">Who went, and when (Unix ms).</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask Attend(
        VideoSessionId id, IReadOnlyCollection<(PersonId Person, long At)> came, IReadOnlyCollection<(PersonId Person, long At)> went, CancellationToken cancel);

    /// <summary>Writes an act of a leader into the record.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">The session.</param>
    /// <param name="command">What.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask Record(Caller caller, VideoSessionId id, LeadCall command, CancellationToken cancel);

    /// <summary>Who of these people is in a chat now, and as what.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="people">The people; at most <see cref="CallLimits.Remembered"/>.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Those who are in it.</returns>
    ValueTask<IReadOnlyDictionary<PersonId, ChatPlace>> PlacesOf(ChatId chat, IReadOnlyCollection<PersonId> people, CancellationToken cancel);

    /// <summary>Who was there when, against the chat's members.</summary>
    /// <param name="caller">Who asks; leads in that chat, looked up now.</param>
    /// <param name="id">The session.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The attendance; refused when it is not the caller's.</returns>
    ValueTask<Outcome<Attendance>> Attendance(Caller caller, VideoSessionId id, CancellationToken cancel);

    /// <summary>The sessions of a chat, the latest first.</summary>
    /// <param name="caller">Who asks; leads in that chat, looked up now.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="before">Sessions that began before; null for the latest.</param>
    /// <param name="limit">How many, at most 100.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The sessions; refused when they are not the caller's.</returns>
    ValueTask<Outcome<IReadOnlyList<CallRecord>>> Of(Caller caller, ChatId chat, DateTimeOffset? before, int limit, CancellationToken cancel);
}

/// <summary>A session that begins.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Chat">Its chat.</param>
/// <param name="School">The chat's school.</param>
/// <param name="Title">What it is called.</param>
/// <param name="At">When.</param>
public sealed record NewCall(VideoSessionId Id, ChatId Chat, SchoolId? School, string Title, DateTimeOffset At);

/// <summary>A person's place in a chat.</summary>
/// <param name="Name">The person.</param>
/// <param name="Role">The role in the chat.</param>
/// <param name="Kind">The chat's kind.</param>
/// <param name="Title">The chat's title.</param>
/// <param name="School">The chat's school.</param>
/// <param name="Limited">Whether the person only reads, for want of a consent.</param>
public sealed record ChatPlace(PersonName Name, Role Role, ChatKind Kind, string Title, SchoolId? School, bool Limited);

/// <summary>A session as the record of a chat's sessions shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it was called.</param>
/// <param name="StartedBy">Who started it; null when the person is erased.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Attended">How many were in.</param>
public sealed record CallRecord(VideoSessionId Id, string Title, string? StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Attended);

/// <summary>Who was in a session.</summary>
/// <param name="Call">The session.</param>
/// <param name="People">Everybody who was in or could have been: members of the chat, and those who were and are no more.</param>
public sealed record Attendance(CallRecord Call, IReadOnlyList<Attendee> People);

/// <summary>One person's attendance.</summary>
/// <param name="Name">Who.</param>
/// <param name="Present">When the person was in, ascending; empty: absent. The last one is open while the person is in.</param>
public sealed record Attendee(PersonName Name, IReadOnlyList<(DateTimeOffset From, DateTimeOffset? To)> Present)
{
    /// <summary>Whole minutes in the session, from all stays together; the open one up to a time.</summary>
    /// <param name="now">That time.</param>
    /// <returns>Minutes, rounded down.</returns>
    public int Minutes(DateTimeOffset now) => (int)Present.Sum(p => Math.Max(0, ((p.To ?? now) - p.From).TotalMinutes));

    /// <summary>Whether the person came more than a while after the beginning.</summary>
    /// <param name="began">When the session began.</param>
    /// <param name="after">How much later counts as late.</param>
    /// <returns>False for the absent.</returns>
    public bool IsLate(DateTimeOffset began, TimeSpan after) => Present.Count > 0 && Present[0].From - began > after;
}

/// <summary>A session that runs, as a chat's listing shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="StartedAt">Since when.</param>
/// <param name="Held">Whether it keeps the chat's members from writing now.</param>
public sealed record RunningCall(VideoSessionId Id, string Title, DateTimeOffset StartedAt, bool Held);

/// <summary>What a chat's actor knows of the session that runs in it.</summary>
/// <param name="Id">The session.</param>
/// <param name="Held">Whether it keeps members who don't lead from writing.</param>
public sealed record CallOfChat(VideoSessionId Id, bool Held);
