namespace Sferum;

/// <content>What is refused about files.</content>
public static partial class Refusals
{
    /// <summary>There is nothing in the file.</summary>
    public static readonly Refusal FileEmpty = new("file.empty");

    /// <summary>Programs are not passed on.</summary>
    public static readonly Refusal FileIsProgram = new("file.is_program");

    /// <summary>A kind of picture from which the place and the device can't be taken out here.</summary>
    public static readonly Refusal FilePictureType = new("file.picture_type");

    /// <summary>The picture is damaged.</summary>
    public static readonly Refusal FilePictureBroken = new("file.picture_broken");

    /// <summary>It is no recording, or a damaged one.</summary>
    public static readonly Refusal FileVoiceBroken = new("file.voice_broken");

    /// <summary>This server takes no voice messages.</summary>
    public static readonly Refusal FileVoiceOff = new("file.voice_off");

    /// <summary>A virus was found in it.</summary>
    public static readonly Refusal FileInfected = new("file.infected");

    /// <summary>The server could not look into the file, several times.</summary>
    public static readonly Refusal FileUnreadable = new("file.unreadable");

    /// <summary>A file of the message is not there, or not the author's to send.</summary>
    public static readonly Refusal FileNotThere = new("file.not_there");

    /// <summary>A file of the message is still being looked into.</summary>
    public static readonly Refusal FileNotReady = new("file.not_ready", RetryAfterMs: 1000);

    /// <summary>The person keeps as much as one may.</summary>
    public static readonly Refusal FileQuotaOfPerson = new("file.quota_person");

    /// <summary>The school keeps as much as it may.</summary>
    public static readonly Refusal FileQuotaOfSchool = new("file.quota_school");

    /// <summary>The upload goes on from another place than the one that was named: ask how far it is.</summary>
    public static readonly Refusal UploadElsewhere = new("upload.elsewhere");

    /// <summary>The request doesn't speak the upload protocol (tus 1.0.0).</summary>
    public static readonly Refusal UploadProtocol = new("upload.protocol");

    /// <summary>The file is larger than files of its kind may be.</summary>
    /// <param name="megabytes">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal FileTooLarge(int megabytes) => new("file.too_large", Args: Arg("limit", megabytes));

    /// <summary>The picture has more pixels than anybody can look at.</summary>
    /// <param name="megapixels">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal FilePictureTooLarge(int megapixels) => new("file.picture_too_large", Args: Arg("limit", megapixels));

    /// <summary>The voice message is too long.</summary>
    /// <param name="minutes">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal FileVoiceTooLong(int minutes) => new("file.voice_too_long", Args: Arg("limit", minutes));

    /// <summary>Too many files in one message.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal FilesTooMany(int limit) => new("file.too_many", Args: Arg("limit", limit));

    /// <summary>Too many uploads at once: finish or cancel one.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal UploadsTooMany(int limit) => new("upload.too_many", Args: Arg("limit", limit));
}
