namespace Sferum.Operators;

/// <summary>A school and its size.</summary>
/// <param name="Id">The school.</param>
/// <param name="Name">Its name.</param>
/// <param name="People">People with a role there.</param>
/// <param name="Classes">Classes that are not archived.</param>
/// <param name="Chats">Chats that are not archived.</param>
public sealed record SchoolSizeDto(Guid Id, string Name, int People, int Classes, int Chats);

/// <summary>A page of schools.</summary>
/// <param name="Schools">By name.</param>
/// <param name="Next">Ask with it as <c>after</c>; null at the end.</param>
public sealed record SchoolSizeListDto(IReadOnlyList<SchoolSizeDto> Schools, Guid? Next);

/// <summary>Whether a media server is to take no new sessions.</summary>
/// <param name="On">True: it is to be emptied; false: it takes sessions again.</param>
public sealed record DrainRequest(bool On);

/// <summary>What each gateway had, and how many clients it was told to let go.</summary>
/// <param name="Gateways">By name.</param>
public sealed record EvenedOutDto(IReadOnlyList<EvenedGatewayDto> Gateways);

/// <summary>A gateway whose load was evened.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Connections">Connections that it had.</param>
/// <param name="Asked">How many of them were asked to move.</param>
public sealed record EvenedGatewayDto(string Name, int Connections, int Asked);

/// <summary>Maintenance to be announced.</summary>
/// <param name="Text">What will be, in Russian; at most 500 characters.</param>
/// <param name="TextEn">The same in English; null: the Russian text is shown.</param>
/// <param name="From">When the work begins (Unix ms).</param>
/// <param name="Until">When it is over (Unix ms).</param>
public sealed record MaintenanceRequest(string Text, string? TextEn, long From, long Until);

/// <summary>Maintenance that is announced.</summary>
/// <param name="Id">Another one with each change: whoever has put the former away sees this one.</param>
/// <param name="Text">What will be, in Russian.</param>
/// <param name="TextEn">The same in English, where it was given.</param>
/// <param name="From">When the work begins (Unix ms).</param>
/// <param name="Until">When it is over, and the notice with it (Unix ms).</param>
public sealed record NoticeDto(Guid Id, string Text, string? TextEn, long From, long Until);

/// <summary>What everybody is to know.</summary>
/// <param name="Notice">The maintenance that is announced; null when there is none.</param>
public sealed record StandingNoticeDto(NoticeDto? Notice);
