using System.Globalization;

namespace Sferum.Storage;

/// <summary>Sixteen at once, twenty times. More by hand: SFERUM_TEST_ROUNDS=500.</summary>
internal static class Races
{
    public const int Callers = 16;

    public static int Rounds { get; } = int.TryParse(Environment.GetEnvironmentVariable("SFERUM_TEST_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 20;

    /// <summary>All of them begin beside each other.</summary>
    public static Task<T[]> AtOnce<T>(Func<int, ValueTask<T>> act) => Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => act(i).AsTask())));
}
