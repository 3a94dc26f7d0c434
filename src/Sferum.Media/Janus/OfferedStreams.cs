namespace Sferum.Calls;

/// <summary>What an offer of Janus gives. It stands in the SDP itself, each time: a stream's msid (RFC 8830) begins with the feed.</summary>
internal static class OfferedStreams
{
    public static IReadOnlyList<OfferedStream> Of(string sdp)
    {
        var streams = new List<OfferedStream>();
        foreach (var section in sdp.Split("\nm=").Skip(1))
        {
            var lines = section.Split('\n', StringSplitOptions.TrimEntries);
            MediaKind? kind = lines[0].Split(' ')[0] switch { "audio" => MediaKind.Audio, "video" => MediaKind.Video, _ => null };
            if (kind is not null && lines.Contains("a=sendonly") && Value(lines, "a=mid:") is { } mid && Value(lines, "a=msid:") is { } msid)
            {
                streams.Add(new OfferedStream(mid, msid.Split(' ')[0], kind.Value));
            }
        }

        return streams;
    }

    private static string? Value(string[] lines, string name) => lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
