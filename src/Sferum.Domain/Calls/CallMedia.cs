namespace Sferum.Calls;

/// <summary>How much media a session bears.</summary>
public static class CallMedia
{
    /// <summary>Most bits per second of one video.</summary>
    public const int VideoBitrate = 1_500_000;
}
