namespace Sferum.Files;

/// <summary>How much may be sent and kept.</summary>
public sealed record FileLimits
{
    /// <summary>Most files of one message.</summary>
    public const int PerMessage = 10;

    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int NameLength = 120;

    /// <summary>Most files that one person uploads at once.</summary>
    public const int UploadsAtOnce = 20;

    private const long Mega = 1024 * 1024;

    /// <summary>The largest picture, as it is sent.</summary>
    public long PictureBytes { get; init; } = 20 * Mega;

    /// <summary>The most pixels of a picture; of a moving one those of all its frames together.</summary>
    public int Megapixels { get; init; } = 64;

    /// <summary>The largest recording, as it is sent.</summary>
    public long VoiceBytes { get; init; } = 20 * Mega;

    /// <summary>The longest voice message.</summary>
    public TimeSpan Voice { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The largest file of any other kind.</summary>
    public long OtherBytes { get; init; } = 100 * Mega;

    /// <summary>What is kept of one person; what was deleted counts for as long as it is kept as evidence.</summary>
    public long PersonBytes { get; init; } = 2048 * Mega;

    /// <summary>What is kept of one school.</summary>
    public long SchoolBytes { get; init; } = 200 * 1024 * Mega;

    /// <summary>So long a file waits for the message that sends it.</summary>
    public TimeSpan Unposted { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The largest file of any kind.</summary>
    public long Largest => Math.Max(OtherBytes, Math.Max(PictureBytes, VoiceBytes));

    /// <summary>The largest file of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Bytes.</returns>
    public long Of(FileKind kind) => kind switch
    {
        FileKind.Picture => PictureBytes,
        FileKind.Voice => VoiceBytes,
        _ => OtherBytes,
    };

    /// <summary>Whether a file of a kind may be so large.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Null, or why not.</returns>
    public Refusal? Fits(FileKind kind, long bytes) => bytes switch
    {
        <= 0 => Refusals.FileEmpty,
        _ when bytes > Of(kind) => Refusals.FileTooLarge((int)(Of(kind) / Mega)),
        _ => null,
    };
}
