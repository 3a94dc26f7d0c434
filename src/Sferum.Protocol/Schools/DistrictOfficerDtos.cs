namespace Sferum.Schools;

/// <summary>An officer of the education district.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Since">Since when (Unix ms).</param>
/// <param name="OrderId">By which order.</param>
public sealed record DistrictOfficerDto(Guid PersonId, string Name, long Since, Guid? OrderId);

/// <summary>Officers of the education district.</summary>
/// <param name="Officers">By name; at most 200.</param>
public sealed record DistrictOfficerListDto(IReadOnlyList<DistrictOfficerDto> Officers);

/// <summary>An order about an officer of the district.</summary>
/// <param name="Id">The order.</param>
/// <param name="Kind"><c>appoint</c> or <c>end</c>.</param>
/// <param name="PersonId">Whom it names.</param>
/// <param name="Name">Display name.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date, <c>yyyy-MM-dd</c>.</param>
/// <param name="At">When it was entered (Unix ms).</param>
public sealed record DistrictOrderDto(Guid Id, string Kind, Guid PersonId, string Name, string Number, string Date, long At);

/// <summary>A page of orders about officers of the district.</summary>
/// <param name="Orders">The oldest first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record DistrictOrderListDto(IReadOnlyList<DistrictOrderDto> Orders, string? Next);
