using System.Text.RegularExpressions;

namespace Sferum.Running;

/// <summary>Texts that no other test writes.</summary>
internal static class Words
{
    private static int _last;

    public static Regex Like(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    public static Regex Holding(string text) => Like(Regex.Escape(text));

    public static string New(string text) => $"{text} {Interlocked.Increment(ref _last)}·{Environment.TickCount64 % 100_000}";
}
