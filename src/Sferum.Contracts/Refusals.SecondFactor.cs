namespace Sferum;

/// <content>What is refused about the second factor of sign-in.</content>
public static partial class Refusals
{
    /// <summary>This session may do nothing but take or show a second factor: the person has a role that demands one.</summary>
    public static readonly Refusal FactorNeeded = new("second_factor.needed");

    /// <summary>There is a second factor already: it is removed with a code before another is taken.</summary>
    public static readonly Refusal FactorExists = new("second_factor.exists");

    /// <summary>There is no second factor, nor has one been offered.</summary>
    public static readonly Refusal NoFactor = new("second_factor.none");

    /// <summary>Wrong, stale or used: all look the same.</summary>
    public static readonly Refusal FactorCodeWrong = new("second_factor.code_wrong");

    /// <summary>The phone's code was right; now the second factor's, together with this ticket. It lives five minutes and is good for one sign-in.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <returns>The refusal.</returns>
    public static Refusal SecondNeeded(string ticket) => new("sign_in.second_needed", Args: new Dictionary<string, string>(StringComparer.Ordinal) { ["ticket"] = ticket });
}
