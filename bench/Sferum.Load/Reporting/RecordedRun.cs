using System.Text.Json;

namespace Sferum.Load.Reporting;

/// <summary>One line of what <c>bench/run</c> collects: which situation, which server, and what came out.</summary>
internal sealed record RecordedRun
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, PropertyNameCaseInsensitive = true };

    public required string Situation { get; init; }

    public required string Server { get; init; }

    /// <summary>Measured seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Load average of the machine just before; null when nobody looked.</summary>
    public double? Busy { get; init; }

    public required LoadResult Result { get; init; }

    /// <summary>How much of a core the server got: a server that was kept from its core is not to be compared.</summary>
    public double? Cores => Result.ServerCpuSeconds / Seconds;

    public static IReadOnlyList<RecordedRun> Read(string file) =>
        [.. File.ReadLines(file).Where(static l => l.StartsWith('{')).Select(static l => JsonSerializer.Deserialize<RecordedRun>(l, Json)!)];
}
