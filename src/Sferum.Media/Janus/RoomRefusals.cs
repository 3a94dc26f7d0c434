using System.Globalization;

namespace Sferum.Calls;

/// <summary>Refusals of the VideoRoom plugin that are told apart.</summary>
internal static class RoomRefusals
{
    public const int NoRoom = 426;
    public const int RoomExists = 427;
    public const int NoFeed = 428;
    public const int FeedExists = 436;

    /// <summary>What was asked is done, or was not needed.</summary>
    /// <param name="said">The plugin's answer.</param>
    /// <param name="fine">A refusal that is as good.</param>
    /// <returns>The answer.</returns>
    public static RoomEvent Granted(this RoomEvent said, params ReadOnlySpan<int> fine) => said.ErrorCode is { } code && !fine.Contains(code)
        ? throw new MediaException(string.Create(CultureInfo.InvariantCulture, $"The room refused: {code} {said.Error}"))
        : said;
}
