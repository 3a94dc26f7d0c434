namespace Sferum.Calls;

/// <summary>Bounds of video sessions. None of them bounds how long a session lasts (product, 1.3).</summary>
public static class CallLimits
{
    /// <summary>Most people inside.</summary>
    public const int Inside = 300;

    /// <summary>Most sessions of one school at the same time: more than it has classes and groups of staff, and no more than its share of the media servers.</summary>
    public const int OfSchool = 200;

    /// <summary>Most sessions at the same time that one person has started.</summary>
    public const int OfStarter = 5;

    /// <summary>Most people inside where there is no media server.</summary>
    public const int Direct = 2;

    /// <summary>Most that one browser may say to the other within <see cref="DirectWindow"/>.</summary>
    public const int DirectWords = 100;

    /// <summary>Longest candidate that one browser may send to the other, in characters.</summary>
    public const int DirectCandidate = 1024;

    /// <summary>Most people who wait.</summary>
    public const int Waiting = 300;

    /// <summary>Most people of whom a session remembers anything.</summary>
    public const int Remembered = 2000;

    /// <summary>Longest title, in characters.</summary>
    public const int Title = 100;

    /// <summary>Longest reaction, in UTF-16 units.</summary>
    public const int Reaction = 16;

    /// <summary>Most groups.</summary>
    public const int Groups = 20;

    /// <summary>Longest time in groups, in minutes.</summary>
    public const int GroupMinutes = 180;

    /// <summary>Longest message to all groups, in characters.</summary>
    public const int GroupMessage = 300;

    /// <summary>Fewest options of a quick poll.</summary>
    public const int FewestOptions = 2;

    /// <summary>Most options of a quick poll.</summary>
    public const int MostOptions = 6;

    /// <summary>Longest question of a quick poll, in characters.</summary>
    public const int Question = 300;

    /// <summary>Longest option of a quick poll, in characters.</summary>
    public const int Option = 100;

    /// <summary>Most elements of a board, with those that were taken away.</summary>
    public const int Elements = 2000;

    /// <summary>Largest element of a board, in characters of its JSON.</summary>
    public const int Element = 24 * 1024;

    /// <summary>Most that is on a board, in characters of its elements' JSON.</summary>
    public const int Board = 1024 * 1024;

    /// <summary>Most elements in one message.</summary>
    public const int ElementsAtOnce = 64;

    /// <summary>A piece of the board ends after so many characters.</summary>
    public const int BoardPiece = 48 * 1024;

    /// <summary>Most lost ways that a browser may tell of at once.</summary>
    public const int ReportedFailures = 1000;

    /// <summary>Most packets that a browser may tell of at once: some hours of a large session.</summary>
    public const int ReportedPackets = 50_000_000;

    /// <summary>Longest time of coming in that a browser may tell of.</summary>
    public static readonly TimeSpan ReportedJoin = TimeSpan.FromMinutes(10);

    /// <summary>So often a browser may tell of its media.</summary>
    public static readonly TimeSpan ReportEach = TimeSpan.FromSeconds(10);

    /// <summary>The time in which <see cref="DirectWords"/> are counted.</summary>
    public static readonly TimeSpan DirectWindow = TimeSpan.FromSeconds(10);

    /// <summary>How long a seat is kept for somebody whose line is gone.</summary>
    public static readonly TimeSpan SeatKept = TimeSpan.FromSeconds(60);

    /// <summary>How long a session goes on without anybody who leads.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>How long a session goes on with nobody in it.</summary>
    public static readonly TimeSpan Empty = TimeSpan.FromMinutes(2);
}
