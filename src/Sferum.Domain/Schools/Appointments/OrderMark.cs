namespace Sferum.Schools;

/// <summary>By what an order is known on paper.</summary>
/// <param name="Number">Its number, as it stands on it; 1 to 50 characters.</param>
/// <param name="Date">Its date.</param>
public sealed record OrderMark(string Number, DateOnly Date)
{
    private const int MaxNumber = 50;
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    /// <summary>Without space around it.</summary>
    /// <returns>The same mark, tidy.</returns>
    public OrderMark Tidy() => this with { Number = Number.Trim() };

    /// <summary>Whether it can be an order's.</summary>
    /// <returns>Null, or the field that can not be so.</returns>
    public Refusal? Check() =>
        Number.Length is 0 or > MaxNumber || Number.Any(char.IsControl) ? Refusals.FieldInvalid("orderNumber")
        : Date < Earliest || Date > Latest ? Refusals.FieldInvalid("orderDate")
        : null;
}
