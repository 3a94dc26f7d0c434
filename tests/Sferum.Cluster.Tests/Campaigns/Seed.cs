using System.Globalization;
using System.Security.Cryptography;

namespace Sferum.Campaigns;

/// <summary>What a campaign's randomness begins with: another one each run, printed, and repeated by SFERUM_SEED.</summary>
internal static class Seed
{
    public const string Variable = "SFERUM_SEED";

    public static int Next()
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        Say($"seed {seed} (again: {Variable}={seed})");
        return seed;
    }

    /// <summary>Into the test's output, and aloud.</summary>
    public static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine($"{TestContext.Current.TestMethod?.MethodName}: {line}");
    }
}
