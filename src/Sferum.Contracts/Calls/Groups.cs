namespace Sferum.Calls;

/// <summary>What a leader asks about groups. Which part holds says the act.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.lead_groups")]
public sealed record LeadGroups
{
    /// <summary>For <see cref="CallAct.PrepareGroups"/>: how many.</summary>
    [Id(0)] public int Count { get; init; }

    /// <summary>For <see cref="CallAct.PrepareGroups"/>: whether members are spread over them by chance; otherwise each stays where the person was put.</summary>
    [Id(1)] public bool Random { get; init; }

    /// <summary>For <see cref="CallAct.MoveToGroup"/>: where to, from 1; 0: to all.</summary>
    [Id(2)] public int Group { get; init; }

    /// <summary>For <see cref="CallAct.OpenGroups"/>: after how many minutes all are called back; null: when a leader does it.</summary>
    [Id(3)] public int? Minutes { get; init; }

    /// <summary>For <see cref="CallAct.TellGroups"/>: what all groups are told.</summary>
    [Id(4)] public string? Text { get; init; }
}

/// <summary>Groups as they are stored. Who is in which stands in <see cref="Seat.Group"/>.</summary>
[GenerateSerializer, Alias("sferum.call.stored_groups")]
public sealed class StoredGroups
{
    /// <summary>How many.</summary>
    [Id(0)] public int Count { get; set; }

    /// <summary>Whether people are in them now; otherwise they are prepared and all are together.</summary>
    [Id(1)] public bool Open { get; set; }

    /// <summary>When all are called back (Unix ms); null: when a leader does it.</summary>
    [Id(2)] public long? EndsAt { get; set; }

    /// <summary>What the leaders have told all groups last.</summary>
    [Id(3)] public GroupMessage? Message { get; set; }
}

/// <summary>What a leader tells all groups.</summary>
/// <param name="Text">What.</param>
/// <param name="At">When (Unix ms): another one has another time.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.group_message")]
public sealed record GroupMessage([property: Id(0)] string Text, [property: Id(1)] long At);

/// <summary>Groups as participants see them; to members only while they are open.</summary>
/// <param name="Count">How many.</param>
/// <param name="Open">Whether people are in them now.</param>
/// <param name="EndsAt">When all are called back; null: when a leader does it.</param>
/// <param name="Message">What the leaders have told all groups last.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.groups")]
public sealed record GroupsState(
    [property: Id(0)] int Count, [property: Id(1)] bool Open, [property: Id(2)] DateTimeOffset? EndsAt, [property: Id(3)] GroupMessage? Message);
