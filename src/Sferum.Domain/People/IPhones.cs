namespace Sferum.People;

/// <summary>What people and files write as a phone number.</summary>
public interface IPhones
{
    /// <summary>Reads a number as people write it (8 900…, +7 (900)…, ten digits).</summary>
    /// <param name="text">The text.</param>
    /// <returns>E.164; null when it is not a number that can receive a code.</returns>
    string? Normalise(string text);
}
