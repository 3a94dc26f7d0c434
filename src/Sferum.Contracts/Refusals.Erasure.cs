namespace Sferum;

/// <content>What is refused about erasing people.</content>
public static partial class Refusals
{
    /// <summary>Nobody erases oneself: it is asked for.</summary>
    public static readonly Refusal ErasureOfOneself = new("erasure.oneself");

    /// <summary>The school's administrator and director are replaced first.</summary>
    public static readonly Refusal ErasureInOffice = new("erasure.in_office");
}
