namespace Sferum.Calls;

/// <summary>Groups of a session. While they are open people see and hear only those of their own.</summary>
/// <param name="Count">How many.</param>
/// <param name="Open">Whether people are in them now; otherwise they are prepared.</param>
/// <param name="EndsAt">When all are called back (Unix ms); null: when a leader does it.</param>
/// <param name="Message">What the leaders have told all groups last.</param>
public sealed record GroupsDto(int Count, bool Open, long? EndsAt, GroupMessageDto? Message);

/// <summary>What a leader tells all groups.</summary>
/// <param name="Text">What.</param>
/// <param name="At">When (Unix ms): another one has another time.</param>
public sealed record GroupMessageDto(string Text, long At);

/// <summary>What a leader asks about groups.</summary>
public sealed record LeadGroupsDto
{
    /// <summary>For <c>prepare_groups</c>: how many, 1 to 20.</summary>
    public int? Count { get; init; }

    /// <summary>For <c>prepare_groups</c>: whether members are spread over them by chance; otherwise each stays where the person was put.</summary>
    public bool? Random { get; init; }

    /// <summary>For <c>move_to_group</c>: where to, from 1; null: to all. Leaders go from group to group themselves by it.</summary>
    public int? Group { get; init; }

    /// <summary>For <c>open_groups</c>: after how many minutes all are called back, up to 180; null: when a leader does it.</summary>
    public int? Minutes { get; init; }

    /// <summary>For <c>tell_groups</c>: what, up to 300 characters.</summary>
    public string? Text { get; init; }
}
